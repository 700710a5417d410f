"""Tables of pandas and files of Stata and SPSS that are converted into Parquet and back: an index stays one,
days stay days, and nothing that is said of a table is stale."""

from __future__ import annotations

import datetime as dt
import json
import os
import pathlib
import subprocess
import sys
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from conftest import Program

pytestmark = pytest.mark.skipif(
    not os.environ.get("SOCSHIFT_PLUGINS"), reason="there is no plug-in for Parquet"
)

# The first has two targets, the third none that its rows can be carried to.
CODES = ["15-1134", "11-1011", "29-1060"]


def convert(program: Program, data: str, out: str, *options: str) -> None:
    done = run(program, data, out, *options)
    assert done.returncode in (0, 1), done.stderr


def run(
    program: Program, data: str, out: str, *options: str
) -> subprocess.CompletedProcess[str]:
    if "--column" not in options:
        options = ("--column", "occ", *options)
    return program.run(
        "convert", data, "--from", "soc2010", "--to", "soc2018", "--weights", "equal",
        "-o", out, "--quiet", "--overwrite", *options,
    )


def pandas_facts(path: pathlib.Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(pq.read_schema(path).metadata[b"pandas"])
    return facts


def test_an_index_that_only_counts_rows_goes(program: Program, tmp_path: pathlib.Path) -> None:
    # Two rows out of three come out as three: the old range would fit them.
    data = pd.DataFrame({"occ": CODES, "id": [1, 2, 3]}, index=pd.RangeIndex(7, 10))
    data.to_parquet(tmp_path / "data.parquet")
    convert(program, "data.parquet", "out.parquet")
    out = pd.read_parquet(tmp_path / "out.parquet")
    assert list(out.index) == [0, 1, 2]
    assert list(out["id"]) == [1, 1, 2]
    assert pandas_facts(tmp_path / "out.parquet")["index_columns"] == []


def test_an_index_that_is_a_column_stays_one(program: Program, tmp_path: pathlib.Path) -> None:
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2), ("c", 3)], names=["area", None])
    pd.DataFrame({"occ": CODES}, index=index).to_parquet(tmp_path / "data.parquet")
    convert(program, "data.parquet", "out.parquet")
    out = pd.read_parquet(tmp_path / "out.parquet")
    assert out.index.names == ["area", None]
    assert list(out.index) == [("a", 1), ("a", 1), ("b", 2)]
    assert list(out["soc2018_code"]) == ["15-1254", "15-1255", "11-1011"]


def test_types_of_pandas_are_those_of_columns_that_kept_theirs(
    program: Program, tmp_path: pathlib.Path
) -> None:
    data = pd.DataFrame(
        {
            "occ": CODES,
            "people": pd.array([3, 4, None], dtype="Int64"),
            "rank": pd.array([1, None, 3], dtype="Int32"),
        }
    )
    data.to_parquet(tmp_path / "data.parquet")
    convert(program, "data.parquet", "out.parquet", "--scale", "people")
    out = pd.read_parquet(tmp_path / "out.parquet")
    assert list(out["people"]) == [1.5, 1.5, 4.0]
    assert str(out["rank"].dtype) == "Int32"
    fields = [column["name"] for column in pandas_facts(tmp_path / "out.parquet")["columns"]]
    assert fields == ["occ", "rank"]
    convert(program, "data.parquet", "whole.parquet", "--scale", "people", "--whole")
    assert str(pd.read_parquet(tmp_path / "whole.parquet")["people"].dtype) == "Int64"


def test_names_of_columns_that_were_numbers(program: Program, tmp_path: pathlib.Path) -> None:
    pd.DataFrame({0: CODES, 1: [1, 2, 3]}).to_parquet(tmp_path / "data.parquet")
    convert(program, "data.parquet", "out.parquet", "--column", "0")
    out = pd.read_parquet(tmp_path / "out.parquet")
    assert list(out.columns) == ["0", "1", "soc2018_code", "share", "basis"]


def test_figures_have_the_index_of_nobody(program: Program, tmp_path: pathlib.Path) -> None:
    pd.DataFrame({"occ": CODES, "people": [3, 4, 5]}).set_index("occ").to_parquet(
        tmp_path / "data.parquet"
    )
    convert(program, "data.parquet", "out.parquet", "--sum", "people")
    out = pd.read_parquet(tmp_path / "out.parquet")
    assert list(out["people"]) == [4.0, 1.5, 1.5]
    assert list(out.index) == [0, 1, 2]


