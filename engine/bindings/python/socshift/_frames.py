"""Frames of other libraries, in and out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from socshift import _engine
from socshift._errors import Error
from socshift._tables import Columns

Reading: TypeAlias = "tuple[str, str | None, int | None]"
Filter: TypeAlias = "tuple[str, list[str], bool]"


def wrong(argument: str, message: str) -> Error:
    """An error of an argument."""
    error = Error(f"{argument}: {message}")
    error.argument = argument
    return error


def files_of(data: Any) -> list[str] | None:
    """Names of files, if that is what the data is."""
    if isinstance(data, str | os.PathLike):
        return [os.fspath(data)]
    is_list = isinstance(data, list | tuple)
    if is_list and data and all(isinstance(each, str | os.PathLike) for each in data):
        return [os.fspath(each) for each in data]
    return None


def cell_of(value: Any) -> str:
    """A value as the text that a cell has."""
    if value is None:
        return ""
    if isinstance(value, bool):
        raise wrong("where", f"expected texts or numbers, found {value!r}")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def filters(
    where: Mapping[str, Any] | None, where_not: Mapping[str, Any] | None
) -> list[Filter]:
    """Filters as the engine takes them."""
    out: list[Filter] = []
    for said, keeps in ((where, True), (where_not, False)):
        for column, values in (said or {}).items():
            several = isinstance(values, Iterable) and not isinstance(values, str)
            out.append((column, [cell_of(v) for v in values] if several else [cell_of(values)], keeps))
    return out


class Held:
    """The caller's data: a frame that rows can be taken of, or what only exports Arrow."""

    __slots__ = ("_wide", "arrow", "names")

    def __init__(
        self, data: Any, asked_of: Callable[[list[str]], list[int]] | None = None
    ) -> None:
        self._wide: Any = _narwhals_frame(data)
        if self._wide is None:
            if not (hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")):
                raise wrong(
                    "data",
                    "expected a frame that exports __arrow_c_stream__, or a path, "
                    f"found {type(data).__name__}",
                )
            self.arrow = _engine.Frame(data)
            self.names = self.arrow.names
            return
        self.names = list(self._wide.columns)
        asked = None if asked_of is None else {self.names[at] for at in asked_of(self.names)}
        self.arrow = _engine.Frame(_exported(self._wide, asked))

    def take(
        self, result: _engine.Carried | _engine.Assigned, scaled: _engine.Columns | None
    ) -> Any:
        """Rows of the data with columns behind its own, as the caller's kind."""
        try:
            frame = self._wide[_native(result.rows(), self._wide)["row"]]
        except NotImplementedError:  # PyArrow does not take rows of all that it can hold
            return _native(result.gather(self.arrow), self._wide).to_native()
        behind = [result.added()] if scaled is None else [scaled, result.added()]
        series = [
            column
            for each in behind
            if each.names
            for column in _native(each, self._wide).iter_columns()
        ]
        return frame.with_columns(*series).to_native() if series else frame.to_native()

    def take_aside(self, result: _engine.Carried | _engine.Assigned) -> Any:
        """Rows of the data behind the columns that say which and why."""
        why = _native(result.set_aside(self.names), self._wide)
        own = why.columns
        try:
            frame = self._wide[why[own[0]]].with_columns(*why.iter_columns())
        except NotImplementedError:
            return _native(result.gather_set_aside(self.arrow), self._wide).to_native()
        return frame.select(*own, *self.names).to_native()

    def native(self, columns: _engine.Columns) -> Any:
        """Columns as the caller's kind of frame."""
        if self._wide is None:
            return Columns(columns)
        return _native(columns, self._wide).to_native()

    @property
    def has_library(self) -> bool:
        """Whether the caller's library takes rows of the data."""
        return self._wide is not None


def _exported(frame: Any, asked: set[str] | None) -> Any:
    """What exports the frame: of pandas with nothing in columns that nobody asks for.

    Pandas makes Arrow columns of its own when it exports, for which it needs
    to know what stands in each; the other libraries hand out what they have.
    """
    if asked is None or frame.implementation.is_polars() or frame.implementation.is_pyarrow():
        return frame.to_native()
    import narwhals.stable.v2 as nw

    # Without any that is asked for there is one row, and an error about the column of codes.
    return frame.select(
        *(
            nw.col(name) if name in asked else nw.lit(0, dtype=nw.Int8).alias(name)
            for name in frame.columns
        )
    ).to_native()


def _narwhals_frame(data: Any) -> Any:
    """The frame as narwhals has it; None without narwhals, or for what it does not know."""
    try:
        import narwhals.stable.v2 as nw
    except ImportError:
        return None
    frame = nw.from_native(data, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    return frame if isinstance(frame, nw.DataFrame) else None


def _native(columns: _engine.Columns, like: Any) -> Any:
    import narwhals.stable.v2 as nw

    return nw.from_arrow(Columns(columns), backend=like.implementation)


def detect_in(
    catalog: _engine.Catalog,
    data: Any,
    column: str,
    no_code: list[str],
    where: Mapping[str, Any] | None,
    where_not: Mapping[str, Any] | None,
    evidence: int,
    reading: Reading,
) -> _engine.Answer:
    """Which edition columns are in."""
    asked = filters(where, where_not)
    files = files_of(data)
    if files is not None:
        return _engine.detect_files(catalog, files, reading, column, no_code, asked, evidence)
    held = Held(data)
    return _engine.detect(catalog, held.arrow, column, no_code, asked, evidence)
