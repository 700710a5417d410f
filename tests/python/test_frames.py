"""Frames of every library give the rows that the program gives for a file of their cells."""

from __future__ import annotations

import itertools
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import Program, cell, rows_of

import socshift

CODES = [
    "15-1134", "11-1011", "151132", "15-1134", None, "", "none", "NA", "99-9999", "29-1060",
    "15-113X", " 11-1011 ", "11-1021", "51-1201", "15-1199", "0", "3510-11",
]
IDS = list(range(len(CODES)))
PEOPLE = [10, 4, 1, 7, 3, 2, 5, 8, 9, 6, 1, 2, 3, 4, 5, 6, 7]
HEADER = ["id", "occ", "people"]
ROWS = list(zip(IDS, CODES, PEOPLE, strict=True))
TEXT_OF = {"from_": "soc2010", "to": "soc2018", "column": "occ"}
OPTIONS = ["--column", "occ", "--from", "soc2010", "--to", "soc2018"]


def arrow(kind: str, codes: list[str | None] = CODES) -> pa.Table:
    """The data with a column of codes as Arrow has it in many ways."""
    values = pa.array(codes, pa.string())
    if kind == "large":
        values = values.cast(pa.large_string())
    elif kind == "view":
        values = values.cast(pa.string_view())
    elif kind == "dictionary":
        values = values.dictionary_encode()
    elif kind == "dictionary8":
        encoded = values.dictionary_encode()
        values = pa.DictionaryArray.from_arrays(encoded.indices.cast(pa.int8()), encoded.dictionary)
    elif kind == "dictionary64":
        encoded = values.dictionary_encode()
        values = pa.DictionaryArray.from_arrays(
            encoded.indices.cast(pa.uint64()), encoded.dictionary.cast(pa.large_string())
        )
    elif kind == "dictionary with more":
        # Values that no row has, one twice, and a null among them.
        words = ["unused", None, *dict.fromkeys(c for c in codes if c is not None), "11-1011"]
        last = len(words) - 1
        seen = itertools.count()
        places = [
            1 if c is None else last if c == "11-1011" and next(seen) else words.index(c)
            for c in codes
        ]
        values = pa.DictionaryArray.from_arrays(pa.array(places, pa.int16()), pa.array(words))
    return pa.table(
        {"id": pa.array(IDS[: len(codes)], pa.int64()), "occ": values,
         "people": pa.array(PEOPLE[: len(codes)], pa.int32())}
    )


def chunked(table: pa.Table, *sizes: int) -> pa.Table:
    """The same rows in parts of these sizes, empty ones among them."""
    parts, at = [], 0
    for size in sizes:
        parts.append(table.slice(at, size))
        at += size
    parts.append(table.slice(at))
    return pa.concat_tables(parts)


class OnlyArrow:
    """A frame of a library that nobody knows: it only exports Arrow."""

    def __init__(self, table: Any, way: str = "__arrow_c_stream__") -> None:
        self._table = table
        setattr(self, way, getattr(table, way))


def sliced(table: pa.Table) -> pa.Table:
    """The same rows behind others that are cut off: offsets that are no multiple of 8."""
    more = pa.concat_tables([table.slice(4, 3), table, table.slice(1, 2)]).combine_chunks()
    return more.slice(3, len(table))


KINDS = [
    "text", "large", "view", "dictionary", "dictionary8", "dictionary64", "dictionary with more",
]
FRAMES = {
    **{f"pyarrow {kind}": lambda kind=kind: arrow(kind) for kind in KINDS},
    **{f"pyarrow {kind}, sliced": lambda kind=kind: sliced(arrow(kind)) for kind in KINDS},
    **{
        f"pyarrow {kind}, chunked": lambda kind=kind: chunked(arrow(kind), 3, 0, 7, 1)
        for kind in KINDS
    },
    "different dictionaries": lambda: pa.concat_tables(
        [arrow("dictionary", CODES[:5]), arrow("dictionary").slice(5)]
    ),
    "only arrow": lambda: OnlyArrow(chunked(arrow("view"), 2, 5)),
    "only arrow, sliced": lambda: OnlyArrow(sliced(arrow("dictionary with more"))),
    "one array": lambda: OnlyArrow(
        arrow("text").combine_chunks().to_batches()[0], "__arrow_c_array__"
    ),
    "polars": lambda: pl.DataFrame(arrow("text")),
    "polars categorical": lambda: pl.DataFrame(arrow("text")).with_columns(
        pl.col("occ").cast(pl.Categorical)
    ),
    "polars lazy": lambda: pl.DataFrame(arrow("text")).lazy(),
    "polars, sliced": lambda: pl.concat(
        [pl.DataFrame(arrow("text")).head(3), pl.DataFrame(arrow("text"))]
    ).slice(3),
    "pandas": lambda: arrow("text").to_pandas(),
    "pandas objects": lambda: arrow("text").to_pandas().astype({"occ": object}),
    "pandas categorical": lambda: arrow("text").to_pandas().astype({"occ": "category"}),
    "pandas with an index": lambda: arrow("text").to_pandas().set_index(
        pd.Index(list("abcdefghijklmnopq"))
    ),
    "narwhals": lambda: nw.from_native(pl.DataFrame(arrow("text"))),
}


