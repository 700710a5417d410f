"""Everything that convert and assign can do, beside the program."""

from __future__ import annotations

import pathlib
import threading
from typing import Any

import polars as pl
import pytest
from conftest import Program, rows_of

import socshift

HEADER = ["id", "year", "occ", "title", "people", "wage"]
ROWS: list[list[Any]] = [
    [1, 2005, "15-1031", "Web developer", 10, 52000.5],
    [2, 2012, "15-1134", "Web developer", 3, 61000.0],
    [3, 2012, "11-1011", "Chief executive", 1, 200000.0],
    [4, 2019, "15-1252", "Programmer", 8, 90000.0],
    [5, 2012, "99-9999", "Nobody", 2, 1.0],
    [6, 2005, "15-1099", "Something", 5, 48000.0],
    [7, 2012, "15-1132", "Tester", 4, 70000.0],
    [8, 2012, "15-1199", "GIS technician", 7, 55000.25],
]
FRAME = pl.DataFrame(ROWS, schema=HEADER, orient="row")
ONE = FRAME.filter(pl.col("year") == 2012)
ONE_ROWS = [row for row in ROWS if row[1] == 2012]
TO = {"column": "occ", "from_": "soc2010", "to": "soc2018"}
OPTIONS = ["--column", "occ", "--from", "soc2010", "--to", "soc2018"]

WAYS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"weights": "equal", "split": "best"}, ["--weights", "equal", "--split", "best"]),
    ({"split": "none"}, ["--split", "none"]),
    (
        {"weights": "equal", "split": "draw", "seed": 7, "draws": 3},
        ["--weights", "equal", "--split", "draw", "--seed", "7", "--draws", "3"],
    ),
    (
        {"weights": "equal", "split": "draw", "seed": 7, "on_unknown": "keep", "draws": 2},
        ["--weights", "equal", "--split", "draw", "--seed", "7", "--on-unknown", "keep",
         "--draws", "2"],
    ),
    (
        {"split": "title", "title_column": "title", "title_score": 0.4},
        ["--split", "title", "--title-column", "title", "--title-score", "0.4"],
    ),
    ({"level": "major"}, ["--level", "major"]),
    ({"on_unknown": "keep", "prefix": "x_"}, ["--on-unknown", "keep", "--prefix", "x_"]),
    (
        {"weights": "equal", "shares": "fraction"},
        ["--weights", "equal", "--shares", "fraction"],
    ),
    ({"where": {"people": [1, 3, 4]}}, ["--where", "people=1,3,4"]),
    ({"where_not": {"title": "Nobody"}}, ["--where-not", "title=Nobody"]),
    ({"weights": ["census", "equal"], "scale": "people"},
     ["--weights", "census,equal", "--scale", "people"]),
    ({"weights": ["census", "equal"], "scale": "people", "whole": True},
     ["--weights", "census,equal", "--scale", "people", "--whole"]),
    ({"weights": "equal", "sum": ["people", "wage"]},
     ["--weights", "equal", "--sum", "people,wage"]),
    ({"weights": "equal", "sum": "people", "shares_of_basis": True},
     ["--weights", "equal", "--sum", "people", "--shares-of-basis"]),
    ({"weights": "equal", "mean": "wage", "by_weight": "people"},
     ["--weights", "equal", "--mean", "wage", "--by-weight", "people"]),
    ({"weights": "equal", "sum": "people", "by": "title"},
     ["--weights", "equal", "--sum", "people", "--by", "title"]),
    ({"weights": "equal", "sum": "people", "by": ["id", "wage"]},
     ["--weights", "equal", "--sum", "people", "--by", "id,wage"]),
]


@pytest.mark.parametrize("said,options", WAYS, ids=lambda value: " ".join(map(str, value)))
def test_every_way_is_that_of_the_program(
    said: dict[str, Any], options: list[str], program: Program
) -> None:
    out, aside, account = program.convert(HEADER, ONE_ROWS, *OPTIONS, *options)
    result = socshift.convert(ONE, **TO, **said)
    rows = rows_of(result.rows)
    scores = [at for at, name in enumerate(out[0]) if name == "title_score"]
    for row in out[1:]:
        for at in scores:
            row[at] = row[at].rstrip("0").rstrip(".") if "." in row[at] else row[at]
    if "scale" in said or "mean" in said or "by" in said:
        assert [[number(v) for v in row] for row in rows] == [[number(v) for v in r] for r in out]
    else:
        assert rows == out
    assert len(result.account.set_aside) == max(len(aside) - 1, 0)
    skipped = {"file", "rejects", "methods_sha256"}  # the text names options, or arguments
    ours = {key: value for key, value in result.account.items() if key not in skipped}
    theirs = {key: value for key, value in account.items() if key not in skipped}
    assert without_lines(ours) == without_lines(theirs)


