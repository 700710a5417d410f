"""The program on files with columns: the same rows, reasons and account as on text, whatever kind of
file they come from, and what nobody touches as it was.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import pathlib
import random
import subprocess
import sys
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pyreadstat
import pytest

import socshift
from conftest import Program

ROWS = 4000
CODES = ["15-1131", "11-1011", "29-1199", "15-1199", "51-9199", "15-1133", "13-1041", "29-1141",
         "15-0000", "99-9999", None, "n/a"]
ENDS = ("--column", "occ", "--from", "soc2010", "--to", "soc2018", "--weights", "census,equal",
        "--quiet")

pytestmark = pytest.mark.skipif(
    not os.environ.get("SOCSHIFT_PLUGINS"), reason="SOCSHIFT_PLUGINS names no folder of plug-ins")


def survey() -> pa.Table:
    chance = random.Random(18)
    codes = [chance.choice(CODES) for _ in range(ROWS)]
    return pa.table(
        {
            "id": pa.array(range(ROWS), pa.int32()),
            "occ": pa.array(codes),
            "kind": pa.array([chance.choice("abc") for _ in range(ROWS)]).dictionary_encode(),
            "people": pa.array([chance.randrange(1, 60) for _ in range(ROWS)], pa.int16()),
            "wage": pa.array([chance.choice([None, chance.randrange(4000) / 4]) for _ in range(ROWS)]),
            "day": pa.array([dt.date(2012, 1, 1) + dt.timedelta(days=i % 900) for i in range(ROWS)]),
            "paid": pa.array([Decimal(i) / 100 for i in range(ROWS)], pa.decimal128(12, 2)),
            "at": pa.array([dt.datetime(2020, 1, 1, 0, 0, i % 60) for i in range(ROWS)],
                           pa.timestamp("ms", "UTC")),
            "tags": pa.array([["x"] * (i % 3) if i % 5 else None for i in range(ROWS)]),
        },
        metadata={"who": "somebody"},
    )


def summary(path: pathlib.Path) -> dict[str, Any]:
    """A summary without the name of the file, and with rows in place of lines of text."""
    out: dict[str, Any] = json.loads(path.read_text())
    before = 1 if out.pop("file").endswith(".csv") else 0

    def count_rows(value: Any) -> None:
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict) and "line" in inner:
                inner["line"] -= before
            if isinstance(inner, (dict, list)):
                count_rows(inner)

    count_rows(out)
    return out


def rejects(path: pathlib.Path, *, is_text: bool) -> list[tuple[int, str, str]]:
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    numbers = table["line"].astype(int) - (1 if is_text else 0)
    return list(zip(numbers, table["reason"], table["id"]))


def converted(program: Program, file: str, out: str, *options: str) -> None:
    done = program.run("convert", file, *ENDS, *options, "-o", out, "--summary", f"{out}.json")
    assert done.returncode in (0, 1), done.stderr


def added(table: pd.DataFrame) -> list[tuple[int, str, str, float, str]]:
    """The id, the old code, and what was added to each row."""
    columns = [table["id"].astype(int), table["occ"].fillna("").astype(str),
               table["soc2018_code"].astype(str).str.replace("-", ""),
               table["share"].astype(float).round(12).fillna(-1), table["basis"].astype(str)]
    return list(zip(*columns))


def as_text(program: Program, table: pa.Table, *options: str) -> None:
    """The same rows from text, in text.csv."""
    flat = table.drop_columns(["tags"])
    pyarrow.csv.write_csv(flat, program.folder / "data.csv",
                          pyarrow.csv.WriteOptions(quoting_style="none", quoting_header="none"))
    converted(program, "data.csv", "text.csv", *options)


def read_text(path: pathlib.Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype={"occ": str, "soc2018_code": str}, keep_default_na=False,
                       na_values={"share": [""]})


def test_parquet_as_text(program: Program) -> None:
    table = survey()
    as_text(program, table)
    pq.write_table(table, program.folder / "data.parquet", row_group_size=700)
    converted(program, "data.parquet", "out.parquet")
    out = pq.read_table(program.folder / "out.parquet")
    assert added(out.to_pandas()) == added(read_text(program.folder / "text.csv"))
    assert summary(program.folder / "out.parquet.json") == summary(program.folder / "text.csv.json")
    assert (rejects(program.folder / "out.parquet.rejects.csv", is_text=False)
            == rejects(program.folder / "text.csv.rejects.csv", is_text=True))
    # What nobody touches is as it was: types, values, what is said of the table.
    own = out.select(table.column_names)
    assert own.schema.equals(table.schema, check_metadata=False)
    assert out.schema.metadata[b"who"] == b"somebody"
    assert own.equals(table.take(out["id"]).combine_chunks())
    assert [str(out.schema.field(name).type) for name in ("share", "basis", "soc2018_code")] == [
        "double"] + ["dictionary<values=string, indices=int32, ordered=0>"] * 2


@pytest.mark.parametrize("options", [
    ("--split", "draw", "--seed", "5", "--draws", "2"),
    ("--split", "best"),
    ("--on-unknown", "keep"),
    ("--where", "kind=a,b", "--prefix", "x_"),
    ("--threads", "1", "--shares", "fraction"),
])
def test_parquet_to_text(program: Program, options: tuple[str, ...]) -> None:
    """What is written as text is what text gives, byte for byte but for the column of lists."""
    table = survey().drop_columns(["wage", "at"])  # pyarrow writes these in another way
    as_text(program, table, *options)
    pq.write_table(table.drop_columns(["tags"]), program.folder / "data.parquet", row_group_size=999)
    converted(program, "data.parquet", "out.csv", *options)
    assert (program.folder / "out.csv").read_bytes() == (program.folder / "text.csv").read_bytes()
    assert summary(program.folder / "out.csv.json") == summary(program.folder / "text.csv.json")


@pytest.mark.parametrize("options", [
    ("--sum", "people,wage", "--by", "kind", "--bounds"),
    ("--mean", "wage", "--by-weight", "people", "--by", "kind"),
])
def test_figures(program: Program, options: tuple[str, ...]) -> None:
    table = survey()
    as_text(program, table, *options)
    pq.write_table(table, program.folder / "data.parquet", row_group_size=999)
    converted(program, "data.parquet", "out.csv", *options)
    text = (program.folder / "text.csv").read_bytes()
    assert len(text.splitlines()) > 10
    assert (program.folder / "out.csv").read_bytes() == text


def test_keys_of_figures_keep_their_types(program: Program) -> None:
    pq.write_table(survey(), program.folder / "data.parquet", row_group_size=999)
    converted(program, "data.parquet", "out.parquet", "--sum", "wage", "--by", "people")
    out = pq.read_table(program.folder / "out.parquet")
    assert out.schema.names[2] == "people"
    assert out.schema.field(2).type == pa.int16()


def test_folders_with_editions(program: Program) -> None:
    table = survey()
    table = table.append_column("year", pa.array([2012 + i % 2 * 7 for i in range(ROWS)]))
    for year in (2012, 2019):
        part = table.filter(pa.compute.equal(table["year"], year)).drop_columns(["year"])
        folder = program.folder / "data" / f"year={year}"
        folder.mkdir(parents=True)
        pq.write_table(part, folder / "part-0.parquet", row_group_size=500)
    ends = ("--column", "occ", "--to", "soc2018", "--weights", "census,equal", "--quiet",
            "--edition-column", "year", "--edition-map", "2012=soc2010,2019=soc2018")
    done = program.run("convert", "data", *ends, "-o", "out.parquet", "--summary", "out.json")
    assert done.returncode == 1, done.stderr
    in_order = table.sort_by([("year", "ascending"), ("id", "ascending")])
    pyarrow.csv.write_csv(in_order.drop_columns(["tags"]), program.folder / "data.csv",
                          pyarrow.csv.WriteOptions(quoting_style="none", quoting_header="none"))
    done = program.run("convert", "data.csv", *ends, "-o", "text.csv", "--summary", "text.csv.json")
    assert done.returncode == 1, done.stderr
    out = pq.read_table(program.folder / "out.parquet").to_pandas()
    assert added(out) == added(read_text(program.folder / "text.csv"))
    assert summary(program.folder / "out.json") == summary(program.folder / "text.csv.json")


def test_stata_and_spss(program: Program) -> None:
    table = survey().select(["id", "occ", "people", "wage"])
    frame = table.to_pandas()
    frame["occ"] = frame["occ"].fillna("")
    frame.to_stata(program.folder / "data.dta", write_index=False, version=118,
                   variable_labels={"occ": "Occupation"})
    as_text(program, table.append_column("tags", pa.nulls(ROWS)))
    expected = added(read_text(program.folder / "text.csv"))
    for out in ("out.dta", "out.sav", "out.parquet", "out.csv"):
        converted(program, "data.dta", out)
        found = summary(program.folder / f"{out}.json")
        assert found == summary(program.folder / "text.csv.json")
    assert added(read_text(program.folder / "out.csv")) == expected
    assert added(pq.read_table(program.folder / "out.parquet").to_pandas()) == expected
    assert pq.read_schema(program.folder / "out.parquet").names[:4] == table.column_names
    with pd.read_stata(program.folder / "out.dta", iterator=True, convert_categoricals=False) as file:
        assert added(file.read()) == expected
        assert file.variable_labels()["occ"] == "Occupation"
        labels = next(iter(file.value_labels().values()))
    assert labels[151252] == "15-1252 Software Developers"
    of_spss, about = pyreadstat.read_sav(program.folder / "out.sav")
    assert added(of_spss) == expected
    assert about.column_names_to_labels["occ"] == "Occupation"
    assert about.variable_value_labels["soc2018_code"]["15-1252"] == "Software Developers"


def test_scaled_figures_keep_what_is_said_of_them(program: Program) -> None:
    """Label, format and kinds of missing values: a part of a figure is a figure of the column."""
    table = survey().select(["id", "occ", "wage"])
    frame = table.to_pandas()
    frame["occ"] = frame["occ"].fillna("")
    file = program.folder / "data.dta"
    frame.to_stata(file, write_index=False, version=118, variable_labels={"wage": "Pay a week"})
    content = bytearray(file.read_bytes())
    missing = (0x7FE0 << 48).to_bytes(8, "little")
    tagged = ((0x7FE0 << 48) + (1 << 40)).to_bytes(8, "little")  # .a
    content[content.index(b"<data>"):] = content[content.index(b"<data>"):].replace(missing, tagged)
    file.write_bytes(content)
    converted(program, "data.dta", "out.dta", "--scale", "wage")
    with pd.read_stata(program.folder / "out.dta", iterator=True, convert_missing=True,
                       convert_categoricals=False) as read:
        out = read.read()
        assert read.variable_labels()["wage"] == "Pay a week"
    is_missing = frame["wage"].isna()[out["id"]].to_numpy()
    assert is_missing.any()
    assert {str(value) for value in out["wage"][is_missing]} == {".a"}
    of_stata = pyreadstat.read_dta(program.folder / "out.dta")[1].original_variable_types
    assert of_stata["wage"] == pyreadstat.read_dta(file)[1].original_variable_types["wage"]


def test_a_scaled_figure_that_spss_declares_missing(program: Program) -> None:
    data = pd.DataFrame({"occ": ["15-1132", "11-1011"], "pay": [2.0, 7.0]})
    file = program.folder / "data.sav"
    options = ("--weights", "equal", "--scale", "pay")
    pyreadstat.write_sav(data, file, missing_ranges={"pay": [9.0]}, column_labels={"pay": "Pay"})
    ends = [one for one in ENDS if one not in ("--weights", "census,equal")]
    done = program.run("convert", "data.sav", *ends, *options, "-o", "out.sav")
    assert done.returncode == 0, done.stderr
    assert pyreadstat.read_sav(program.folder / "out.sav")[1].column_names_to_labels["pay"] == "Pay"
    pyreadstat.write_sav(data, file, missing_ranges={"pay": [1.0]})
    done = program.run("convert", "data.sav", *ends, *options, "-o", "other.sav")
    assert done.returncode == 2
    assert "column 'pay', row 1: the value 1, which the column declares to be missing" in done.stderr
    assert not (program.folder / "other.sav").exists()


def test_a_file_of_spss_is_compressed_by_its_name(program: Program) -> None:
    pyreadstat.write_sav(survey().select(["id", "occ"]).to_pandas(), program.folder / "data.sav")
    for name, start in (("out.zsav", b"$FL3"), ("out.sav", b"$FL2")):
        converted(program, "data.sav", name)
        assert (program.folder / name).read_bytes()[:4] == start
    assert (added(pyreadstat.read_sav(program.folder / "out.zsav")[0])
            == added(pyreadstat.read_sav(program.folder / "out.sav")[0]))
    converted(program, "out.zsav", "again.sav", "--prefix", "again_")
    assert (program.folder / "again.sav").read_bytes()[:4] == b"$FL2"


@pytest.mark.parametrize("kind", ["dta", "sav"])
@pytest.mark.parametrize("title", ["", " Some title"])
def test_codes_that_are_value_labels(program: Program, kind: str, title: str) -> None:
    table = survey().select(["id", "occ"])
    codes = [None if code is None else CODES.index(code) + 1 for code in table["occ"].to_pylist()]
    labels = {i + 1: code + title for i, code in enumerate(CODES) if code is not None}
    options = ["--by-label", *(["--repair", "titles"] if title else [])]
    frame = pd.DataFrame({"id": table["id"].to_pylist(), "occ": codes})
    if kind == "dta":
        frame.to_stata(program.folder / "data.dta", write_index=False, value_labels={"occ": labels})
    else:
        pyreadstat.write_sav(frame, program.folder / "data.sav", variable_value_labels={"occ": labels})
    as_text(program, table.append_column("tags", pa.nulls(ROWS)))
    converted(program, f"data.{kind}", f"out.{kind}", *options)
    converted(program, f"data.{kind}", "out.csv", *options)
    out = pd.read_csv(program.folder / "out.csv", dtype={"soc2018_code": str}, keep_default_na=False)
    text = read_text(program.folder / "text.csv")
    assert list(out.columns) == list(text.columns)
    assert list(out["id"]) == list(text["id"])
    assert list(out["soc2018_code"]) == list(text["soc2018_code"])
    assert summary(program.folder / "out.csv.json")["rows_out"] == len(text)
    # The numbers and their labels come out as they were.
    read = pyreadstat.read_dta if kind == "dta" else pyreadstat.read_sav
    rows, about = read(program.folder / f"out.{kind}")
    assert about.variable_value_labels["occ"] == labels
    assert list(rows["occ"].fillna(0)) == [codes[i] or 0 for i in text["id"]]
    if not title:
        done = program.run("detect", f"data.{kind}", "--column", "occ", "--by-label")
        assert "occ:label: soc2010" in done.stdout, (done.stdout, done.stderr)


def threads_of(program: Program, *arguments: str) -> int:
    """How many threads the program has in the middle of its work: nobody reads what it writes."""
    command = os.environ.get("SOCSHIFT_PROGRAM")
    start = [command] if command else [sys.executable, "-m", "socshift"]
    with subprocess.Popen([*start, *arguments], cwd=program.folder, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.read(1)
        tasks = pathlib.Path(f"/proc/{process.pid}/task").iterdir()
        names = [(task / "comm").read_text().strip() for task in tasks]
        process.kill()
    return len([name for name in names if not name.startswith("jemalloc")])  # frees memory


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="needs processors")
def test_one_thread_is_one(program: Program) -> None:
    table = pa.concat_tables([survey()] * 40)
    as_text(program, table)
    pq.write_table(table, program.folder / "data.parquet", row_group_size=5000)
    ends = ("--threads", "1", *ENDS)
    of_text = threads_of(program, "convert", "data.csv", *ends, "--rejects", "one.csv")
    assert threads_of(program, "convert", "data.parquet", *ends, "--rejects", "two.csv") <= of_text


def test_damaged(program: Program) -> None:
    """A file that ends early leaves nothing under any name."""
    pq.write_table(survey(), program.folder / "data.parquet", row_group_size=700)
    whole = (program.folder / "data.parquet").read_bytes()
    (program.folder / "data.parquet").write_bytes(whole[:-40])
    done = program.run("convert", "data.parquet", *ENDS, "-o", "out.parquet")
    assert done.returncode == 2
    assert "data.parquet" in done.stderr
    assert sorted(path.name for path in program.folder.iterdir()) == ["data.parquet"]


EQUAL = ("--column", "occ", "--from", "soc2010", "--to", "soc2018", "--weights", "equal", "--quiet",
         "--overwrite")


def refused(program: Program, *arguments: str) -> str:
    before = sorted(path.name for path in program.folder.iterdir())
    done = program.run("convert", *arguments, *EQUAL)
    assert done.returncode == 2, done.stdout
    assert sorted(path.name for path in program.folder.iterdir()) == before
    return done.stderr


def equal_shares(program: Program, *arguments: str) -> str:
    done = program.run("convert", *arguments, *EQUAL)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_kinds_of_numbers(program: Program) -> None:
    """What is divided is exact as text; a double is written where it is near enough."""
    big = 2**53 + 1
    pq.write_table(pa.table({"occ": ["15-1132", "11-1011"], "n": [big, big]}),
                   program.folder / "big.parquet")
    assert equal_shares(program, "big.parquet", "--scale", "n").splitlines()[1:] == [
        "15-1132,4503599627370496.5,15-1252,0.5,equal",
        "15-1132,4503599627370496.5,15-1253,0.5,equal",
        f"11-1011,{big},11-1011,1,only"]
    message = refused(program, "big.parquet", "--scale", "n", "-o", "out.parquet")
    assert "big.parquet: row 1: column 'n' is 4503599627370496.5, which no double holds" in message
    message = refused(program, "big.parquet", "--where", "occ=11-1011", "--scale", "n", "-o", "out.dta")
    assert f"big.parquet: row 2: column 'n' is {big}, which no double holds" in message
    message = refused(program, "big.parquet", "--where", "occ=11-1011", "--sum", "n", "-o", "out.parquet")
    assert f"'n' is {big}, which no double holds" in message
    pq.write_table(pa.table({"occ": ["15-1132"], "n": pa.array([np.uint64(2**64 - 1)]),
                             "m": pa.array([7], pa.int16()), "x": [0.1]}),
                   program.folder / "whole.parquet")
    equal_shares(program, "whole.parquet", "--scale", "n,m,x", "--whole", "-o", "out.parquet")
    out = pq.read_table(program.folder / "out.parquet")
    assert [out.schema.field(name).type for name in "nmx"] == [pa.uint64(), pa.int16(), pa.float64()]
    assert sum(out["n"].to_pylist()) == 2**64 - 1
    assert sorted(out["m"].to_pylist()) == [3, 4]


KEYS = {
    "day": pa.array([dt.date(2020, 1, 1), None] * 2),
    "flag": pa.array([True, None, False, True]),
    "cat": pa.array(["a", "", None, "a"]).dictionary_encode(),
    "text": pa.array(["a", "", None, "a"]),
    "large": pa.array(["a", "\1", None, "a"], pa.large_string()),
    "k": pa.array([1, 1, None, 2], pa.int8()),
    "paid": pa.array([Decimal("1.50")] * 3 + [None], pa.decimal128(5, 2)),
    "at": pa.array([0, 0, None, 1], pa.timestamp("ms", "UTC")),
    "real": pa.array([0.1, None, 0.1, float("inf")], pa.float32()),
}


@pytest.mark.parametrize("key", KEYS)
def test_keys_are_what_they_were(program: Program, key: str) -> None:
    table = pa.table({"occ": ["11-1011"] * 4, "n": [1, 10, 100, 1000], **KEYS})
    pq.write_table(table, program.folder / "keys.parquet", row_group_size=3)
    equal_shares(program, "keys.parquet", "--sum", "n", "--by", key, "-o", "out.parquet")
    out = pq.read_table(program.folder / "out.parquet")
    if key == "large":  # bounds of 32 bits do for keys
        assert out.schema.field(key).type == pa.string()
    else:
        assert out.schema.field(key).type == table.schema.field(key).type
    expected: dict[Any, int] = {}
    for value, n in zip(table[key].to_pylist(), table["n"].to_pylist()):
        expected[value] = expected.get(value, 0) + n
    assert dict(zip(out[key].to_pylist(), out["n"].to_pylist())) == expected
    assert out.num_rows == len(expected)


def regions(path: pathlib.Path) -> None:
    pyreadstat.write_sav(
        pd.DataFrame({"occ": ["11-1011"] * 4, "region": [1.0, -8.0, -9.0, float("nan")],
                      "n": [1.0, 10, 100, 1000]}),
        path, missing_ranges={"region": [-8.0, -9.0]}, column_labels={"region": "Region"},
        variable_value_labels={"region": {1.0: "North", -8.0: "Refused", -9.0: "Abroad"}})


def test_keys_have_kinds_of_missing_values(program: Program) -> None:
    regions(program.folder / "by.sav")
    lines = equal_shares(program, "by.sav", "--sum", "n", "--by", "region").splitlines()[1:]
    assert sorted(line.split(",")[2:4] for line in lines) == [
        ["", "1000"], ["-8", "10"], ["-9", "100"], ["1", "1"]]
    equal_shares(program, "by.sav", "--sum", "n", "--by", "region", "-o", "out.sav")
    data, meta = pyreadstat.read_sav(program.folder / "out.sav", user_missing=True)
    assert dict(zip(data["region"].fillna(0), data["n"])) == {1: 1, -8: 10, -9: 100, 0: 1000}
    _, before = pyreadstat.read_sav(program.folder / "by.sav", user_missing=True)
    for said in ("missing_ranges", "variable_value_labels"):
        assert getattr(meta, said)["region"] == getattr(before, said)["region"]
    assert meta.column_names_to_labels["region"] == "Region"
    # A filter names a kind as well.
    assert equal_shares(program, "by.sav", "--where", "region=-8").count("\n") == 2
    assert equal_shares(program, "by.sav", "--where-not", "region=-8,-9").count("\n") == 3


def test_tags_of_stata_are_keys(program: Program) -> None:
    data = pd.DataFrame({"occ": ["11-1011"] * 3, "g": [1, "c", float("nan")], "n": [1.0, 10, 100]})
    pyreadstat.write_dta(data, program.folder / "by.dta", missing_user_values={"g": ["c"]},
                         variable_value_labels={"g": {1: "One", "c": "Refused"}})
    equal_shares(program, "by.dta", "--sum", "n", "--by", "g", "-o", "out.dta")
    out, meta = pyreadstat.read_dta(program.folder / "out.dta", user_missing=True)
    assert dict(zip(out["g"].fillna("."), out["n"])) == {1: 1, "c": 10, ".": 100}
    assert meta.variable_value_labels["g"] == {1: "One", "c": "Refused"}
    assert equal_shares(program, "by.dta", "--where", "g=.c").count("\n") == 2


def test_rejects_keep_kinds_of_missing_values(program: Program) -> None:
    pyreadstat.write_sav(
        pd.DataFrame({"occ": [111011.0, 999997, 999998], "n": [1.0, 2, 3]}),
        program.folder / "rj.sav", missing_ranges={"occ": [{"lo": 999997, "hi": 999999}]})
    done = program.run("convert", "rj.sav", *EQUAL, "--rejects", "rj.csv", "-o", "out.csv")
    assert done.returncode == 1, done.stderr
    assert (program.folder / "rj.csv").read_text().splitlines()[1:] == [
        "2,no code,999997,2", "3,no code,999998,3"]


def test_codes_in_value_labels(program: Program) -> None:
    """Values that are the numbers of their labels are no codes, even if a code has that number."""
    labels = dict(zip([10, 20, 30], ["0100", "0110", "0050"]))
    data = pd.DataFrame({"occ": [10, 20, 30]})
    pyreadstat.write_dta(data, program.folder / "enc.dta", variable_value_labels={"occ": labels})
    done = program.run("convert", "enc.dta", "--column", "occ", "--from", "census2010", "--to",
                       "census2018", "--weights", "equal")
    assert done.returncode == 2
    assert ("enc.dta: column 'occ' has its codes in value labels, which its values contradict: "
            "10 is labelled '0100'" in done.stderr)
    data = pd.DataFrame({"occ": [10, 20, 30], "job": "Nurses", "n": 1, "y": "2010"})
    pyreadstat.write_dta(data, program.folder / "all.dta", variable_value_labels={"occ": labels})
    for line in (
        "convert all.dta --column occ --from census2010 --to census2018 --sum n",
        "convert all.dta --column #1 --from census2010 --to census2018",
        "convert all.dta --column occ --edition-column y --edition-map 2010=census2010"
        " --to census2018 --mean n",
        "convert all.dta --column occ --from census2010 --families census2010,census2018 --sum n",
        "preview soc2028-scenario --data all.dta --column occ --from soc2018",
        "assign all.dta --column job --with-code occ --from census2010 --to census2018",
    ):
        done = program.run(*line.split())
        assert done.returncode == 2, line
        assert "its values contradict: 10 is labelled '0100'" in done.stderr, (line, done.stderr)
    file = program.folder / "all.dta"
    for call in (
        lambda: socshift.convert(file, column="occ", from_="census2010", to="census2018", sum="n"),
        lambda: socshift.preview("soc2028-scenario", data=file, column="occ", from_="soc2018"),
        lambda: socshift.assign(file, column="job", with_code="occ", from_="census2010",
                                to="census2018"),
    ):
        with pytest.raises(socshift.Error, match="its values contradict: 10 is labelled '0100'"):
            call()
    labels = {value: f"{value:04} A title" for value in labels}
    data = pd.DataFrame({"occ": [10, 20, 30]})
    pyreadstat.write_dta(data, program.folder / "own.dta", variable_value_labels={"occ": labels})
    done = program.run("convert", "own.dta", "--column", "occ", "--from", "census2010", "--to",
                       "census2018", "--weights", "equal")
    assert done.returncode in (0, 1), done.stderr


def test_codes_that_are_no_numbers(program: Program) -> None:
    """Families and drafts have letters in their codes: texts in a file of Stata."""
    pd.DataFrame({"occ": ["11-1011"]}).to_stata(program.folder / "w.dta", write_index=False)
    done = program.run("convert", "w.dta", "--column", "occ", "--from", "soc2010", "--families",
                       "soc2010,soc2018", "-o", "out.dta", "--quiet")
    assert done.returncode == 0, done.stderr
    assert pd.read_stata(program.folder / "out.dta")["family"][0].startswith("f")


def test_names_of_kinds_that_are_not_written(program: Program) -> None:
    (program.folder / "data.csv").write_text("occ\n11-1011\n")
    for name in ("out.xlsx", "out.JSON", "out.feather"):
        message = refused(program, "data.csv", "-o", name)
        assert f"'{name}': no {name[3:].lower()} file is written; expected .csv" in message
    equal_shares(program, "data.csv", "-o", "out.xlsx", "--output-kind", "csv")
    assert (program.folder / "out.xlsx").read_text().startswith("occ,")


def test_two_columns_of_one_name(program: Program) -> None:
    pq.write_table(pa.table([["11-1011"], [1], [3]], names=["occ", "n", "n"]),
                   program.folder / "dup.parquet")
    assert "several columns 'n'; name one by its place" in refused(program, "dup.parquet", "--sum", "n")
