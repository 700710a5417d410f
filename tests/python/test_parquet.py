"""Parquet files come out as they went in: types, metadata and values, however they are laid out; and
files that are not as they should be are refused with their name.

What is run is the developer program parquet_copy (SOCSHIFT_PARQUET_COPY): a source and a sink with
nothing between them.
"""

from __future__ import annotations

import datetime as dt
import os
import pathlib
import random
import resource
import struct
import subprocess
import tempfile
from collections.abc import Callable
from decimal import Decimal as D
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

COPY = os.environ.get("SOCSHIFT_PARQUET_COPY", "")
ROWS = 1000

pytestmark = pytest.mark.skipif(not COPY, reason="SOCSHIFT_PARQUET_COPY names no program")


def copy(
    out: pathlib.Path, *arguments: object, memory: int | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Copies files; `memory` is a limit of the address space in bytes."""

    def limit() -> None:
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    return subprocess.run(
        [COPY, str(out), *map(str, arguments)],
        capture_output=True, text=True, errors="replace", check=False, timeout=120,
        env={**os.environ, **environment}, preexec_fn=limit,
    )


def copied(out: pathlib.Path, *arguments: object) -> pq.ParquetFile:
    done = copy(out, *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return pq.ParquetFile(out)


def refusal(out: pathlib.Path, *arguments: object) -> str:
    """What is said of files that cannot be read; nothing is left under the output's name."""
    done = copy(out, *arguments)
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert not out.exists()
    assert [file.name for file in out.parent.iterdir() if file.name.endswith("-part")] == []
    return done.stderr


def each(*values: Any) -> list[Any]:
    """A column of these values, of which every seventh is missing."""
    return [None if i % 7 == 3 else values[i % len(values)] for i in range(ROWS)]


def coded(places: pa.DataType, values: pa.Array, ordered: bool = False) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(each(*range(len(values))), places), values, ordered=ordered
    )


WORDS = pa.array(["a", "b", "a long one, of more than twelve bytes"])
COLUMNS: dict[str, pa.Array] = {
    **{
        str(kind): pa.array(each(1, 0, 100), kind)
        for kind in [
            pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(),
        ]
    },
    "uint64": pa.array(each(1, 2**64 - 1), pa.uint64()),
    "int64 extremes": pa.array(each(-(2**63), 2**63 - 1), pa.int64()),
    "half": pa.array(each(1.5, -0.0), pa.float16()),
    "float": pa.array(each(1.5, float("inf"), -0.0), pa.float32()),
    "double": pa.array(each(1.5, -0.0, 5e-324, float("-inf")), pa.float64()),
    "bool": pa.array(each(True, False, True), pa.bool_()),
    "string": pa.array(each("", "a", "äöü", "x" * 40), pa.string()),
    "large string": pa.array(each("", "a", "x" * 40), pa.large_string()),
    "string view": pa.array(each("", "a", "x" * 40), pa.string_view()),
    "binary": pa.array(each(b"", b"\xff\0"), pa.binary()),
    "large binary": pa.array(each(b"", b"\xff\0"), pa.large_binary()),
    "binary view": pa.array(each(b"", b"\xff\0" * 20), pa.binary_view()),
    "fixed binary": pa.array(each(b"abc", b"\xff\0\1"), pa.binary(3)),
    "decimal 7": pa.array(each(D("1.50"), D("-99.99")), pa.decimal128(7, 2)),
    "decimal 18": pa.array(each(D("1.50"), D("-99.99")), pa.decimal128(18, 2)),
    "decimal 38": pa.array(each(D("1" * 30 + ".55"), D("-0.01")), pa.decimal128(38, 2)),
    "decimal 76": pa.array(each(D("1" * 60 + ".55")), pa.decimal256(76, 2)),
    "decimal of 32 bits": pa.array(each(D("1.50")), pa.decimal32(7, 2)),
    "decimal of 64 bits": pa.array(each(D("1.50")), pa.decimal64(15, 2)),
    "date32": pa.array(each(dt.date(2019, 1, 1), dt.date(1, 1, 1)), pa.date32()),
    "date64": pa.array(each(dt.date(2019, 1, 1)), pa.date64()),
    **{
        str(kind): pa.array(each(dt.time(1, 2, 3)), kind)
        for kind in [pa.time32("s"), pa.time32("ms"), pa.time64("us"), pa.time64("ns")]
    },
    **{
        f"timestamp {unit} {zone}": pa.array(each(1546300800, -1), pa.int64()).cast(
            pa.timestamp(unit, zone)
        )
        for unit in ["s", "ms", "us", "ns"]
        for zone in [None, "UTC", "America/Anchorage", "+02:00"]
    },
    **{
        f"duration {unit}": pa.array(each(1, -2), pa.int64()).cast(pa.duration(unit))
        for unit in ["s", "ms", "us", "ns"]
    },
    "null": pa.nulls(ROWS),
    **{
        f"dictionary {places}": coded(places, WORDS)
        for places in [
            pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(),
        ]
    },
    "dictionary, ordered": coded(pa.int32(), WORDS, ordered=True),
    "dictionary of large": coded(pa.int32(), WORDS.cast(pa.large_string())),
    "dictionary of bytes": coded(pa.int32(), pa.array([b"\xff", b""])),
    "dictionary of numbers": coded(pa.int32(), pa.array([5, 6, 7])),
    "list": pa.array(each([1, 2], [], [None, 3]), pa.list_(pa.int32())),
    "large list": pa.array(each(["a"], [], [None, "b"]), pa.large_list(pa.string())),
    "fixed list": pa.array(each([1, 2], [3, None]), pa.list_(pa.int16(), 2)),
    "struct": pa.array(
        each({"x": 1, "y": "a"}, {"x": None, "y": "b"}),
        pa.struct([("x", pa.int64()), ("y", pa.string())]),
    ),
    "map": pa.array(
        each([("a", 1)], [], [("b", None), ("c", 3)]), pa.map_(pa.string(), pa.int32())
    ),
    "deep": pa.array(
        each([{"x": [1]}, {"x": None}], []),
        pa.list_(pa.struct([("x", pa.list_(pa.decimal128(5, 1)))])),
    ),
    "json": pa.ExtensionArray.from_storage(pa.json_(), pa.array(each("{}", "[1]"))),
    "uuid": pa.ExtensionArray.from_storage(
        pa.uuid(), pa.array(each(b"0123456789abcdef"), pa.binary(16))
    ),
}


