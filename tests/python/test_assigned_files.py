"""Files with columns whose titles get codes: their other columns stay what they were, by what other
programs read of them; and the codes are those of the same titles in text."""

from __future__ import annotations

import datetime as dt
import json
import os
import pathlib
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
import socshift

from conftest import Program

pytestmark = pytest.mark.skipif(
    not os.environ.get("SOCSHIFT_PLUGINS") or not os.environ.get("SOCSHIFT_READSTAT_COPY"),
    reason="SOCSHIFT_PLUGINS names no folder of plug-ins, or built without ReadStat")

TITLES = ["Plumber", "Chief executive", "qqqqq", "cashiers"]  # of which the third gets no code
CODES = {"Plumber": "47-2152", "Chief executive": "11-1011", "cashiers": "41-2011"}
TO = ("--column", "title", "--to", "soc2018", "--quiet")


def titles(rows: int) -> list[str]:
    return [TITLES[place % len(TITLES)] for place in range(rows)]


def assign(program: Program, file: str, out: str, *options: str) -> dict[str, Any]:
    """The account."""
    done = program.run("assign", file, *TO, "-o", out, "--summary", "account.json", "--overwrite",
                       *options)
    assert done.returncode == 1, done.stderr
    account: dict[str, Any] = json.loads((program.folder / "account.json").read_text())
    return account


def as_text(program: Program, file: str, *options: str) -> pd.DataFrame:
    """What the same titles get as text, to be read as what it is."""
    assign(program, file, "text.csv", *options)
    return pd.read_csv(program.folder / "text.csv")


def test_stata(program: Program, tmp_path: pathlib.Path) -> None:
    rows = 300
    data = pd.DataFrame({
        "title": titles(rows),
        "id": np.arange(rows, dtype="int16"),
        "weight": pd.Series([f"{place / 8}" for place in range(rows)]).astype("float32"),
        "pay": [".a" if place % 5 == 0 else place * 1.5 for place in range(rows)],
        "sex": (np.arange(rows) % 2 + 1).astype("int8"),
        "day": [dt.date(2020, 2, 29)] * rows,
    })
    data["pay"] = data["pay"].map(lambda value: "a" if value == ".a" else value)
    pyreadstat.write_dta(
        data, tmp_path / "data.dta", version=15, file_label="A survey",
        column_labels={"id": "Person"}, missing_user_values={"pay": ["a"]},
        variable_value_labels={"sex": {1: "man", 2: "woman"}}, variable_format={"day": "%td"})
    account = assign(program, "data.dta", "out.dta", "--where-not", "id=0")
    kept = [place for place in range(1, rows) if data["title"][place] in CODES]
    assert (account["rows_in"], account["rows_filtered"], account["rows_out"]) == (
        rows, 1, len(kept))
    before, said = pyreadstat.read_dta(tmp_path / "data.dta", user_missing=True)
    after, about = pyreadstat.read_dta(tmp_path / "out.dta", user_missing=True)
    own = list(before.columns)
    pd.testing.assert_frame_equal(after[own], before.iloc[kept].reset_index(drop=True))
    assert about.file_label == "A survey"
    for fact in ("original_variable_types", "readstat_variable_types", "column_names_to_labels",
                 "variable_value_labels", "missing_user_values", "variable_storage_width"):
        was, is_now = getattr(said, fact), getattr(about, fact)
        assert {name: is_now[name] for name in was} == was, fact
    assert list(after["soc2018_code"]) == [
        int(CODES[title].replace("-", "")) for title in after["title"]]
    assert about.variable_value_labels["soc2018_code"][111011] == "11-1011 Chief Executives"
    text = as_text(program, "data.dta", "--where-not", "id=0")
    for name in ("score", "match", "matched_title", "source", "candidates"):
        assert list(text[name].fillna("")) == list(after[name].fillna("")), name
    aside = (tmp_path / "out.dta.rejects.csv").read_text().splitlines()
    assert len(aside) == 1 + rows // 4
    assert aside[1].startswith("3,") and aside[1].endswith(",qqqqq,2,0.25,3,1,21974")


def test_spss(program: Program, tmp_path: pathlib.Path) -> None:
    rows = 60
    data = pd.DataFrame({
        "title": titles(rows),
        "age": [-9.0 if place % 4 == 0 else 20.0 + place for place in range(rows)],
        "when": [dt.datetime(2020, 2, 29, 12, 30, place % 60) for place in range(rows)],
    })
    pyreadstat.write_sav(
        data, tmp_path / "data.sav", column_labels={"age": "Age"}, missing_ranges={"age": [-9]},
        variable_value_labels={"age": {-9.0: "refused"}}, variable_measure={"age": "scale"})
    assign(program, "data.sav", "out.sav", "--on-unknown", "set-aside")
    before, said = pyreadstat.read_sav(tmp_path / "data.sav", user_missing=True)
    after, about = pyreadstat.read_sav(tmp_path / "out.sav", user_missing=True)
    kept = [place for place in range(rows) if data["title"][place] in CODES]
    pd.testing.assert_frame_equal(
        after[list(before.columns)], before.iloc[kept].reset_index(drop=True))
    for fact in ("original_variable_types", "column_names_to_labels", "missing_ranges",
                 "variable_measure", "variable_value_labels"):
        was, is_now = getattr(said, fact), getattr(about, fact)
        assert {name: is_now[name] for name in was} == was, fact
    assert list(after["soc2018_title"])[:2] == [
        "Plumbers, Pipefitters, and Steamfitters", "Chief Executives"]