def test_spark_reads_added_columns(program: Program, tmp_path: pathlib.Path) -> None:
    """Spark takes the columns that its own key names, and no others."""
    key = b"org.apache.spark.sql.parquet.row.metadata"
    table = pa.table({"occ": CODES}).replace_schema_metadata({key: b"{}", b"other": b"stays"})
    pq.write_table(table, tmp_path / "data.parquet")
    convert(program, "data.parquet", "out.parquet")
    metadata = pq.read_schema(tmp_path / "out.parquet").metadata
    assert key not in metadata
    assert metadata[b"other"] == b"stays"


DAYS = [dt.date(2020, 2, 29), dt.date(1890, 1, 1), None]
MOMENTS = [dt.datetime(2020, 2, 29, 10, 0, 1), dt.datetime(1959, 12, 31, 23, 59, 59, 500000), None]


def write_stata(path: pathlib.Path) -> None:
    data = pd.DataFrame(
        {
            "occ": CODES,
            "day": pd.Series(pd.to_datetime(pd.Series(DAYS)), dtype="datetime64[ms]"),
            "at": pd.Series(MOMENTS, dtype="datetime64[ms]"),
            "month": pd.Series(pd.to_datetime(pd.Series(DAYS)), dtype="datetime64[ms]"),
        }
    )
    data.to_stata(
        path, write_index=False, version=118,
        convert_dates={"day": "td", "at": "tc", "month": "tm"},
        variable_labels={"day": "Day of the interview"},
    )


def write_spss(path: pathlib.Path) -> None:
    # As objects: pyreadstat makes nothing of a column of dates of pandas with a missing one.
    data = pd.DataFrame({"occ": CODES, "day": pd.Series(DAYS, dtype="object")})
    data["at"] = pd.Series(MOMENTS, dtype="datetime64[us]")
    pyreadstat.write_sav(data, path, column_labels={"day": "Day of the interview"})


def days_of(column: pd.Series[Any]) -> list[dt.date | None]:
    return [None if value is None or pd.isna(value) else pd.Timestamp(value).date()
            for value in column]


def moments_of(column: pd.Series[Any]) -> list[dt.datetime | None]:
    return [None if pd.isna(value) else pd.Timestamp(value).to_pydatetime() for value in column]


# What comes out has the first row twice and the third not at all.
DAYS_OUT = [DAYS[0], DAYS[0], DAYS[1]]
MOMENTS_OUT = [MOMENTS[0], MOMENTS[0], MOMENTS[1]]


@pytest.mark.parametrize("kind", ["dta", "sav"])
def test_days_and_moments_become_those_of_parquet(
    program: Program, tmp_path: pathlib.Path, kind: str
) -> None:
    (write_stata if kind == "dta" else write_spss)(tmp_path / f"data.{kind}")
    convert(program, f"data.{kind}", "out.parquet")
    out = pq.read_table(tmp_path / "out.parquet")
    assert out.column("day").to_pylist() == DAYS_OUT
    assert out.column("at").to_pylist() == MOMENTS_OUT
    assert out.schema.field("day").type == pa.date32()
    unit = "ms" if kind == "dta" else "us"
    assert out.schema.field("at").type == pa.timestamp(unit)
    # And they are what they were when they come back.
    convert(program, "out.parquet", f"again.{kind}", "--prefix", "x_")
    convert(program, f"data.{kind}", f"direct.{kind}")
    read = pyreadstat.read_dta if kind == "dta" else pyreadstat.read_sav
    one, about_one = read(tmp_path / f"direct.{kind}")
    other, about_other = read(tmp_path / f"again.{kind}")
    names = [name for name in one.columns if name in ("day", "at", "month")]
    for facts in ("original_variable_types", "column_names_to_labels"):
        assert [getattr(about_one, facts)[name] for name in names] == [
            getattr(about_other, facts)[name] for name in names
        ]
    assert set(days_of(one["day"])) == set(days_of(other["day"]))
    assert set(moments_of(one["at"])) == set(moments_of(other["at"]))


