"""Frames of the caller's own library: what they hand out, and rows of them with more columns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any, Protocol, TypeAlias

from socshift import _engine
from socshift._errors import Error
from socshift._tables import Columns
from socshift._values import number_text


KeyRows: TypeAlias = "list[tuple[int, int, _engine.Columns]]"


class Own(Protocol):
    """A frame that rows can be taken of."""

    names: list[str]
    rows: int
    index: list[str]  # names that the frame has, but of no column

    def has_texts(self, names: Sequence[str]) -> bool:
        """Whether one of these columns is of texts, or objects, where that has to be looked for."""
        ...

    def exported(self, asked: set[int], all_of_it: bool) -> Any:
        """What exports the columns at `asked`, of which each is there as it is, or an error.

        Of the others as well, unless their library cannot, or not soon: these
        are empty.
        """
        ...

    def build(
        self,
        rows: _engine.Columns,
        before: _engine.Columns | None,
        replaced: _engine.Columns | None,
        places: Sequence[int],
        behind: _engine.Columns | None,
    ) -> Any:
        """These rows, with other columns at `places`, and columns before and behind them."""
        ...

    def native(self, columns: _engine.Columns) -> Any:
        """Columns as the library's frame."""
        ...

    def with_keys(self, figures: Any, keys: KeyRows) -> Any:
        """A frame of the library with cells of this one in some columns.

        Of each: its place there, its place here, and the rows.
        """
        ...


def own_frame(data: Any) -> Own | None:
    """The frame; None without narwhals, or for a library that is not known."""
    try:
        import narwhals.stable.v2 as nw
    except ImportError:
        return None
    if (known := _known(data)) is not None:
        return known
    try:
        frame = nw.from_native(data, pass_through=True)
        if isinstance(frame, nw.LazyFrame):
            frame = frame.collect()
    except nw.exceptions.DuplicateError as error:
        raise Error(f"data: {error}") from None
    if not isinstance(frame, nw.DataFrame):
        return None
    return _known(frame.to_native()) or _OfNarwhals(frame)


def _known(data: Any) -> Own | None:
    if is_pandas(data):
        return _OfPandas(data)
    arrow = sys.modules.get("pyarrow")
    return _OfArrow(data) if arrow is not None and isinstance(data, arrow.Table) else None


def is_pandas(data: Any) -> bool:
    """Whether it is a DataFrame of pandas."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(data, pandas.DataFrame)


def pandas_table(data: Any) -> Any:
    """A DataFrame of pandas as a table of Arrow: all columns as they are, or an error."""
    return _OfPandas(data).exported(set(range(len(data.columns))), True)


def _table(columns: _engine.Columns) -> Any:
    pyarrow = import_module("pyarrow")
    return pyarrow.table(Columns(columns))


def _taken(column: Any, rows: Any) -> Any:
    """Rows of a column of PyArrow, which does not take those of all types that it has."""
    pyarrow = import_module("pyarrow")
    try:
        return column.take(rows)
    except NotImplementedError:
        pass
    if pyarrow.types.is_run_end_encoded(column.type):
        return _decoded(column).take(rows)
    for views, plain in (("string_view", "large_string"), ("binary_view", "large_binary")):
        if column.type == getattr(pyarrow, views)():
            return column.cast(getattr(pyarrow, plain)()).take(rows).cast(column.type)
    whole = _engine.Frame(pyarrow.table({"": column}))
    out = _table(whole.gather(rows.to_pylist())).column(0)
    try:
        return out.cast(column.type)
    except (pyarrow.ArrowException, NotImplementedError):
        return out


def _decoded(column: Any) -> Any:
    """Values of a column of runs, one for each row; other columns as they are."""
    pyarrow = import_module("pyarrow")
    if not pyarrow.types.is_run_end_encoded(column.type):
        return column
    decode = import_module("pyarrow.compute").run_end_decode
    return pyarrow.chunked_array(
        [decode(part) for part in _chunked(column).chunks], column.type.value_type
    )


class _OfArrow:
    """A table of PyArrow."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self.names: list[str] = list(table.column_names)
        self.rows: int = table.num_rows
        self.index: list[str] = []

    def has_texts(self, names: Sequence[str]) -> bool:
        return False  # all columns are handed out

    def exported(self, asked: set[int], all_of_it: bool) -> Any:
        out = self._table
        for place in asked:
            column = out.column(place)
            if (values := _decoded(column)) is not column:
                out = out.set_column(place, self.names[place], values)
        return out

    def build(
        self,
        rows: _engine.Columns,
        before: _engine.Columns | None,
        replaced: _engine.Columns | None,
        places: Sequence[int],
        behind: _engine.Columns | None,
    ) -> Any:
        pyarrow = import_module("pyarrow")
        wanted = _table(rows).column(0).combine_chunks()
        fields = list(self._table.schema)
        columns = [_taken(column, wanted) for column in self._table.columns]
        if replaced is not None:
            new = _table(replaced)
            for at, place in enumerate(places):
                columns[place] = new.column(at)
        fields = [field.with_type(c.type) for field, c in zip(fields, columns, strict=True)]
        for extra, at_end in ((before, False), (behind, True)):
            if extra is not None:
                table = _table(extra)
                more = list(table.schema), list(table.columns)
                fields = fields + more[0] if at_end else more[0] + fields
                columns = columns + more[1] if at_end else more[1] + columns
        schema = pyarrow.schema(fields, metadata=self._table.schema.metadata)
        return pyarrow.Table.from_arrays(columns, schema=schema)

    def native(self, columns: _engine.Columns) -> Any:
        return _table(columns)

    def with_keys(self, figures: Any, keys: KeyRows) -> Any:
        for at, place, rows in keys:
            wanted = _table(rows).column(0).combine_chunks()
            field = self._table.schema.field(place).with_name(figures.column_names[at])
            column = _taken(self._table.column(place), wanted)
            figures = figures.set_column(at, field.with_type(column.type), column)
        return figures