def number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def without_lines(account: Any) -> Any:
    """An account of a file counts lines, of a frame rows from 1."""
    if isinstance(account, dict):
        return {key: without_lines(v) for key, v in account.items() if key not in ("line",)}
    if isinstance(account, list):
        return [without_lines(each) for each in account]
    return account


def test_several_editions_by_a_column(program: Program) -> None:
    editions = {2005: "soc2000", 2012: "soc2010", 2019: "soc2018"}
    said = ",".join(f"{year}={edition}" for year, edition in editions.items())
    out, _, account = program.convert(
        HEADER, ROWS, "--column", "occ", "--to", "soc2018", "--edition-column", "year",
        "--edition-map", said,
    )
    result = socshift.convert(
        FRAME, column="occ", to="soc2018", edition_column="year", edition_map=editions
    )
    assert rows_of(result.rows) == out
    assert result.account["rows_carried"] == account["rows_carried"]
    assert result.waves is not None
    assert result.waves["wave"] == ["2005", "2012", "2019"]


def test_families(program: Program) -> None:
    out, _, _ = program.convert(
        HEADER, ONE_ROWS, "--column", "occ", "--from", "soc2010", "--families", "soc2010,soc2018"
    )
    result = socshift.convert(
        ONE, column="occ", from_="soc2010", families=["soc2010", "soc2018"]
    )
    assert rows_of(result.rows) == out


def test_the_edition_is_found_out(program: Program) -> None:
    out, _, _ = program.convert(HEADER, ONE_ROWS, "--column", "occ", "--to", "soc2018")
    result = socshift.convert(ONE, column="occ", to="soc2018")
    assert rows_of(result.rows) == out
    assert result.account["from"] == "soc2010"


def test_masked_codes(program: Program) -> None:
    rows = [["1", "15-113X"], ["2", "15-11XX"], ["3", "11-1011"]]
    options = [*OPTIONS, "--repair", "masked", "--groups", "carry"]
    out, aside, _ = program.convert(["id", "occ"], rows, *options)
    frame = pl.DataFrame(rows, schema=["id", "occ"], orient="row")
    result = socshift.convert(frame, repair="masked", groups="carry", **TO)
    assert rows_of(result.rows) == out
    assert len(result.account.set_aside) == max(len(aside) - 1, 0)


def test_indices_only() -> None:
    result = socshift.convert(ONE, weights="equal", indices_only=True, **TO)
    whole = socshift.convert(ONE, weights="equal", **TO).rows
    assert result.rows.columns == ["row", "target", "share"]
    gathered = ONE[result.rows["row"]].with_columns(
        result.rows["target"].cast(pl.String), result.rows["share"]
    )
    assert gathered["target"].to_list() == whole["soc2018_code"].cast(pl.String).to_list()
    assert gathered["id"].to_list() == whole["id"].to_list()
    assert gathered["share"].to_list() == whole["share"].to_list()


def test_keys_that_were_numbers_are_numbers() -> None:
    result = socshift.convert(ONE, weights="equal", sum="people", by=["id", "title"], **TO)
    assert result.rows["id"].dtype == pl.Int64
    assert result.rows["title"].dtype == pl.String


def test_a_file_is_carried_as_by_the_program(program: Program) -> None:
    out, aside, account = program.convert(HEADER, ROWS, *OPTIONS, "--weights", "equal")
    result = socshift.convert(program.folder / "data.csv", weights="equal", **TO)
    assert rows_of(result.rows) == out
    assert rows_of(result.account.set_aside) == aside
    again = socshift.convert(
        program.folder / "data.csv", weights="equal", output=program.folder / "again.csv", **TO
    )
    assert len(again.rows) == 0
    for ours, theirs in (("again.csv", "out.csv"), ("again.csv.rejects.csv", "aside.csv")):
        assert (program.folder / ours).read_bytes() == (program.folder / theirs).read_bytes()
    assert again.account["rows_in"] == account["rows_in"]
    with pytest.raises(socshift.Error, match="again.csv"):
        socshift.convert(
            program.folder / "data.csv", output=program.folder / "again.csv", **TO
        )