def test_days_of_spss_in_a_file_of_stata(program: Program, tmp_path: pathlib.Path) -> None:
    write_spss(tmp_path / "data.sav")
    convert(program, "data.sav", "out.dta")
    values, about = pyreadstat.read_dta(tmp_path / "out.dta")
    assert days_of(values["day"]) == DAYS_OUT
    assert moments_of(values["at"]) == MOMENTS_OUT
    assert about.original_variable_types["day"] == "%td"
    assert about.original_variable_types["at"] == "%tc"
    assert about.readstat_variable_types["day"] in ("int16", "int32")
    assert about.column_names_to_labels["day"] == "Day of the interview"


def test_days_of_stata_in_a_file_of_spss(program: Program, tmp_path: pathlib.Path) -> None:
    write_stata(tmp_path / "data.dta")
    done = run(program, "data.dta", "out.sav")
    assert done.returncode == 2
    assert "column 'month' holds dates or times of a .dta file (%tm)" in done.stderr
    whole = pd.read_stata(tmp_path / "data.dta", convert_dates=False)
    assert list(whole["day"])[:2] == [21974, -25566]
    data = pd.read_stata(tmp_path / "data.dta")[["occ", "day", "at"]]
    data.to_stata(
        tmp_path / "data.dta", write_index=False, convert_dates={"day": "td", "at": "tc"}
    )
    convert(program, "data.dta", "out.sav")
    values, about = pyreadstat.read_sav(tmp_path / "out.sav")
    assert days_of(values["day"]) == DAYS_OUT
    assert moments_of(values["at"]) == MOMENTS_OUT
    assert about.original_variable_types["day"] == "DATE11"
    assert about.original_variable_types["at"].startswith("DATETIME")


@pytest.mark.parametrize("kind", ["dta", "sav"])
def test_days_of_arrow_in_files_of_packages(
    program: Program, tmp_path: pathlib.Path, kind: str
) -> None:
    table = pa.table(
        {
            "occ": CODES,
            "day": pa.array(DAYS, pa.date32()),
            "other": pa.array(DAYS, pa.date64()),
            **{f"at_{unit}": pa.array(MOMENTS, pa.timestamp(unit)) for unit in ["ms", "us", "ns"]},
        }
    )
    pq.write_table(table, tmp_path / "data.parquet")
    convert(program, "data.parquet", f"out.{kind}")
    read = pyreadstat.read_dta if kind == "dta" else pyreadstat.read_sav
    values, _ = read(tmp_path / f"out.{kind}")
    for name in ["day", "other"]:
        assert days_of(values[name]) == DAYS_OUT
    for unit in ["ms", "us", "ns"]:
        assert moments_of(values[f"at_{unit}"]) == MOMENTS_OUT
    zoned = pa.table({"occ": CODES, "at": pa.array(MOMENTS, pa.timestamp("us", "UTC"))})
    pq.write_table(zoned, tmp_path / "data.parquet")
    done = run(program, "data.parquet", f"zoned.{kind}")
    assert done.returncode == 2
    assert "column 'at' has the type timestamp" in done.stderr


def test_a_part_of_a_day_is_no_day(program: Program, tmp_path: pathlib.Path) -> None:
    data = pd.DataFrame({"occ": CODES, "day": [1.0, 1.5, 2.0]})
    pyreadstat.write_dta(data, tmp_path / "data.dta", variable_format={"day": "%td"})
    done = run(program, "data.dta", "out.parquet")
    assert done.returncode == 2
    assert "column 'day', row 3: 1.5, which is no whole day" in done.stderr
    assert not (tmp_path / "out.parquet").exists()
    convert(program, "data.dta", "same.dta")
    assert list(pd.read_stata(tmp_path / "same.dta", convert_dates=False)["day"]) == [1, 1, 1.5]


def detect(program: Program, *arguments: str) -> subprocess.CompletedProcess[str]:
    return program.run("detect", *arguments, "--format", "csv")


def test_an_interval_is_not_taken_for_bytes(program: Program, tmp_path: pathlib.Path) -> None:
    pq.write_table(pa.table({"occ": CODES}), tmp_path / "codes.parquet")
    duckdb.sql(
        f"copy (select interval 1 month + interval 3 second as span, * from "
        f"'{tmp_path / 'codes.parquet'}') to '{tmp_path / 'data.parquet'}'"
    )
    for out in ("out.parquet", "out.csv"):
        done = run(program, "data.parquet", out)
        assert done.returncode == 2
        assert "column 'span' is an INTERVAL" in done.stderr
        assert not (tmp_path / out).exists()
    # Where nobody looks at it, it does not matter.
    for arguments in (["data.parquet"], ["data.parquet", "--column", "occ"]):
        done = detect(program, *arguments)
        assert done.stdout.splitlines()[1].startswith("occ,"), done.stderr