def parquet(rows: int) -> pa.Table:
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc)
    table = pa.table({
        "title": pa.array(titles(rows)).dictionary_encode(),
        "pay": pa.array([Decimal(place) / 100 for place in range(rows)], pa.decimal128(12, 2)),
        "jobs": pa.array([[place, None] if place % 3 else None for place in range(rows)],
                         pa.list_(pa.int16())),
        "at": pa.array([moment] * rows, pa.timestamp("us", tz="UTC")),
    })
    return table.replace_schema_metadata({"survey": "two waves"})


def test_parquet(program: Program, tmp_path: pathlib.Path) -> None:
    rows = 5000
    data = parquet(rows)
    pq.write_table(data, tmp_path / "data.parquet", row_group_size=700)
    account = assign(program, "data.parquet", "out.parquet", "--threads", "2")
    after = pq.read_table(tmp_path / "out.parquet")
    kept = [place for place in range(rows) if titles(rows)[place] in CODES]
    assert account["rows_out"] == len(kept) == after.num_rows
    own = after.select(data.column_names)
    assert own.schema.equals(data.schema)
    assert own.to_pylist() == data.take(kept).to_pylist()
    assert after.schema.metadata[b"survey"] == b"two waves"
    assert after.column("soc2018_code").to_pylist() == [
        CODES[title] for title in after.column("title").to_pylist()]
    assert after.schema.field("score").type == pa.float64()
    text = as_text(program, "data.parquet")
    for name in ("soc2018_code", "score", "match", "matched_title", "source", "candidates"):
        values = after.column(name).to_pylist()
        assert list(text[name].fillna("")) == [value or "" for value in values], name
    assert (tmp_path / "out.parquet.rejects.csv").read_text().splitlines()[1].startswith("3,")


def test_the_last_row_of_a_person(program: Program, tmp_path: pathlib.Path) -> None:
    """The file is read twice, and the order is a day."""
    table = pa.table({
        "person": [1, 1, 2], "year": ["a", "a", "a"], "title": ["Plumber", "cashiers", "Plumber"],
        "day": [dt.date(2024, 3, 1), dt.date(2023, 3, 1), dt.date(2024, 3, 1)],
    })
    pq.write_table(table, tmp_path / "data.parquet", row_group_size=1)
    assign(program, "data.parquet", "out.parquet", "--last-by", "person,year", "--order", "day")
    after = pq.read_table(tmp_path / "out.parquet")
    assert after.column("title").to_pylist() == ["Plumber", "Plumber"]
    assert after.column("person").to_pylist() == [1, 2]


def test_text_into_columns_and_from_python(program: Program, tmp_path: pathlib.Path) -> None:
    (tmp_path / "jobs.csv").write_text(
        "id;title\n" + "".join(f"{place};{title}\n" for place, title in enumerate(TITLES)))
    assign(program, "jobs.csv", "out.parquet")
    after = pq.read_table(tmp_path / "out.parquet")
    assert after.column("soc2018_code").to_pylist() == list(CODES.values())
    assert after.column("id").to_pylist() == ["0", "1", "3"]
    assert after.schema.field("score").type == pa.float64()
    asked: dict[str, Any] = {"column": "title", "to": "soc2018"}
    socshift.assign(tmp_path / "jobs.csv", output=tmp_path / "own.parquet", **asked)
    assert (tmp_path / "own.parquet").read_bytes() == (tmp_path / "out.parquet").read_bytes()
    pq.write_table(parquet(8), tmp_path / "data.parquet")
    rows = pa.table(socshift.assign(tmp_path / "data.parquet", **asked).rows)
    assert rows.schema.field("pay").type == pa.decimal128(12, 2)
    assert rows.column("soc2018_code").to_pylist() == 2 * list(CODES.values())
    of_frame = socshift.assign(parquet(8), **asked).rows
    for name in ("pay", "soc2018_code", "score", "match"):
        assert rows.column(name).to_pylist() == of_frame.column(name).to_pylist(), name


@pytest.mark.parametrize("cut", [12, 700, -1])
def test_a_damaged_file_leaves_nothing(program: Program, tmp_path: pathlib.Path, cut: int) -> None:
    pq.write_table(parquet(100), tmp_path / "data.parquet")
    whole = (tmp_path / "data.parquet").read_bytes()
    (tmp_path / "data.parquet").write_bytes(whole[:cut])
    done = program.run("assign", "data.parquet", *TO, "-o", "out.parquet", "--summary", "a.json")
    assert done.returncode == 2
    assert "data.parquet" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["data.parquet"]


def test_old_codes_that_are_positions_are_refused(program: Program, tmp_path: pathlib.Path) -> None:
    frame = pd.DataFrame({"title": ["Plumber", "cashiers"], "occ": [1, 2]})
    frame.to_stata(tmp_path / "d.dta", write_index=False,
                   value_labels={"occ": {1: "47-2152", 2: "41-2011"}})
    done = program.run("assign", "d.dta", *TO, "--with-code", "occ", "--from", "soc2010",
                       "-o", "out.dta")
    assert done.returncode == 2
    assert "value labels" in done.stderr
    assert not (tmp_path / "out.dta").exists()