def everything() -> pa.Table:
    """A column of each type, every other one with something said of it, and one that has to be."""
    fields = [
        pa.field(name, column.type, metadata={"label": f"of {name}"} if i % 2 else None)
        for i, (name, column) in enumerate(COLUMNS.items())
    ]
    fields.append(pa.field("required", pa.int64(), nullable=False))
    said = {"who": "somebody", "pandas": '{"index_columns": ["int64"], "columns": []}'}
    return pa.Table.from_arrays(
        [*COLUMNS.values(), pa.array(range(ROWS))], schema=pa.schema(fields, metadata=said)
    )


def assert_same(new: pq.ParquetFile, old: pq.ParquetFile) -> None:
    """The same columns, by what Arrow and by what Parquet says of them, and the same rows."""
    was, now = old.read(), new.read()
    now.validate(full=True)
    assert now.schema.equals(was.schema, check_metadata=True)
    # But for the name of the whole, which each program has another of.
    assert str(new.schema).split("\n")[2:] == str(old.schema).split("\n")[2:]
    for name in was.column_names:
        assert now[name].combine_chunks().equals(was[name].combine_chunks()), name


WAYS: list[list[str]] = [
    [], ["--gather"], ["--rows", "70"], ["--gather", "--rows", "70", "--group-rows", "123"],
    ["--one-thread", "--rows", "1"],
]


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("store_schema", [True, False], ids=["arrow", "plain"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_every_type(
    tmp_path: pathlib.Path, way: list[str], store_schema: bool, version: str
) -> None:
    file = tmp_path / "in.parquet"
    pq.write_table(
        everything(), file, row_group_size=300, store_schema=store_schema, compression="snappy",
        data_page_version=version, data_page_size=500,
    )
    out = copied(tmp_path / "out.parquet", *way, file)
    assert_same(out, pq.ParquetFile(file))
    assert {out.metadata.row_group(0).column(0).compression} == {"ZSTD"}
    if "--group-rows" in way:
        assert out.metadata.row_group(0).num_rows == 123


def test_no_rows_and_no_nulls(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "in.parquet"
    for table in [everything().slice(0, 0), everything().slice(4, 3), everything().slice(3, 1)]:
        pq.write_table(table, file)
        assert_same(copied(tmp_path / "out.parquet", file), pq.ParquetFile(file))
        assert_same(copied(tmp_path / "out.parquet", "--gather", file), pq.ParquetFile(file))


def test_files_of_other_programs(tmp_path: pathlib.Path) -> None:
    plain = pa.table({
        name: COLUMNS[name]
        for name in ["int8", "uint64", "double", "bool", "string", "binary", "decimal 18", "date32",
                     "timestamp us None", "timestamp us UTC", "list", "struct"]
    })
    with_duckdb, with_polars = tmp_path / "duckdb.parquet", tmp_path / "polars.parquet"
    duckdb.sql("select * from plain").write_parquet(str(with_duckdb))
    frame = pl.DataFrame(plain)
    frame.write_parquet(with_polars)
    for file in [with_duckdb, with_polars]:
        for way in WAYS:
            out = copied(tmp_path / "out.parquet", *way, file).read()
            # DuckDB stores decimals as whole numbers, we as bytes: the same to readers.
            assert out.schema.equals(pq.read_schema(file), check_metadata=True)
            assert out.equals(pq.read_table(file))
    assert pl.read_parquet(tmp_path / "out.parquet").equals(frame)
    back = duckdb.read_parquet(str(tmp_path / "out.parquet")).to_arrow_table()
    assert back["decimal 18"].to_pylist() == plain["decimal 18"].to_pylist()


def test_pandas_keeps_its_index(tmp_path: pathlib.Path) -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {"occ": pd.Categorical(["15-1131", "11-1011", None]), "n": pd.array([1, None, 3], "Int8")},
        index=pd.Index(["x", "y", "z"], name="who"),
    )
    frame.to_parquet(tmp_path / "in.parquet")
    copied(tmp_path / "out.parquet", tmp_path / "in.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out.parquet"), frame)


def test_some_columns(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "in.parquet"
    pq.write_table(everything(), file)
    out = copied(tmp_path / "out.parquet", "--columns", "struct,no such,int8", file).read()
    assert out.column_names == ["int8", "struct"]
    assert out["struct"].to_pylist() == COLUMNS["struct"].to_pylist()
    out = copied(tmp_path / "out.parquet", "--columns", "no such", file).read()
    assert out.num_rows == ROWS


def test_folders_add_columns(tmp_path: pathlib.Path) -> None:
    root = tmp_path / "data"
    for year, code, first in [("2019", "0111", 10), ("2018", "11%2F2", 20), ("2020", "x", 30)]:
        folder = root / f"year={year}" / f"code={code}"
        folder.mkdir(parents=True)
        for part in range(2):
            table = pa.table({"n": pa.array([first + part], pa.int32()), "occ": ["11-1011"]})
            pq.write_table(table, folder / f"part-{part}.parquet")
    (root / "_SUCCESS").write_text("")
    (root / "year=2019" / ".part.crc").write_text("x")
    out = copied(tmp_path / "out.parquet", root).read()
    assert out.schema.names == ["n", "occ", "year", "code"]
    assert out.schema.field("year").type == pa.int64()
    assert out.to_pydict() == {
        "n": [20, 21, 10, 11, 30, 31],
        "occ": ["11-1011"] * 6,
        "year": [2018, 2018, 2019, 2019, 2020, 2020],
        "code": ["11/2", "11/2", "0111", "0111", "x", "x"],
    }
    # As DuckDB reads the same folder.
    theirs = duckdb.sql(
        f"select n, occ, year, code from read_parquet('{root}/*/*/*.parquet', "
        "hive_partitioning=true, hive_types_autocast=true) order by year, n"
    ).fetchall()
    assert theirs == list(zip(*out.to_pydict().values(), strict=True))
    # One file of it, and one folder, know where they stand.
    one = copied(tmp_path / "out.parquet", root / "year=2019" / "code=0111").read()
    assert one["code"].to_pylist() == ["0111", "0111"]


def test_keys_that_are_missing_or_there_already(tmp_path: pathlib.Path) -> None:
    for key in ["__HIVE_DEFAULT_PARTITION__", "007"]:
        folder = tmp_path / "data" / f"year={key}"
        folder.mkdir(parents=True)
        pq.write_table(pa.table({"n": [1]}), folder / "a.parquet")
    out = copied(tmp_path / "out.parquet", tmp_path / "data").read()
    assert out["year"].to_pylist() == ["007", None]
    folder = tmp_path / "own" / "n=5"
    folder.mkdir(parents=True)
    pq.write_table(pa.table({"n": [1]}), folder / "a.parquet")
    assert "column 'n' is not what the name of the folder says, 'n=5'" in refusal(
        tmp_path / "none.parquet", tmp_path / "own"
    )
    pq.write_table(pa.table({"n": [5]}), folder / "a.parquet")
    out = copied(tmp_path / "out.parquet", tmp_path / "own").read()
    assert out.to_pydict() == {"n": [5]}


def test_files_one_behind_the_other(tmp_path: pathlib.Path) -> None:
    one, other = tmp_path / "b.parquet", tmp_path / "a.parquet"
    required = pa.schema([pa.field("n", pa.int32(), nullable=False)])
    pq.write_table(pa.table({"n": pa.array([1, 2], pa.int32())}, schema=required), one)
    pq.write_table(pa.table({"n": pa.array([3, None], pa.int32())}), other)
    out = copied(tmp_path / "out.parquet", one, other).read()
    assert out["n"].to_pylist() == [1, 2, 3, None]
    assert out.schema.field("n").nullable


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pa.table({"n": ["1"]}), "column 'n' is utf8, expected int32, as"),
        (pa.table({"m": pa.array([1], pa.int32())}), "there is no column 'n', unlike"),
        (pa.table({"n": pa.array([1], pa.int32()), "m": [1]}), "there is a column 'm', expected none"),
    ],
)
def test_files_with_other_columns(tmp_path: pathlib.Path, table: pa.Table, said: str) -> None:
    one, other = tmp_path / "one.parquet", tmp_path / "other.parquet"
    pq.write_table(pa.table({"n": pa.array([1], pa.int32())}), one)
    pq.write_table(table, other)
    message = refusal(tmp_path / "out.parquet", one, other)
    assert str(other) in message
    assert said in message
    assert str(one) in message