class _OfPandas:
    """A DataFrame of pandas. Its index stays with its rows, and is no column."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame
        self.names: list[str] = [str(name) for name in frame.columns]
        self.rows: int = len(frame)
        self.index: list[str] = [str(name) for name in frame.index.names if name is not None]

    def has_texts(self, names: Sequence[str]) -> bool:
        is_number = import_module("pandas").api.types.is_numeric_dtype
        out = False
        for place, (name, kind) in enumerate(zip(self.names, self._frame.dtypes, strict=True)):
            if (name in names or f"#{place + 1}" in names) and not is_number(kind):
                out = True
                if kind == object:
                    _refuse_two_ways(self._frame.iloc[:, place], name)
        return out

    def exported(self, asked: set[int], all_of_it: bool) -> Any:
        pyarrow = import_module("pyarrow")
        columns = []
        for place, name in enumerate(self.names):
            series = self._frame.iloc[:, place]
            if place in asked:
                columns.append(_array_of(series, name))
                continue
            try:
                if series.dtype == object and not all_of_it:
                    raise Error("has to be looked through")
                columns.append(_array_of(series, name))
            except Error:
                columns.append(pyarrow.nulls(self.rows))
        return pyarrow.Table.from_arrays(columns, names=self.names)

    def build(
        self,
        rows: _engine.Columns,
        before: _engine.Columns | None,
        replaced: _engine.Columns | None,
        places: Sequence[int],
        behind: _engine.Columns | None,
    ) -> Any:
        wanted = _table(rows).column(0).combine_chunks()
        frame = self._rows(wanted)
        if replaced is not None:
            for at, column in enumerate(_table(replaced).columns):
                frame.isetitem(places[at], self._as_before(column, places[at]))
        for extra, at_end in ((behind, True), (before, False)):
            if extra is None:
                continue
            table = _table(extra)
            for at, name in enumerate(table.column_names):
                frame.insert(
                    len(frame.columns) if at_end else at,
                    name,
                    _values(table.column(at)),
                    allow_duplicates=True,
                )
        return frame

    def native(self, columns: _engine.Columns) -> Any:
        table = _table(columns)
        frame = table.to_pandas()
        for at, column in enumerate(table.columns):
            if _is_whole_with_nulls(column):
                frame.isetitem(at, _values(column))
        return frame

    def with_keys(self, figures: Any, keys: KeyRows) -> Any:
        for at, place, rows in keys:
            wanted = _table(rows).column(0).combine_chunks()
            cells = self._cells(self._frame.iloc[:, place], wanted)
            own = getattr(cells, "reset_index", None)  # of a Series, whose index is not theirs
            figures.isetitem(at, cells if own is None else own(drop=True))
        return figures

    def _rows(self, wanted: Any) -> Any:
        numbers = wanted.to_numpy()
        try:
            return self._frame.iloc[numbers]
        except NotImplementedError:  # of PyArrow, for one of the columns
            pass
        frame = self._frame.iloc[:, :0].iloc[numbers]
        for place, name in enumerate(self._frame.columns):
            values = self._cells(self._frame.iloc[:, place], wanted)
            frame.insert(place, name, values, allow_duplicates=True)
        return frame

    def _cells(self, series: Any, wanted: Any) -> Any:
        """Rows of a column, which keeps its type."""
        try:
            return series.iloc[wanted.to_numpy()]
        except NotImplementedError:  # of PyArrow
            pandas = import_module("pandas")
            column = _chunked(_array_of(series, str(series.name)))
            return pandas.arrays.ArrowExtensionArray(_taken(column, wanted))

    def _as_before(self, column: Any, place: int) -> Any:
        """Whole numbers in the caller's own type, if that can have nulls."""
        pandas = import_module("pandas")
        pyarrow = import_module("pyarrow")
        values = _values(column)
        before = self._frame.dtypes.iloc[place]
        if pyarrow.types.is_integer(column.type) and isinstance(
            before, pandas.api.extensions.ExtensionDtype
        ):
            try:
                return pandas.Series(values).astype(before).array
            except (TypeError, ValueError, OverflowError):
                return values
        return values