@pytest.mark.parametrize("dictionary", [False, True])
@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary(7)])
def test_codes_whose_file_does_not_say_that_they_are_texts(
    program: Program, tmp_path: pathlib.Path, kind: pa.DataType, dictionary: bool
) -> None:
    codes = pa.array([code.encode() for code in CODES], kind)
    if dictionary:
        codes = codes.dictionary_encode()
    pq.write_table(pa.table({"occ": codes, "hash": pa.array([b"\x00\xff"] * 3)}),
                   tmp_path / "data.parquet")
    convert(program, "data.parquet", "out.parquet")
    out = pq.read_table(tmp_path / "out.parquet")
    assert out.column("soc2018_code").to_pylist() == ["15-1254", "15-1255", "11-1011"]
    assert out.column("occ").to_pylist() == [CODES[0].encode()] * 2 + [CODES[1].encode()]
    done = detect(program, "data.parquet", "--column", "occ")
    assert "soc2010" in done.stdout


def test_bytes_that_are_no_text_are_no_codes(program: Program, tmp_path: pathlib.Path) -> None:
    # In hexadecimal this would be 151134.
    codes = pa.array([b"11-1011", b"\x15\x11\x34"])
    pq.write_table(pa.table({"occ": codes}), tmp_path / "data.parquet")
    done = run(program, "data.parquet", "out.csv")
    assert done.returncode == 2
    assert "column 'occ': row 2: the bytes 151134, which are no text in UTF-8" in done.stderr


# A small process starts it: what the one that runs the tests has would count as well.
MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


def most_memory(program: Program, *arguments: str) -> tuple[int, int]:
    """The exit code of a run, and the bytes that it had at most."""
    command = os.environ.get("SOCSHIFT_PROGRAM")
    start = [command] if command else [sys.executable, "-m", "socshift"]
    done = subprocess.run([sys.executable, "-c", MEASURE, *start, *arguments], cwd=program.folder,
                          capture_output=True, text=True, check=True)
    code, memory = done.stdout.split()[-2:]
    return int(code), int(memory)


def test_long_texts_that_repeat_are_read_in_smaller_blocks(
    program: Program, tmp_path: pathlib.Path
) -> None:
    """Some kilobytes hold 65,536 texts of 12,000 bytes each: read at once, that is 800 megabytes."""
    rows = 65536 + 1000
    note = pa.array(["x" * 12000]).dictionary_encode()
    table = pa.table(
        {
            "id": pa.array(range(rows), pa.int32()),
            "occ": pa.array([CODES[place % 2] for place in range(rows)]),
            "note": pa.DictionaryArray.from_arrays(pa.array([0] * rows), note.dictionary),
        }
    )
    # Without the schema of Arrow it is a column of texts.
    pq.write_table(table, tmp_path / "data.parquet", compression="zstd", store_schema=False,
                   row_group_size=rows)
    assert (tmp_path / "data.parquet").stat().st_size < 1_000_000
    code, memory = most_memory(
        program, "convert", "data.parquet", "--column", "occ", "--from", "soc2010", "--to",
        "soc2018", "--weights", "equal", "-o", "out.parquet", "--quiet", "--threads", "1",
    )
    assert code == 0
    assert memory < 600_000_000
    out = pq.read_table(tmp_path / "out.parquet", columns=["id", "soc2018_code"])
    wanted = [row for row in range(rows) for _ in range(2 if row % 2 == 0 else 1)]
    assert out.column("id").to_pylist() == wanted


def test_a_page_that_is_larger_than_memory_for_it(
    program: Program, tmp_path: pathlib.Path
) -> None:
    text = "x" * 300_000_000
    pq.write_table(pa.table({"occ": [text]}), tmp_path / "data.parquet", compression="zstd")
    del text
    assert (tmp_path / "data.parquet").stat().st_size < 2_000_000
    done = detect(program, "data.parquet")
    assert done.returncode == 2
    assert "needs more memory than may be taken" in done.stderr