@pytest.mark.parametrize("name", FRAMES)
def test_rows_are_those_of_the_program(name: str, program: Program) -> None:
    out, aside, account = program.convert(HEADER, ROWS, *OPTIONS, "--weights", "census,equal")
    result = socshift.convert(FRAMES[name](), weights=["census", "equal"], **TEXT_OF)
    assert rows_of(result.rows) == out
    set_aside = rows_of(result.account.set_aside)
    assert [row[1:2] + row[3:] for row in set_aside[1:]] == [row[1:] for row in aside[1:]]
    assert [int(row[0]) + 2 for row in set_aside[1:]] == [int(row[0]) for row in aside[1:]]
    for key in ("rows_in", "rows_carried", "rows_rejected", "rows_out", "by_basis", "repaired"):
        assert result.account.get(key) == account.get(key), key
    assert result.account.reasons


@pytest.mark.parametrize("name", FRAMES)
def test_figures_are_those_of_the_program(name: str, program: Program) -> None:
    out, _, account = program.convert(
        HEADER, ROWS, *OPTIONS, "--weights", "equal", "--sum", "people", "--bounds"
    )
    result = socshift.convert(
        FRAMES[name](), weights="equal", sum="people", bounds=True, **TEXT_OF
    )
    assert rows_of(result.rows) == out
    for key in ("sums_in", "sums_out", "sums_rejected", "sums_by_basis"):
        assert result.account[key] == account[key], key


def test_the_kind_of_frame_is_the_callers() -> None:
    for frame, kind in (
        (pl.DataFrame(arrow("text")), pl.DataFrame),
        (arrow("text").to_pandas(), pd.DataFrame),
        (arrow("text"), pa.Table),
        (OnlyArrow(arrow("text")), socshift.Columns),
    ):
        result = socshift.convert(frame, **TEXT_OF)
        assert isinstance(result.rows, kind)
        assert isinstance(result.account.set_aside, kind)
        summed = socshift.convert(frame, sum="people", weights="equal", **TEXT_OF)
        assert isinstance(summed.rows, kind)


def test_other_columns_keep_their_types() -> None:
    import datetime

    table = pa.table(
        {
            "occ": ["15-1134", "11-1011"],
            "day": [datetime.date(2020, 1, 2), None],
            "when": pa.array([1, 2], pa.timestamp("us", tz="UTC")),
            "yes": [True, None],
            "list": [[1, 2], None],
            "fixed": pa.array([[1, 2], [3, 4]], pa.list_(pa.int8(), 2)),
            "struct": [{"a": 1, "b": "x"}, {"a": None, "b": None}],
            "decimal": pa.array([1, None], pa.decimal128(10, 2)),
            "bytes": [b"a", None],
            "nothing": pa.nulls(2),
            "kind": pa.array(["p", "q"]).dictionary_encode(),
        }
    )
    table = table.append_column(
        pa.field("marked", pa.string(), metadata={"a": "b"}), pa.array(["m", "n"])
    )
    known = socshift.convert(table, **TEXT_OF).rows
    unknown = pa.table(socshift.convert(OnlyArrow(chunked(table, 1)), **TEXT_OF).rows)
    for column in table.column_names:
        expected = [value for value, times in zip(table[column].to_pylist(), (2, 1), strict=True)
                    for _ in range(times)]
        assert known[column].to_pylist() == expected
        assert unknown[column].to_pylist() == expected
        assert known[column].type == table[column].type
    assert unknown.schema.field("when").type == table["when"].type
    assert unknown.schema.field("marked").metadata == {b"a": b"b"}


def test_nanoarrow_reads_what_comes_out() -> None:
    na = pytest.importorskip("nanoarrow")
    result = socshift.convert(OnlyArrow(arrow("text")), **TEXT_OF)
    array = na.ArrayStream(result.rows).read_all()
    expected = rows_of(result.rows)
    struct = array.schema
    assert [struct.field(i).name for i in range(struct.n_fields)] == expected[0]
    assert len(array) == len(expected) - 1
    table = na.ArrayStream(socshift.editions()).read_all()
    assert len(table) == len(socshift.editions())


def test_duckdb_relations() -> None:
    duckdb = pytest.importorskip("duckdb")
    data = arrow("text")
    relation = duckdb.from_arrow(data).filter("id < 4")
    result = socshift.convert(relation, weights="equal", **TEXT_OF)
    expected = socshift.convert(data.slice(0, 4), weights="equal", **TEXT_OF)
    assert rows_of(result.rows) == rows_of(expected.rows)