def _chunked(array: Any) -> Any:
    pyarrow = import_module("pyarrow")
    return array if isinstance(array, pyarrow.ChunkedArray) else pyarrow.chunked_array([array])


def _is_whole_with_nulls(column: Any) -> bool:
    pyarrow = import_module("pyarrow")
    return bool(column.null_count > 0 and pyarrow.types.is_integer(column.type))


def _values(column: Any) -> Any:
    """A column of PyArrow as pandas has it; whole numbers stay whole beside nulls."""
    if not _is_whole_with_nulls(column):
        return column.to_pandas().array
    pandas = import_module("pandas")
    pyarrow = import_module("pyarrow")
    unsigned = pyarrow.types.is_unsigned_integer(column.type)
    kind = pandas.UInt64Dtype() if unsigned else pandas.Int64Dtype()
    return column.to_pandas(types_mapper=lambda _: kind).array


def _array_of(series: Any, name: str) -> Any:
    """A column of pandas as PyArrow has it; objects that are texts and numbers as their texts."""
    pyarrow = import_module("pyarrow")
    try:
        return _decoded(pyarrow.array(series, from_pandas=True))
    except (pyarrow.ArrowException, TypeError, ValueError, OverflowError, NotImplementedError):
        if series.dtype != object:
            raise Error(
                f"column '{name}' is of the type {series.dtype}, which pandas does not hand out; "
                "expected texts or numbers"
            ) from None
    texts = [_text_of_object(value, name, row) for row, value in enumerate(series)]
    if not any(isinstance(value, str) for value in series):
        try:
            return pyarrow.array([None if text is None else Decimal(text) for text in texts])
        except (pyarrow.ArrowException, InvalidOperation):
            pass  # infinite, or of too many digits
    return pyarrow.array(texts, pyarrow.large_string())


def _refuse_two_ways(series: Any, name: str) -> None:
    """Figures are texts with a sign, or numbers: 1.234 beside "0,5" would be read as 1234."""
    number = text = None
    for value in series:
        if isinstance(value, str):
            if any(sign in value for sign in ".,") and any(digit.isdigit() for digit in value):
                text = value
        elif number is None and "." in (number_text(value) or ""):
            number = value
    if number is not None and text is not None:
        raise Error(
            f"column '{name}' has figures as texts ('{text}') and as numbers ({number}); "
            "expected one of them"
        )


def _text_of_object(value: Any, name: str, row: int) -> str | None:
    if isinstance(value, str):
        return value
    try:
        return number_text(value)
    except TypeError:
        raise Error(
            f"column '{name}' has a {type(value).__name__} in row {row}; expected texts or "
            "numbers: make it a column of texts"
        ) from None


class _OfNarwhals:
    """A frame of another library that narwhals knows."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame
        self.names: list[str] = list(frame.columns)
        self.rows: int = len(frame)
        self.index: list[str] = []

    def has_texts(self, names: Sequence[str]) -> bool:
        return False  # all columns are handed out

    def exported(self, asked: set[int], all_of_it: bool) -> Any:
        return self._frame.to_native()

    def build(
        self,
        rows: _engine.Columns,
        before: _engine.Columns | None,
        replaced: _engine.Columns | None,
        places: Sequence[int],
        behind: _engine.Columns | None,
    ) -> Any:
        wanted = self._wide(rows)
        frame = self._frame[wanted[wanted.columns[0]]]
        more = [self._wide(each) for each in (before, replaced, behind) if each is not None]
        added = [column for each in more if each.columns for column in each.iter_columns()]
        frame = frame.with_columns(*added) if added else frame
        first = [] if before is None else list(before.names)
        last = [] if behind is None else list(behind.names)
        return frame.select(*first, *self.names, *last).to_native()

    def native(self, columns: _engine.Columns) -> Any:
        return self._wide(columns).to_native()

    def with_keys(self, figures: Any, keys: KeyRows) -> Any:
        import narwhals.stable.v2 as nw

        out = nw.from_native(figures, eager_only=True)
        for at, place, rows in keys:
            wanted = self._wide(rows)
            column = self._frame[self.names[place]][wanted[wanted.columns[0]]]
            out = out.with_columns(column.alias(out.columns[at]))
        return out.to_native()

    def _wide(self, columns: _engine.Columns) -> Any:
        import narwhals.stable.v2 as nw

        return nw.from_arrow(Columns(columns), backend=self._frame.implementation)


Asked = Callable[[list[str]], list[int]]
