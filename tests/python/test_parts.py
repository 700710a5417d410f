"""Data in parts: what travels, what must not be lost on the way, and what the whole is judged by."""

from __future__ import annotations

import pathlib
import pickle
from decimal import Decimal
from typing import Any

import pyarrow
import pytest
from conftest import Program

import socshift

TO: dict[str, Any] = {"column": "occ", "from_": "soc2010", "to": "soc2018"}


def table(**columns: Any) -> pyarrow.Table:
    return pyarrow.table({"occ": ["15-1134", "11-1011"], **columns})


def test_a_catalog_that_cannot_travel_is_refused_where_it_would_be_lost() -> None:
    scenario = socshift.catalog().with_scenario()
    to = {"column": "occ", "from_": "soc2018", "to": scenario.opened[0], "weights": "equal"}
    data = pyarrow.table({"occ": ["11-1011"]})
    parts = socshift.Parts(**to, catalog=scenario)
    assert parts.carry(data).rows["occ"].to_pylist() == ["11-1011"]
    with pytest.raises(TypeError, match="soc2028-scenario of files or scenarios cannot be pickled"):
        pickle.dumps(parts)


def test_a_folder_travels_and_is_called_what_it_was_called(
    program: Program, tmp_path: pathlib.Path
) -> None:
    folder = tmp_path / "own"
    done = program.run("export", "proposals", "soc2010", "soc2018", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    catalog = socshift.catalog(folder)
    parts = socshift.Parts(**TO, weights="equal", catalog=catalog)
    there = pickle.loads(pickle.dumps(parts))
    part = there.carry(table()).account_part
    (folder / "later.yaml").write_text("no: catalog\n")  # was not there when it was read
    for each in (parts, there):
        account = each.account([part])
        assert account["rows_in"] == 2
        assert str(folder) in account.methods
    assert parts.account([part]).methods == there.account([part]).methods


def test_what_no_part_has_is_an_error_of_the_whole() -> None:
    parts = socshift.Parts(**TO, weights="equal", where={"region": ["Nort"]})
    made = [parts.carry(table(region=[name, name])).account_part for name in ("North", "South")]
    with pytest.raises(socshift.Error, match="no row has 'Nort' in column 'region'") as caught:
        parts.account(made)
    assert caught.value.argument == "where"


def test_figures_that_are_texts_are_refused() -> None:
    parts = socshift.Parts(**TO, weights="equal", sum="people", decimal=",")
    with pytest.raises(socshift.Error, match="column 'people' has texts") as caught:
        parts.add_up(table(people=["1,5", "2"]))
    assert caught.value.argument == "sum"


def test_decimals_of_a_frame_are_what_they_are() -> None:
    data = table(exact=[Decimal("1.234"), Decimal("2.000")], text=["1,5", "2"])
    said: dict[str, Any] = {**TO, "weights": "equal", "decimal": ","}
    whole = socshift.convert(data, **said, sum=["exact", "text"])
    assert whole.account["sums_in"] == {"exact": "3.234", "text": "3.5"}
    parts = socshift.Parts(**said, sum="exact")
    assert parts.figures([parts.add_up(data)]).account["sums_in"] == {"exact": "3.234"}


def test_columns_by_their_places() -> None:
    parts = socshift.Parts(**TO, weights="equal", scale="#2")
    assert parts.columns_scaled(["occ", "people"]) == ["people"]
    assert parts.columns_needed(["occ", "people", "other"]) == ["occ", "people", "other"]
    named = socshift.Parts(**TO, weights="equal", scale="people")
    assert named.columns_needed(["occ", "people", "other"]) == ["occ", "people"]
