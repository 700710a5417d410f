"""Frames of other libraries, in and out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from socshift import _engine
from socshift._errors import Error
from socshift._native import Asked, Own, is_pandas, own_frame, pandas_table
from socshift._tables import Columns
from socshift._values import asked_of, mapping, wrong as wrong

Reading: TypeAlias = "tuple[str, str | None, int | None]"
Filter: TypeAlias = "tuple[str, list[str], bool]"


def files_of(data: Any) -> list[str] | None:
    """Names of files, if that is what the data is."""
    if isinstance(data, str | os.PathLike):
        return [os.fspath(data)]
    is_list = isinstance(data, list | tuple)
    if is_list and data and all(isinstance(each, str | os.PathLike) for each in data):
        return [os.fspath(each) for each in data]
    return None


def filters(
    where: Mapping[str, Any] | None, where_not: Mapping[str, Any] | None
) -> list[Filter]:
    """Filters as the engine takes them."""
    out: list[Filter] = []
    for argument, said, keeps in (("where", where, True), ("where_not", where_not, False)):
        for column, values in mapping(argument, said).items():
            if not isinstance(column, str):
                raise wrong(argument, f"expected names of columns, found {column!r}")
            several = isinstance(values, Iterable) and not isinstance(values, str | bytes)
            cells = [asked_of(v, argument) for v in (values if several else [values])]
            if not cells:
                raise wrong(argument, f"no values for column {column!r}")
            out.append((column, cells, keeps))
    return out


def columns_of(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Arguments and the names of columns that they say."""
    one = ("column", "edition_column", "wave", "title_column", "by_weight", "second_title",
           "job_zone", "with_code", "order")
    out = [(argument, said[argument]) for argument in one if said.get(argument)]
    for argument in ("sum", "mean", "by", "scale"):
        out += [(argument, name) for name in said.get(argument, ())]
    out += [("last_by", name) for name in said.get("last_by", ())]
    out += [("weights_by", column) for _, column, _ in said.get("weights_by", ())]
    out += [("where" if keeps else "where_not", name) for name, _, keeps in said.get("where", ())]
    return out


_figures = ("sum", "mean", "scale", "by_weight")


class Held:
    """The caller's data: a frame that rows can be taken of, or what only exports Arrow."""

    __slots__ = ("_own", "_rows", "arrow", "names")

    def __init__(
        self,
        data: Any,
        asked_of: Asked | None = None,
        said: Mapping[str, Any] | None = None,
        argument: str = "data",
    ) -> None:
        self._own = own_frame(data)
        if self._own is None:
            if not (hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")):
                raise wrong(
                    argument,
                    "expected a frame that exports __arrow_c_stream__, or a path, "
                    f"found {type(data).__name__}",
                )
            self.arrow = _engine.Frame(pandas_table(data) if is_pandas(data) else data)
            self.names = self.arrow.names
            self._rows = self.arrow.rows
        else:
            self.names = self._own.names
            self._rows = self._own.rows
            _check_index(self._own, said or {})
            asked = set() if asked_of is None else set(asked_of(self.names))
            with naming(said or {}):
                # How figures that are texts are written, all columns together say.
                figures = [n for a, n in columns_of(said or {}) if a in _figures]
                wants_all = asked_of is None or self._own.has_texts(figures)
                self.arrow = _engine.Frame(self._own.exported(asked, wants_all))
        if not self.names:
            raise wrong("data", "expected columns, found a frame without any")
        self.check_rows(self.arrow.rows)

    def check_rows(self, rows: int) -> None:
        """Nothing is left out."""
        if rows != self._rows:
            raise Error(f"the data has {self._rows} rows, of which {rows} were read")

    def take(self, result: _engine.Carried | _engine.Assigned) -> Any:
        """Rows of the data with columns behind its own, as the caller's kind."""
        assert self._own is not None
        scaled, places = None, []
        if isinstance(result, _engine.Carried) and result.scaled_places:
            scaled, places = result.scaled(), result.scaled_places
        return self._own.build(result.rows(), None, scaled, places, result.added())

    def take_aside(self, result: _engine.Carried | _engine.Assigned) -> Any:
        """Rows of the data behind the columns that say which and why."""
        assert self._own is not None
        why = result.set_aside(self.names)
        scaled, places = None, []
        if isinstance(result, _engine.Carried) and not result.adds_up and result.scaled_places:
            parts = result.scaled_aside(self.arrow)
            scaled, places = (parts, result.scaled_places) if parts.names else (None, [])
        return self._own.build(why, why, scaled, places, None)

    def native(self, columns: _engine.Columns) -> Any:
        """Columns as the caller's kind of frame."""
        return Columns(columns) if self._own is None else self._own.native(columns)

    def figures(self, carried: _engine.Carried) -> Any:
        """Figures, whose keys are of the types that they have in the data."""
        out = self.native(carried.figures())
        return out if self._own is None else self._own.with_keys(out, carried.key_rows())

    @property
    def has_library(self) -> bool:
        """Whether the caller's library takes rows of the data."""
        return self._own is not None


def _check_index(own: Own, said: Mapping[str, Any]) -> None:
    """An index has the codes, or the figures: that is no column."""
    for argument, name in columns_of(said):
        if name in own.index and name not in own.names:
            raise wrong(
                argument,
                f"{name!r} is the index of the data, or a part of it, and no column; "
                "reset_index() makes it one",
            )


@contextlib.contextmanager
def naming(said: Mapping[str, Any]) -> Iterator[None]:
    """An error that quotes a column is one of the argument that says it."""
    try:
        yield
    except Error as error:
        for argument, name in columns_of(said) if error.argument is None else ():
            if f"column '{name}'" in str(error):
                raise wrong(argument, str(error)) from None
        for name in said.get("weights", ()) if error.argument is None else ():
            if os.path.isfile(name) and name in str(error):
                raise wrong("weights", str(error)) from None
        raise


def detect_in(
    catalog: _engine.Catalog,
    data: Any,
    column: str,
    no_code: list[str],
    where: Mapping[str, Any] | None,
    where_not: Mapping[str, Any] | None,
    evidence: int,
    reading: Reading,
    by_label: bool,
) -> _engine.Answer:
    """Which edition columns are in."""
    asked = filters(where, where_not)
    files = files_of(data)
    if files is not None:
        return _engine.detect_files(
            catalog, files, reading, column, no_code, asked, evidence, by_label
        )
    for name, value in zip(("delimiter", "sheet", "header_row"), reading, strict=True):
        if value:
            raise wrong(name, "is of files; the data is a frame")
    if by_label:
        raise wrong("by_label", "is of files; the data is a frame")
    if column:
        said = {"column": column, "where": asked}
        held = Held(data, lambda names: _engine.asked_columns(said, names), said)
    else:
        held = Held(data)
    return _engine.detect(catalog, held.arrow, column, no_code, asked, evidence)
