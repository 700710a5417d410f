"""Columns whose values tell rows apart: by, where, where_not, edition_column, order."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import socshift

_ask: dict[str, Any] = {"column": "occ", "from_": "soc2010", "to": "soc2018"}
_nan = float("nan")


def frame_of(key: Any, library: str = "polars") -> Any:
    """Rows of one code with the figures 1, 2, 4, 8 and so on, and these keys."""
    size = len(key)
    columns = {"occ": ["11-1011"] * size, "n": [2**i for i in range(size)], "key": key}
    if library == "pyarrow":
        return pa.table(columns)
    return pd.DataFrame(columns) if library == "pandas" else pl.DataFrame(columns)


def sums(frame: Any, **more: Any) -> list[tuple[Any, Any]]:
    out = socshift.convert(frame, sum="n", by="key", **_ask, **more).rows
    table = pa.table(out) if not isinstance(out, pd.DataFrame) else pa.Table.from_pandas(out)
    return list(zip(table.column("key").to_pylist(), table.column("n").to_pylist(), strict=True))


def kept(frame: Any, **more: Any) -> list[int]:
    """The figures of the rows that a filter leaves."""
    out = socshift.convert(frame, **_ask, **more).rows
    return [int(n) for n in out["n"].to_pylist()] if isinstance(out, pa.Table) else [int(n) for n in out["n"]]


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_nulls_and_empty_texts_are_two_keys(library: str) -> None:
    frame = frame_of(["a", None, "", "a", None, "null"], library)
    assert sums(frame) == [(None, 18.0), ("", 4.0), ("a", 9.0), ("null", 32.0)]


def test_nulls_in_a_dictionary_of_texts_with_an_empty_one() -> None:
    key = pa.array(["a", None, "", ""]).dictionary_encode()
    assert sums(frame_of(key, "pyarrow")) == [(None, 2.0), ("", 12.0), ("a", 1.0)]


def test_nan_is_a_key_where_the_library_has_it_beside_null() -> None:
    found = sums(frame_of([1.5, None, _nan, _nan, -2.0]))
    assert [n for _, n in found] == [2.0, 16.0, 1.0, 12.0]
    assert found[0][0] is None and found[1][0] == -2.0 and str(found[3][0]) == "nan"
    assert [n for _, n in sums(frame_of([1.5, None, _nan], "pandas"))] == [6.0, 1.0]


@pytest.mark.parametrize(
    ("value", "rows"), [(None, [2]), ("", [4]), ([None, ""], [2, 4]), (["a", None], [1, 2, 8])]
)
def test_a_filter_tells_nulls_from_empty_texts(value: Any, rows: list[int]) -> None:
    frame = frame_of(["a", None, "", "a"])
    assert kept(frame, where={"key": value}) == rows
    assert kept(frame, where_not={"key": value}) == [n for n in (1, 2, 4, 8) if n not in rows]


def test_a_filter_for_what_no_row_has() -> None:
    cases: list[tuple[list[Any], Any, str]] = [
        (["a", None], "", "no cell of column 'key' is an empty text; None asks for nulls"),
        (["a", ""], None, "no cell of column 'key' is null"),
        ([1, 2], None, "no cell of column 'key' is null"),
        ([1.0, 2.0], _nan, "no cell of column 'key' is null"),
        ([1.0, _nan], None, "no cell of column 'key' is null"),
        (["True", "x"], True, "expected texts or numbers, found True"),
        ([True, False], dt.date(2024, 1, 1), "no row has '2024-01-01' in column 'key'"),
    ]
    for key, value, message in cases:
        with pytest.raises(socshift.Error, match=message) as error:
            socshift.convert(frame_of(key), where={"key": value}, **_ask)
        assert error.value.argument == "where", message
    # What is not there can be left out.
    assert kept(frame_of(["a", ""]), where_not={"key": None}) == [1, 2]


def test_missing_numbers_of_pandas_are_found_by_any_of_their_names() -> None:
    frame = frame_of([1.5, _nan, 2.0], "pandas")
    for value in (_nan, None, pd.NA):
        assert kept(frame, where={"key": value}) == [2]
    frame = frame_of([1.5, _nan, None])
    assert kept(frame, where={"key": _nan}) == [2]
    assert kept(frame, where={"key": None}) == [4]


def test_editions_of_nulls_and_of_empty_texts() -> None:
    frame = pl.DataFrame({"occ": ["15-1252", "15-1132"], "wave": [None, ""]})
    for wanted in ({None: "soc2018", "": "soc2010"}, {"": "soc2010", None: "soc2018"}):
        out = socshift.convert(
            frame, column="occ", to="soc2018", edition_column="wave", edition_map=wanted,
            weights="equal",
        )
        assert out.rows["soc2018_code"].to_list() == ["15-1252", "15-1252", "15-1253"]
    with pytest.raises(socshift.Error, match="no cell of column 'wave' is an empty text") as error:
        socshift.convert(
            frame.head(1), column="occ", to="soc2018", edition_column="wave",
            edition_map={"": "soc2018"},
        )
    assert error.value.argument == "edition_map"


_moment = dt.datetime(2024, 1, 31, 10, 0, 0, 500000)
_typed: dict[str, list[Any]] = {
    "truths": [True, False],
    "dates": [dt.date(2024, 2, 1), dt.date(2023, 12, 31)],
    "times": [dt.time(10, 30), dt.time(9, 0, 0, 250000)],
    "moments": [_moment, dt.datetime(1969, 12, 31)],
    "moments of a zone": [_moment.replace(tzinfo=dt.UTC), dt.datetime(2024, 1, 31, tzinfo=dt.UTC)],
    "spans": [dt.timedelta(seconds=90), dt.timedelta(seconds=-1, microseconds=5)],
    "decimals": [Decimal("10.50"), Decimal("-2.25")],
    "wholes": [10, 2],
    "reals": [10.5, 2.0],
}


@pytest.mark.parametrize("name", list(_typed))
@pytest.mark.parametrize("library", ["polars", "pyarrow", "pandas"])
def test_values_of_other_types_are_keys(name: str, library: str) -> None:
    late, early = _typed[name]
    key = pl.Series("key", [late, early, None, late])
    frame = pl.DataFrame({"occ": ["11-1011"] * 4, "n": [1, 2, 4, 8], "key": key})
    data: Any = frame
    if library == "pyarrow":
        data = frame.to_arrow()
    elif library == "pandas":
        table = frame.to_arrow()
        data = pd.DataFrame(
            {each: pd.array(table.column(each).to_pylist(), dtype=pd.ArrowDtype(table.column(each).type))
             for each in table.column_names}
        )
    out = socshift.convert(data, sum="n", by="key", **_ask).rows
    if library == "polars":
        assert out.schema["key"] == frame.schema["key"]
        assert out["key"].to_list() == [None, early, late]
    elif library == "pyarrow":
        assert out.schema.field("key").type == data.schema.field("key").type
        assert out.column("key").to_pylist() == [None, early, late]
    else:
        assert out["key"].dtype == data["key"].dtype
        assert list(out["key"])[1:] == [early, late]
    figures = out["n"].to_pylist() if library == "pyarrow" else out["n"]
    assert [float(n) for n in figures] == [4.0, 2.0, 9.0]
    assert kept(data, where={"key": late}) == [1, 8]
    assert kept(data, where={"key": [early, None]}) == [2, 4]


def by_value(frame: Any) -> dict[Any, float]:
    keys = frame["key"].astype(object).where(frame["key"].notna(), "-")
    return dict(zip(keys, frame["n"], strict=True))


def test_keys_of_pandas_keep_their_types() -> None:
    for key in (
        pd.Categorical(["b", "a", None], categories=["b", "unused", "a"], ordered=True),
        pd.array([10, 2, None], dtype="Int64"),
        pd.array([10, 2, 300], dtype="UInt16"),
        pd.array([True, None, False], dtype="boolean"),
        pd.to_datetime(["2024-01-31", None, "2023-01-01"]),
        pd.Series(["b", None, "a"], dtype="string").array,
    ):
        frame = frame_of([1, 2, 3], "pandas")
        frame["key"] = key
        frame.index = pd.Index(["x", "y", "z"])
        out = socshift.convert(frame, sum="n", by="key", **_ask).rows
        assert out["key"].dtype == frame["key"].dtype
        assert by_value(out) == by_value(frame)
    frame["key"] = pd.to_datetime(["2024-01-31", None, "2023-01-01"])
    assert kept(frame, where={"key": pd.Timestamp("2024-01-31")}) == [1]
    assert kept(frame, where={"key": frame["key"].to_numpy()[2]}) == [4]
    assert kept(frame, where={"key": pd.NaT}) == [2]


def test_keys_of_polars_keep_their_types() -> None:
    for kind in (
        pl.Categorical(), pl.Enum(["b", "c", "a"]), pl.String(),
        pl.Int8(), pl.Int16(), pl.Int32(), pl.UInt8(), pl.UInt64(), pl.Float32(), pl.Decimal(10, 3),
    ):
        values: list[Any] = ["b", None, "a"] if kind.is_(pl.String) or not kind.is_numeric() else [10, None, 2]
        frame = frame_of(pl.Series(values, dtype=kind))
        out = socshift.convert(frame, sum="n", by="key", **_ask).rows
        assert out.schema["key"] == frame.schema["key"], kind
        assert out["key"].to_list() == [None, values[2], values[0]], kind
        assert out["n"].to_list() == [2.0, 4.0, 1.0], kind


def test_numbers_are_sorted_by_value() -> None:
    assert [key for key, _ in sums(frame_of([10, 2, 1, -3, None]))] == [None, -3, 1, 2, 10]
    assert [key for key, _ in sums(frame_of([2.5, -10.0, 2.25, -9.5]))] == [-10.0, -9.5, 2.25, 2.5]
    big = [2**64 - 1, 5, 2**63]
    assert [key for key, _ in sums(frame_of(pl.Series(big, dtype=pl.UInt64)))] == sorted(big)


def test_two_keys_and_two_codes_are_sorted() -> None:
    frame = pl.DataFrame({
        "occ": ["15-1252", "11-1011"] * 4, "n": [1] * 8,
        "a": [10, 10, 9, 9, 10, 10, 9, 9], "b": [True, True, False, False, False, False, True, True],
    })
    out = socshift.convert(frame, column="occ", from_="soc2018", to="soc2018", sum="n", by=["a", "b"])
    assert out.rows.select("soc2018_code", "a", "b").rows() == [
        (code, a, b) for code in ("11-1011", "15-1252") for a in (9, 10) for b in (False, True)
    ]


def test_a_frame_in_several_parts() -> None:
    table = pa.table({
        "occ": pa.chunked_array([["11-1011"], [], ["11-1011", "11-1011"]]),
        "n": pa.chunked_array([[1, 2], [4]]),
        "key": pa.chunked_array([[True, None], [True]]),
    })
    assert sums(table) == [(None, 2.0), (True, 5.0)]
    coded = table.set_column(2, "key", pa.chunked_array(
        [pa.array(["a", "b"]).dictionary_encode(), pa.array(["b"]).dictionary_encode()]))
    assert sums(coded) == [("a", 1.0), ("b", 6.0)]


def test_a_column_for_two_purposes_that_differ() -> None:
    frame = pl.DataFrame({"occ": ["11-1011", None, ""], "n": [1, 2, 4]})
    with pytest.raises(socshift.Error, match="the same for column; name a copy") as error:
        socshift.convert(frame, sum="n", by="occ", **_ask)
    assert error.value.argument == "by"
    out = socshift.convert(frame.head(2), sum="n", by="occ", **_ask)
    assert out.rows["occ"].to_list() == ["11-1011"]


def test_types_that_are_no_keys() -> None:
    frame = pl.DataFrame({"occ": ["11-1011"], "n": [1], "key": [[1, 2]], "flag": [True]})
    for more, argument in (
        ({"sum": "n", "by": "key"}, "by"),
        ({"where": {"key": "x"}}, "where"),
        ({"sum": "flag"}, "sum"),
        ({"sum": "flag", "by": "flag"}, "sum"),
    ):
        with pytest.raises(socshift.Error, match="column '(key|flag)' is of the type") as error:
            socshift.convert(frame, **_ask, **more)
        assert error.value.argument == argument, more


def test_the_last_row_by_dates_and_times() -> None:
    frame = pl.DataFrame({
        "title": ["RN", "baker", "RN"], "person": [1, 1, 2], "period": [True, True, True],
        "when": [_moment, dt.datetime(2024, 1, 31, 9), None],
    })
    for when in (pl.col("when"), pl.col("when").dt.date() + pl.duration(days=pl.col("when").dt.hour())):
        out = socshift.assign(
            frame.with_columns(when.alias("when")), column="title", to="soc2018",
            last_by=("person", "period"), order="when",
        )
        assert out.rows["title"].to_list() == ["RN", "RN"]
    with pytest.raises(socshift.Error, match="column 'period' is of truths") as error:
        socshift.assign(
            frame, column="title", to="soc2018", last_by=("person", "person"), order="period"
        )
    assert error.value.argument == "order"


def test_detect_keeps_rows_of_a_day() -> None:
    frame = pl.DataFrame({
        "occ": ["15-1252", "15-1132"], "day": [dt.date(2024, 1, 1), dt.date(2010, 1, 1)],
    })
    table = socshift.detect(frame, column="occ", where={"day": dt.date(2010, 1, 1)})
    assert "soc2010" in str(table.rows[0])


def test_parts_keep_kinds_of_nothing_apart() -> None:
    parts = socshift.Parts(sum="n", by="key", **_ask)
    frames = [frame_of(["a", None]), frame_of(["", "\1", None])]
    out = parts.figures([parts.add_up(each) for each in frames], like=frames[0].clear())
    assert out.rows.select("key", "n").rows() == [(None, 6.0), ("", 1.0), ("\1", 2.0), ("a", 1.0)]
    parts = socshift.Parts(sum="n", where={"key": None}, **_ask)
    out = parts.figures([parts.add_up(each) for each in frames])
    assert out.account["rows_carried"] == 2
    numbers = [frame_of([10, None]), frame_of([2, 10])]
    parts = socshift.Parts(sum="n", by="key", **_ask)
    out = parts.figures([parts.add_up(each) for each in numbers], like=numbers[0])
    assert out.rows.select("key", "n").rows() == [(None, 2.0), (2, 1.0), (10, 3.0)]


def test_texts_of_any_kind_are_keys_of_their_own() -> None:
    values = ['"a"', " b", "b", "c\n", "d,e", '"', "", "\ta", "a\r\n", 'x"y', "é", "\u00a0", None,
              '""', "null", "\1", "\1null"]
    found = dict(sums(frame_of(values)))
    assert found == {value: float(2**i) for i, value in enumerate(values)}
    for i, value in enumerate(values):
        assert kept(frame_of(values), where={"key": value}) == [2**i]


def test_floats_of_any_size_are_keys_in_their_order() -> None:
    chance = random.Random(5)
    values = [chance.gauss(0, 1) * 10.0 ** chance.randrange(-300, 300) for _ in range(60)]
    assert [key for key, _ in sums(frame_of(values))] == sorted(values)
    with pytest.raises(socshift.Error, match="NUL") as error:
        sums(frame_of(["a\0b"]))
    assert error.value.argument == "by"
