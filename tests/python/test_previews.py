"""Previews of scenarios with data, and findings about tables, as the program gives them."""

from __future__ import annotations

import datetime as dt
import json
import pathlib
from typing import Any

import pandas as pd
import polars as pl
import pytest
import socshift

from conftest import Program

_rows = pl.DataFrame({
    "occ": ["15-1252", "11-1011", "29-1141", "none", "15-1252", "13-1071"],
    "n": [10.5, 4.0, 1.25, 7.0, None, 2.0],
    "state": ["AK", "AK", "AL", "AK", "AL", None],
})


def of_program(program: Program, *arguments: str) -> Any:
    done = program.run(*arguments, "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def without_name(document: dict[str, Any]) -> str:
    """A page without what the data is called in it."""
    text = json.dumps(document, sort_keys=True)
    for name in ("data.csv", "data.parquet", "the data"):
        text = text.replace(name, "DATA")
    return text


def test_data_is_looked_at_as_by_the_program(program: Program) -> None:
    _rows.write_csv(program.folder / "data.csv")
    for options, said in (
        (("--from", "soc2018"), {"from_": "soc2018"}),
        ((), {}),
        (("--from", "soc2018", "--sum", "n"), {"from_": "soc2018", "sum": "n"}),
        (("--from", "soc2018", "--where", "state=AK"), {"from_": "soc2018", "where": {"state": "AK"}}),
        (("--from", "soc2018", "--proposal", "art-therapists"),
         {"from_": "soc2018", "proposal": "art-therapists"}),
    ):
        own = of_program(program, "preview", "soc2028-scenario", "--data", "data.csv", "--column",
                         "occ", *options)
        for data in (_rows, _rows.to_pandas(), _rows.to_arrow(), program.folder / "data.csv"):
            page = socshift.preview("soc2028-scenario", data=data, column="occ", **said)
            here = without_name(page.to_dict()).replace(str(program.folder) + "/", "")
            assert here == without_name(own), (options, type(data))


def test_dates_and_types_of_a_frame() -> None:
    frame = _rows.with_columns(
        day=pl.Series([dt.date(2024, 1, i + 1) for i in range(6)]),
        n=pl.col("n").cast(pl.Decimal(8, 3)), tags=pl.Series([["x"]] * 6))
    page = socshift.preview(data=frame, column="occ", from_="soc2018", sum="n",
                            where={"day": [dt.date(2024, 1, 1), dt.date(2024, 1, 2)]})
    assert any("14.5" in line for line in page.sections["data"].lines), page.sections["data"].lines


def test_scenarios_side_by_side(program: Program) -> None:
    own = of_program(program, "preview", "--compare", "soc2028-scenario", "soc2028-scenario")
    page = socshift.preview("soc2028-scenario", compare="soc2028-scenario")
    assert page.to_dict() == own
    own = of_program(program, "preview", "soc2028-scenario", "--proposal", "art-therapists")
    assert socshift.preview("soc2028-scenario", proposal="art-therapists").to_dict() == own
    assert socshift.preview(proposal="art-therapists").to_dict() == own
    assert socshift.catalog().scenarios == ["soc2028-scenario"]


def test_requests_by_an_edition(program: Program) -> None:
    own = of_program(program, "preview", "--compare", "soc2028-scenario", "soc2018")
    page = socshift.preview("soc2028-scenario", compare="2018")
    assert page.to_dict() == own
    assert own["adopted"] == 0 and own["not_asked_for"] == 0


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("scenario", {"scenario": "soc2081-scenario"}),
        ("proposal", {"proposal": "no-such"}),
        ("compare", {"compare": "no-such"}),
        ("counts", {"compare": "soc2018", "counts": "oews-national-2024"}),
        ("proposal", {"proposal": "art-therapists", "compare": "soc2028-scenario"}),
        ("column", {"column": "occ"}),
        ("sum", {"sum": "n"}),
        ("column", {"data": _rows}),
        ("column", {"data": _rows, "column": "ocp"}),
        ("sum", {"data": _rows, "column": "occ", "from_": "soc2018", "sum": "m"}),
        ("from_", {"data": _rows, "column": "occ", "from_": "soc2081"}),
        ("where", {"data": _rows, "column": "occ", "from_": "soc2018", "where": {"state": "ZZ"}}),
        ("sheet", {"data": _rows, "column": "occ", "sheet": "a"}),
        ("data", {"data": ["a.csv", "b.csv"], "column": "occ"}),
        ("data", {"data": 5, "column": "occ"}),
        ("allow_mixed_levels", {"data": _rows, "column": "occ", "allow_mixed_levels": True}),
        ("counts", {"counts": "no-such"}),
    ],
)
def test_what_is_wrong_with_a_preview_is_named(argument: str, said: dict[str, Any]) -> None:
    with pytest.raises(socshift.Error) as caught:
        socshift.preview(**{"scenario": "soc2028-scenario", **said})
    assert caught.value.argument == argument, caught.value
    assert " --" not in str(caught.value)


_table = pd.DataFrame({
    "old": ["15-1132", "15-1132", "11-1011", "15-1134"],
    "new": ["15-1252", "15-9999", "11-1011", "15-1254"],
    "part": [0.5, 0.5, 1.0, 0.25],
})


def test_a_table_is_checked_as_by_the_program(program: Program) -> None:
    _table.to_csv(program.folder / "table.csv", index=False)
    said = {"from_": "soc2010", "to": "soc2018", "source": "old", "target": "new", "share": "part"}
    own = of_program(program, "check", "table.csv", "--from", "soc2010", "--to", "soc2018",
                     "--source", "old", "--target", "new", "--share", "part")["rows"]
    for found in (socshift.check(program.folder / "table.csv", **said),
                  socshift.check(str(program.folder / "table.csv"), **said)):
        assert [row["message"] for row in found.to_dicts()] == [row["message"] for row in own]
        assert found.warnings[-1].endswith(
            "taken for codes of soc2010 in 'old', and soc2018 in 'new', shares in 'part'")
    for frame in (_table, pl.from_pandas(_table)):
        found = socshift.check(frame, **said)
        assert [row["rule"] for row in found.to_dicts()] == [row["rule"] for row in own]
        assert [row["where"] for row in found.to_dicts() if row["rule"] == "unknown-target"] == [
            "the data:2"]


def test_catalog_files_are_checked(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text('edition: "own2020"\n')
    with pytest.raises(socshift.Error):
        socshift.check(file)
    with pytest.raises(socshift.Error, match="no YAML file") as caught:
        (tmp_path / "empty").mkdir()
        socshift.check(tmp_path / "empty")
    assert caught.value.argument == "edition"


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("source", {"edition": "soc2018", "source": "old"}),
        ("edition", {"edition": "soc2081"}),
        ("edition", {"edition": 5}),
        ("source", {"edition": _table, "source": "odl"}),
        ("from_", {"edition": _table, "from_": "soc2081"}),
        ("sheet", {"edition": _table, "sheet": "a"}),
        ("header_row", {"header_row": 2}),
        ("back", {"edition": _table, "from_": "soc2010", "to": "soc2018", "back": "no such.csv"}),
    ],
)
def test_what_is_wrong_with_a_check_is_named(argument: str, said: dict[str, Any]) -> None:
    with pytest.raises(socshift.Error) as caught:
        socshift.check(**said)
    assert caught.value.argument == argument, caught.value