def test_a_file_is_not_written_over_itself(tmp_path: pathlib.Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text("occ\n11-1011\n")
    with pytest.raises(socshift.Error, match="two purposes"):
        socshift.convert(data, output=data, overwrite=True, **TO)
    assert data.read_text() == "occ\n11-1011\n"


def test_titles_get_the_codes_that_the_program_gives(program: Program) -> None:
    titles = ["RN", "Bakers (night)", "chimney sweep", "9-5", None, "engineer", "qqqqq", "nurse"]
    frame = pl.DataFrame({"id": range(len(titles)), "title": titles})
    (program.folder / "t.csv").write_text(
        "id,title\n" + "".join(f"{i},{t or ''}\n" for i, t in enumerate(titles))
    )
    program.run(
        "assign", "t.csv", "--column", "title", "--to", "soc2018", "--fall-back", "major", "-o",
        "o.csv", "--quiet",
    )
    result = socshift.assign(frame, column="title", to="soc2018", fall_back="major")
    out = program.read("o.csv")
    score = out[0].index("score")
    rows = rows_of(result.rows)
    assert [[*r[:score], float(r[score]), *r[score + 1 :]] for r in rows[1:]] == [
        [*r[:score], float(r[score]), *r[score + 1 :]] for r in out[1:]
    ]
    aside = program.read("o.csv.rejects.csv")
    assert result.account.set_aside["reason"].to_list() == [row[1] for row in aside[1:]]


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"to": "soc2081"}, "to", "did you mean 'soc2018'"),
    ({"from_": "soc2001"}, "from_", "unknown edition 'soc2001'"),
    ({"level": "magor"}, "level", "no level 'magor'"),
    ({"split": "bst"}, "split", "did you mean 'best'"),
    ({"groups": "cary"}, "groups", "did you mean 'carry'"),
    ({"draws": 2}, "draws", "draw"),
    ({"by": "title"}, "by", "no sums and no means"),
    ({"sum": "peopel"}, "sum", "did you mean 'people'"),
    ({"weights": "cencus"}, "weights", "expected equal, employment, census"),
    ({"weights": ["equal", "census"]}, "weights", "equal"),
    ({"via": "soc2081"}, "via", "unknown edition"),
    ({"column": "OCC"}, "column", "did you mean 'occ'"),
    ({"column": 7}, "column", "expected a text, found 7"),
    ({"seed": -1}, "seed", "expected a whole number, 0 or more, found -1"),
    ({"threads": "many"}, "threads", "expected a whole number, 0 or more, found 'many'"),
    ({"split": "title", "title_column": "title", "title_score": 2.0}, "title_score", "from 0 to 1"),
    ({"fail_above": "x"}, "fail_above", "1%"),
    ({"sheet": "one"}, "sheet", "is of files"),
    ({"repair": "maskd"}, "repair", "did you mean 'masked'"),
    ({"where": {"yaer": 2012}}, "where", "did you mean 'year'"),
]


@pytest.mark.parametrize("said,argument,message", WRONG, ids=lambda value: str(value)[:30])
def test_a_wrong_argument_is_named(said: dict[str, Any], argument: str, message: str) -> None:
    with pytest.raises(socshift.Error, match=argument) as caught:
        socshift.convert(ONE, **{**TO, **said})
    assert caught.value.argument == argument
    assert message in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_fail_above() -> None:
    with pytest.raises(socshift.Error):
        socshift.convert(ONE, fail_above="1%", **TO)
    assert socshift.convert(ONE, fail_above=0.5, **TO).account["rows_rejected"] == 1


def test_several_threads_convert_at_once() -> None:
    big = pl.concat([ONE] * 2000)
    expected = socshift.convert(big, weights="equal", **TO).rows
    results: list[pl.DataFrame] = []

    def work() -> None:
        for _ in range(5):
            results.append(socshift.convert(big, weights="equal", threads=2, **TO).rows)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 20
    assert all(rows.equals(expected) for rows in results)


def test_the_methods_paragraph_has_the_figures_of_the_account() -> None:
    account = socshift.convert(ONE, weights="equal", **TO).account
    assert f"{account['rows_in']} rows" in account.methods
    assert account.assumed == account.basis["equal"] > 0


def test_a_draft_is_marked() -> None:
    result = socshift.convert(ONE, column="occ", from_="soc2010", to="soc2028-scenario")
    assert result.account.drafts == ["soc2028-scenario"]
    assert "DRAFT" in repr(result)
    assert "DRAFT" in result._repr_html_()