def test_numbers_of_every_width_are_read(program: Program) -> None:
    codes = [111011, 151132, 119033]
    out, _, _ = program.convert(["occ", "n"], list(zip(codes, codes, strict=True)), *OPTIONS)
    for kind in (pa.int32(), pa.uint32(), pa.int64(), pa.uint64(), pa.float64(), pa.decimal128(20)):
        table = pa.table({"occ": pa.array(codes).cast(kind), "n": codes})
        assert rows_of(socshift.convert(table, **TEXT_OF).rows) == out, kind
    with_null = pa.table({"occ": pa.array([111011, None], pa.int32()), "n": [1, 2]})
    account = socshift.convert(with_null, **TEXT_OF).account
    assert account["rows_carried"] == 1
    assert account.reasons == {"no code": 1}


def test_sums_of_floats_are_of_their_decimals() -> None:
    for kind in (pa.float32(), pa.float64()):
        table = pa.table({"occ": ["11-1011"] * 3, "n": pa.array([0.1, 0.2, None], kind)})
        account = socshift.convert(table, sum="n", **TEXT_OF).account
        assert account["sums_in"] == {"n": "0.3"}


def test_a_column_by_its_place_and_a_misspelt_one() -> None:
    for frame in (arrow("text"), arrow("text").to_pandas(), pl.DataFrame(arrow("text"))):
        result = socshift.convert(frame, column="#2", from_="soc2010", to="soc2018")
        assert result.account["rows_carried"] > 0
        with pytest.raises(socshift.Error, match="did you mean 'occ'") as caught:
            socshift.convert(frame, column="ocp", from_="soc2010", to="soc2018")
        assert caught.value.argument == "column"


def test_types_that_are_not_read() -> None:
    table = pa.table({"occ": [True, False], "n": [1, 2]})
    with pytest.raises(socshift.Error, match="'occ' is of the type bool"):
        socshift.convert(table, **TEXT_OF)
    with pytest.raises(socshift.Error, match="expected a frame") as caught:
        socshift.convert(7, **TEXT_OF)
    assert caught.value.argument == "data"


def test_a_stream_is_read_once() -> None:
    reader = pa.RecordBatchReader.from_batches(arrow("text").schema, arrow("text").to_batches())
    stream = OnlyArrow(reader)
    assert socshift.convert(stream, **TEXT_OF).account["rows_in"] == len(CODES)


def test_an_error_of_the_other_library_is_told() -> None:
    def batches() -> Any:
        yield arrow("text").to_batches()[0]
        raise RuntimeError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(arrow("text").schema, batches())
    with pytest.raises(socshift.Error, match="the disk is gone"):
        socshift.convert(OnlyArrow(reader), **TEXT_OF)


def test_empty_frames() -> None:
    table = arrow("text").slice(0, 0)
    for frame in (table, pl.DataFrame(table), table.to_pandas(), OnlyArrow(table)):
        result = socshift.convert(frame, **TEXT_OF)
        assert rows_of(result.rows) == [[*HEADER, "soc2018_code", "share", "basis"]]
        assert result.account["rows_in"] == 0


def test_an_added_column_does_not_replace_the_callers() -> None:
    table = arrow("text").rename_columns(["id", "occ", "share"])
    with pytest.raises(socshift.Error, match="'share' already") as caught:
        socshift.convert(table, **TEXT_OF)
    assert caught.value.argument == "prefix"
    result = socshift.convert(table, prefix="new_", **TEXT_OF)
    assert "new_share" in result.rows.column_names


def test_cells_of_the_tests() -> None:
    assert [cell(v) for v in (None, 0.5, 2.0, 1 / 3, "a", 7)] == [
        "", "0.5", "2", "0.3333333333333333", "a", "7",
    ]


def test_without_narwhals_results_export_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = rows_of(socshift.convert(arrow("text"), **TEXT_OF).rows)
    for name in ("narwhals", "narwhals.stable", "narwhals.stable.v2"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    for frame in (arrow("text"), pl.DataFrame(arrow("text")), arrow("text").to_pandas()):
        result = socshift.convert(frame, **TEXT_OF)
        assert isinstance(result.rows, socshift.Columns)
        assert rows_of(result.rows) == expected
        assert len(result.account.set_aside) == result.account["rows_rejected"]


def test_what_pandas_cannot_export_stays_where_nobody_asks_for_it() -> None:
    frame = pd.DataFrame({"occ": ["15-1134", "11-1011"], "mixed": [1, "a"], "sets": [{1}, {2}]})
    result = socshift.convert(frame, **TEXT_OF)
    assert result.rows["mixed"].to_list() == [1, 1, "a"]
    assert result.rows["sets"].to_list() == [{1}, {1}, {2}]
    with pytest.raises(socshift.Error, match="did you mean 'occ'"):
        socshift.convert(frame, column="oc", from_="soc2010", to="soc2018")