def test_what_is_no_parquet(tmp_path: pathlib.Path) -> None:
    out = tmp_path / "out.parquet"
    folder = tmp_path / "empty"
    folder.mkdir()
    text = tmp_path / "text.parquet"
    text.write_text("a,b\n1,2\n")
    nothing = tmp_path / "nothing.parquet"
    nothing.write_text("")
    for file, said in [
        (tmp_path / "none.parquet", "No such file"),
        (folder, "no file in the folder"),
        (text, "not as a Parquet file is"),
        (nothing, "not as a Parquet file is"),
        (pathlib.Path("/dev/null"), "expected a regular file"),
    ]:
        message = refusal(out, file)
        assert str(file) in message
        assert said in message


def test_names_are_texts(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "in.parquet"
    pq.write_table(pa.table({"größe": [{"höhe": 1}]}), file)
    assert copied(tmp_path / "out.parquet", file).read().column_names == ["größe"]
    (tmp_path / "out.parquet").unlink()
    for name in ["größe", "höhe"]:
        good = file.read_bytes()
        bad = good.replace(name.encode(), name.encode("utf-8").replace(b"\xc3", b"\xff"))
        (tmp_path / "bad.parquet").write_bytes(bad)
        message = refusal(tmp_path / "out.parquet", tmp_path / "bad.parquet")
        assert "a column with a name that is not UTF-8" in message


def test_an_output_stays_what_it_was(tmp_path: pathlib.Path) -> None:
    good, bad, out = tmp_path / "good.parquet", tmp_path / "bad.parquet", tmp_path / "out.parquet"
    pq.write_table(everything(), good, row_group_size=100)
    damaged = bytearray(good.read_bytes())
    middle = pq.ParquetFile(good).metadata.row_group(8).column(3).data_page_offset
    damaged[middle : middle + 40] = b"\xff" * 40
    bad.write_bytes(damaged)
    out.write_text("what was there")
    done = copy(out, bad)
    assert done.returncode == 2
    assert str(bad) in done.stderr
    assert out.read_text() == "what was there"
    # A file cannot become what is made of it while it is read.
    before = good.read_bytes()
    done = copy(good, good)
    assert done.returncode == 2
    assert "being read" in done.stderr
    assert good.read_bytes() == before


def test_an_output_that_is_full() -> None:
    file = pathlib.Path("/dev/full")
    with tempfile.TemporaryDirectory() as folder:
        good = pathlib.Path(folder) / "good.parquet"
        pq.write_table(everything(), good)
        done = copy(file, good)
    assert done.returncode == 2
    assert "'/dev/full'" in done.stderr
    assert "No space left on device" in done.stderr


def test_the_same_bytes_whatever_the_threads(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "in.parquet"
    pq.write_table(everything(), file)
    bytes_ = set()
    for way in [[], ["--one-thread"], []]:
        copied(tmp_path / "out.parquet", "--group-rows", 300, "--rows", 128, *way, file)
        bytes_.add((tmp_path / "out.parquet").read_bytes())
    assert len(bytes_) == 1


def test_dictionaries_where_they_help(tmp_path: pathlib.Path) -> None:
    rows = 5000
    table = pa.table({
        "unique": [f"name {i}" for i in range(rows)],
        "id": pa.array(range(rows), pa.int64()),
        "weight": [i / 7 for i in range(rows)],
        "code": [f"{i % 50}-1011" for i in range(rows)],
        "year": pa.array([i % 10 for i in range(rows)], pa.int64()),
        "null": pa.array([None] * rows, pa.float64()),
    })
    file = tmp_path / "in.parquet"
    pq.write_table(table, file)
    group = copied(tmp_path / "out.parquet", file).metadata.row_group(0)
    with_dictionary = {
        group.column(i).path_in_schema
        for i in range(group.num_columns)
        if "RLE_DICTIONARY" in group.column(i).encodings
    }
    assert with_dictionary == {"code", "year", "null"}
    assert pq.read_table(tmp_path / "out.parquet").equals(table)


def test_a_checksum_is_looked_at(tmp_path: pathlib.Path) -> None:
    # Of values that are neither compressed nor coded, so that nothing else could notice.
    file = tmp_path / "in.parquet"
    table = pa.table({"n": pa.array(range(10_000), pa.int64())})
    pq.write_table(
        table, file, compression="none", use_dictionary=False, write_page_checksum=True,
        write_statistics=False,
    )
    damaged = bytearray(file.read_bytes())
    damaged[damaged.index(struct.pack("<q", 5000))] ^= 1
    file.write_bytes(damaged)
    assert "CRC" in refusal(tmp_path / "out.parquet", file)
    # And what is written has them.
    pq.write_table(table, file)
    copied(tmp_path / "out.parquet", file)
    assert pq.read_table(tmp_path / "out.parquet", page_checksum_verification=True).equals(table)


def test_old_timestamps(tmp_path: pathlib.Path) -> None:
    """Those of 96 bits hold more years than 64 bits of nanoseconds, which others read wrongly."""
    file = tmp_path / "in.parquet"

    def write(*years: int, nested: bool) -> pa.Table:
        times = pa.array(
            [None, *(dt.datetime(year, 12, 31, 23, 59, 59, 999999) for year in years)] * 300,
            pa.timestamp("us"),
        )
        column = pa.StructArray.from_arrays(
            [pa.ListArray.from_arrays(pa.array(range(len(times) + 1), pa.int32()), times)], ["x"]
        )
        table = pa.table({
            "n": range(len(times)), "word": pa.array(["a"] * len(times)).dictionary_encode(),
            "t": column if nested else times,
        })
        pq.write_table(
            table, file, use_deprecated_int96_timestamps=True, row_group_size=500,
        )
        assert "int96" in str(pq.ParquetFile(file).schema)
        return table

    for nested in [False, True]:
        for way in WAYS:
            write(1678, 1969, 2261, nested=nested)
            out = copied(tmp_path / "out.parquet", *way, file)
            assert out.read()["t"].equals(pq.read_table(file)["t"])
            if not nested:
                assert out.read()["t"].to_pylist()[1] == dt.datetime(1678, 12, 31, 23, 59, 59, 999999)
            (tmp_path / "out.parquet").unlink()
            for year in [1676, 2263, 1, 9999]:
                write(1969, year, nested=nested)
                message = refusal(tmp_path / "out.parquet", *way, file)
                assert "column 't': timestamps of 96 bits" in message
    assert "n" in copied(tmp_path / "out.parquet", "--columns", "n", file).read().column_names


def test_memory_is_bounded(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": ["x" * 1_000_000] * 200}), file, use_dictionary=False)
    message = refusal(tmp_path / "out.parquet", "--memory", 50_000_000, file)
    assert str(file) in message
    assert "more memory than may be taken" in message
    # Blocks have fewer rows where rows are long.
    assert copied(tmp_path / "out.parquet", file).read()["text"].to_pylist() == ["x" * 1_000_000] * 200


def test_memory_is_that_of_one_reader(tmp_path: pathlib.Path) -> None:
    """What another reader may take says nothing of this one; what it gave outlives it, and counts
    for nobody."""
    large, held = tmp_path / "large.parquet", tmp_path / "held.parquet"
    pq.write_table(pa.table({"text": ["x" * 1_000_000] * 200}), large, use_dictionary=False)
    pq.write_table(pa.table({"text": ["y" * 1_000_000] * 60}), held, use_dictionary=False)
    options = ["--memory", 50_000_000, "--held", held]
    message = refusal(tmp_path / "out.parquet", *options, large)
    assert "more memory than may be taken" in message
    small = tmp_path / "small.parquet"
    pq.write_table(pa.table({"n": range(1000)}), small)
    assert copied(tmp_path / "out.parquet", *options, small).read().num_rows == 1000


def test_a_plugin_that_is_not_there(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "in.parquet"
    pq.write_table(pa.table({"n": [1]}), file)
    done = copy(tmp_path / "out.parquet", file, SOCSHIFT_PLUGINS=str(tmp_path))
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr
    assert "tools/dev/parquet.sh" in done.stderr
    (tmp_path / "socshift-parquet.so").write_text("no library")
    done = copy(tmp_path / "out.parquet", file, SOCSHIFT_PLUGINS=str(tmp_path))
    assert done.returncode == 2
    assert "cannot be loaded" in done.stderr


def damage(bytes_: bytes, dice: random.Random) -> bytes:
    """The bytes of a file in one of many ways that are wrong."""
    out = bytearray(bytes_)
    footer = struct.unpack("<I", out[-8:-4])[0]
    end = len(out) - 8

    def flip(begin: int, stop: int) -> None:
        for _ in range(dice.choice([1, 1, 2, 5, 20])):
            out[dice.randrange(begin, stop)] = dice.randrange(256)

    def cut() -> None:
        del out[dice.randrange(len(out)) :]

    def cut_out() -> None:
        begin = dice.randrange(4, end)
        del out[begin : min(end, begin + dice.choice([1, 10, 1000]))]

    def numbers() -> None:
        begin = dice.randrange(end - footer, end - 10)
        out[begin : begin + 9] = dice.choice(
            [b"\xff" * 8 + b"\x01", b"\xff" * 4 + b"\x0f" + b"\0" * 4, b"\x80" * 8 + b"\x7f"]
        )

    def length() -> None:
        out[-8:-4] = struct.pack("<I", dice.choice([0, 1, footer - 1, footer + 1, end, 2**32 - 1]))

    def twice() -> None:
        begin = dice.randrange(4, end)
        out[begin:begin] = out[begin : begin + dice.randrange(1, 2000)]

    ways: list[Callable[[], None]] = [
        lambda: flip(4, end - footer), lambda: flip(end - footer, end),
        lambda: flip(end - footer, end), cut, cut_out, numbers, length, twice,
    ]
    dice.choice(ways)()
    return bytes(out)


def rows_of(file: pathlib.Path, otherwise: pa.Table) -> pa.Table:
    """What pyarrow reads of a file; `otherwise` if it finds fault with it."""
    try:
        return pq.ParquetFile(file).read().combine_chunks()
    except (pa.ArrowException, OSError, ValueError):
        return otherwise


@pytest.mark.parametrize("seed", range(int(os.environ.get("SOCSHIFT_PARQUET_SEEDS", "2"))))
def test_damaged_files(tmp_path: pathlib.Path, seed: int) -> None:
    """Whatever is wrong with a file: rows, as pyarrow reads them, or an error with its name."""
    dice = random.Random(seed)
    table = everything()
    if seed % 2:
        table = table.select(dice.sample(table.column_names, 6))
    good = tmp_path / "good.parquet"
    pq.write_table(
        table, good, row_group_size=dice.choice([100, 1000]),
        compression=dice.choice(["none", "snappy", "zstd", "gzip"]),
        data_page_version=dice.choice(["1.0", "2.0"]), use_dictionary=dice.random() < 0.7,
        store_schema=dice.random() < 0.7, write_page_checksum=dice.random() < 0.2,
    )
    bytes_ = good.read_bytes()
    file, out = tmp_path / "damaged.parquet", tmp_path / "out.parquet"
    refused = 0
    for i in range(50):
        file.write_bytes(damage(bytes_, dice))
        done = copy(out, *dice.choice(WAYS), file, memory=8 << 30)
        if done.returncode == 0:
            rows = pq.ParquetFile(out).read()
            rows.validate(full=False)
            assert rows.equals(rows_of(file, rows)), file.name
            out.unlink()
            continue
        refused += 1
        kept = tmp_path / f"seed-{seed}-{i}.parquet"
        kept.write_bytes(file.read_bytes())
        assert done.returncode == 2, (kept, done.returncode, done.stderr[-2000:])
        assert str(file) in done.stderr, (kept, done.stderr)
        assert not out.exists()
    assert refused > 20
