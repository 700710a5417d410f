"""Answers as tables: what the program prints, as values."""

from __future__ import annotations

import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from conftest import Program

import socshift

ANSWERS: list[tuple[Callable[[], Any], list[str]]] = [
    (lambda: socshift.editions(), ["editions"]),
    (lambda: socshift.tree("2018", "11-0000"), ["tree", "2018", "11-0000"]),
    (lambda: socshift.show("15-1252"), ["show", "15-1252"]),
    (lambda: socshift.show("15-1134", "soc2010"), ["show", "15-1134", "--edition", "soc2010"]),
    (
        lambda: socshift.map(["15-1132", "11-1011"], from_="2010", to="2018"),
        ["map", "--from", "2010", "--to", "2018", "15-1132", "11-1011"],
    ),
    (
        lambda: socshift.map("15-1199", from_="2010", to="2018", level="major", explain=False),
        ["map", "--from", "2010", "--to", "2018", "15-1199", "--level", "major"],
    ),
    (
        lambda: socshift.map("15-1199", from_="2000", to="2018", explain=True),
        ["map", "--from", "2000", "--to", "2018", "15-1199", "--explain"],
    ),
    (lambda: socshift.diff("2010", "2018"), ["diff", "2010", "2018"]),
    (
        lambda: socshift.diff("2010", "2018", changes=["split", "merged"], group="15-0000"),
        ["diff", "2010", "2018", "--changes", "split,merged", "--group", "15-0000"],
    ),
    (lambda: socshift.diff("2010", "2018", stat=True), ["diff", "2010", "2018", "--stat"]),
    (
        lambda: socshift.diff("2010", "2018", name_only=True, level="broad"),
        ["diff", "2010", "2018", "--name-only", "--level", "broad"],
    ),
    (
        lambda: socshift.diff("2010", "2018", exclusions=True),
        ["diff", "2010", "2018", "--exclusions"],
    ),
    (
        lambda: socshift.diff("2010", "2018", residuals=True),
        ["diff", "2010", "2018", "--residuals"],
    ),
    (
        lambda: socshift.diff("2010", "2018", explain="15-1134"),
        ["diff", "2010", "2018", "--explain", "15-1134"],
    ),
    (lambda: socshift.exclusions("2018", "11-1011"), ["exclusions", "2018", "11-1011"]),
    (lambda: socshift.exclusions("2018", stat=True), ["exclusions", "2018", "--stat"]),
    (lambda: socshift.families("2010", "2018"), ["families", "2010", "2018"]),
    (
        lambda: socshift.families("2000", "2010", "2018", wide=True),
        ["families", "2000", "2010", "2018", "--wide"],
    ),
    (lambda: socshift.routes("2000", "2018", limit=3), ["routes", "2000", "2018", "--limit", "3"]),
    (lambda: socshift.loss("2018", "2010", all=True), ["loss", "2018", "2010", "--all"]),
    (lambda: socshift.loss("2018", "2010", stat=True), ["loss", "2018", "2010", "--stat"]),
    (lambda: socshift.weights(), ["weights", "list"]),
    (lambda: socshift.weights("census"), ["weights", "show", "census"]),
    (
        lambda: socshift.weights("census", "employment"),
        ["weights", "compare", "census", "employment"],
    ),
    (lambda: socshift.find("bread baker"), ["find", "bread baker"]),
    (
        lambda: socshift.find("software", contains=True, edition="2018"),
        ["find", "software", "--contains", "--edition", "2018"],
    ),
    (lambda: socshift.preview("soc2028-scenario"), ["preview", "soc2028-scenario", "--all"]),
]


@pytest.mark.parametrize("ask,arguments", ANSWERS, ids=lambda v: " ".join(v) if isinstance(v, list) else "")
def test_an_answer_is_what_the_program_prints(
    ask: Callable[[], Any], arguments: list[str], program: Program
) -> None:
    done = program.run(*arguments, "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    assert ask().to_dict() == json.loads(done.stdout)


def test_csv_is_that_of_the_program(program: Program) -> None:
    done = program.run("diff", "2010", "2018", "--format", "csv")
    assert socshift.diff("2010", "2018").to_csv() == done.stdout


def test_values_are_exact() -> None:
    table = socshift.weights("census")
    assert table.kinds["share"] == "share"
    assert all(isinstance(share, Fraction) for share in table["share"] if share is not None)
    page = socshift.preview("soc2028-scenario")
    kinds = {kind for section in page.sections.values() for kind in section.table.kinds.values()}
    assert "whole" in kinds
    amounts = [
        value
        for section in page.sections.values()
        for column, kind in section.table.kinds.items()
        if kind == "amount"
        for value in section.table[column]
        if value is not None
    ]
    assert all(isinstance(value, Decimal) for value in amounts)


def test_a_table_is_a_frame_of_any_library() -> None:
    table = socshift.map(from_="2010", to="2018")
    frame = pl.DataFrame(table)
    assert tuple(frame.columns) == table.columns
    assert frame.height == len(table)
    assert frame["target_code"].to_list() == table["target_code"]
    assert frame["share"].to_list() == [
        None if share is None else float(share) for share in table["share"]
    ]


def test_warnings_and_drafts_come_along() -> None:
    table = socshift.diff("soc2018", "soc2028-scenario")
    assert table.drafts == ["soc2028-scenario"]
    assert "soc2028-scenario is a draft" in table.warnings
    assert "DRAFT" in repr(table) and "DRAFT" in table._repr_html_()
    unknown = socshift.map(["99-9999", "11-1011"], from_="2010", to="2018")
    assert len(unknown) == 1
    assert any("99-9999" in text for text in unknown.warnings)


def test_html_is_escaped() -> None:
    text = socshift.find("software", contains=True)._repr_html_()
    assert "<table>" in text and "&" not in text.replace("&amp;", "").replace("&#x27;", "")


def test_single_codes() -> None:
    where = socshift.CodeMap("soc2010", "soc2018")
    table = socshift.map(from_="soc2010", to="soc2018")
    by_code: dict[str, list[str | None]] = {}
    for row in table.to_dicts():
        by_code.setdefault(row["source_code"], []).append(row["target_code"] or None)
    for code, targets in by_code.items():
        assert [target for target, _, _ in where[code]] == targets
    with pytest.raises(KeyError, match="did you mean"):
        where["99-9999"]


def test_detect(program: Program) -> None:
    codes = ["15-1134", "15-1132", "11-1011", None, "NA"]
    (program.folder / "d.csv").write_text("occ\n" + "".join(f"{c or ''}\n" for c in codes))
    done = program.run("detect", "d.csv", "--format", "json")
    frame = pl.DataFrame({"occ": codes})
    assert socshift.detect(frame).to_dict() == json.loads(done.stdout)
    assert socshift.detect(program.folder / "d.csv").to_dict() == json.loads(done.stdout)


def test_a_catalog_of_your_own(program: Program) -> None:
    folder = pathlib.Path(__file__).parents[1] / "golden" / "worlds" / "guilds"
    catalog = socshift.catalog(folder)
    done = program.run("editions", "--catalog", str(folder), "--format", "json")
    assert socshift.editions(catalog=catalog).to_dict() == json.loads(done.stdout)
    assert socshift.editions(catalog=folder).to_dict() == json.loads(done.stdout)
    assert len(catalog.editions) > len(socshift.catalog().editions)
    own = next(name for name in catalog.editions if name not in socshift.catalog().editions)
    assert len(socshift.tree(own, catalog=catalog)) > 0
    with pytest.raises(socshift.Error, match=own):
        socshift.tree(own)


def test_a_folder_that_is_not_there() -> None:
    with pytest.raises(socshift.Error, match="nowhere"):
        socshift.catalog("/nowhere/at/all")


def test_editions_from_files(program: Program) -> None:
    files = {
        "old.csv": "code,title\n11,Bakers\n14,Butchers\n21,Lamp Lighters\n",
        "new.csv": "code,title\n11,Bakers\n16,Butchers\n21,Electricians\n",
        "table.csv": "old,new\n11,11\n14,16\n21,21\n",
    }
    for name, text in files.items():
        (program.folder / name).write_text(text, encoding="utf-8")
    old, new, table = (program.folder / name for name in files)
    matched = socshift.catalog().with_files(old, new)
    assert matched.opened == ["old", "new"]
    assert any("3 codes" in note for note in matched.notes)
    said = program.run("diff", "old.csv", "new.csv", "--format", "json")
    assert socshift.diff("old", "new", catalog=matched).to_dict() == json.loads(said.stdout)

    joined = socshift.catalog().with_files(old, new, crosswalk=table)
    jobs = pl.DataFrame({"job": ["14", "21"]})
    result = socshift.convert(jobs, column="job", from_="old", to="new", catalog=joined)
    assert result.rows["new_code"].to_list() == ["16", "21"]
    kept = result.account["edition_files"]
    assert [file["holds"] for file in kept] == ["edition old", "edition new", "table"]
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    assert kept[2]["sha256"] == digest and digest in result.account.methods
    with pytest.raises(socshift.Error) as caught:
        socshift.catalog().with_files(old, "soc2081")
    assert caught.value.argument == "names"


def test_a_scenario_that_is_changed(program: Program) -> None:
    one = socshift.catalog().with_scenario(without=["art-therapists"])
    said = program.run("tree", "soc2028-scenario", "--without", "art-therapists", "--format", "json")
    assert socshift.tree("soc2028-scenario", catalog=one).to_dict() == json.loads(said.stdout)
    assert any("without art-therapists" in note for note in one.notes)
    with pytest.raises(socshift.Error) as caught:
        socshift.catalog().with_scenario(without=["no-such"])
    assert caught.value.argument == "without"


WRONG: list[tuple[Callable[[], Any], str]] = [
    (lambda: socshift.map(from_="soc2001", to="2018"), "from_"),
    (lambda: socshift.map(from_="2010", to="soc2081"), "to"),
    (lambda: socshift.map(from_="2010", to="2018", level="magor"), "level"),
    (lambda: socshift.map(from_="2010", to="2018", via="soc2081"), "via"),
    (lambda: socshift.diff("2010", "2018", changes="splt"), "changes"),
    (lambda: socshift.diff("2010", "2018", group="99-9999"), "group"),
    (lambda: socshift.diff("2010", "2018", stat=True, name_only=True), "name_only"),
    (lambda: socshift.families("2010"), "editions"),
    (lambda: socshift.tree("2018", "99-9999"), "code"),
    (lambda: socshift.exclusions("2081"), "edition"),
    (lambda: socshift.weights("cencus"), "weights"),
    (lambda: socshift.preview("soc2038-scenario"), "scenario"),
    (lambda: socshift.loss("2018", "2010", counts="no-such-counts"), "counts"),
]


@pytest.mark.parametrize("ask,argument", WRONG)
def test_a_wrong_argument_is_named(ask: Callable[[], Any], argument: str) -> None:
    with pytest.raises(socshift.Error) as caught:
        ask()
    assert caught.value.argument == argument


def test_the_program_is_there() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "socshift", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"socshift {socshift.__version__}"
    wrong = subprocess.run(
        [sys.executable, "-m", "socshift", "mpa"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2
    assert "did you mean" in wrong.stderr


def test_a_job_zone_decides_as_in_the_program(program: Program) -> None:
    table = {"job": ["wirer", "wirer", "cashier"], "zone": ["2", "3", "1"]}
    (program.folder / "jobs.csv").write_text("job,zone\nwirer,2\nwirer,3\ncashier,1\n", encoding="utf-8")
    given = socshift.assign(pl.DataFrame(table), column="job", to="soc2018", job_zone="zone", min_score=0)
    options = ["--column", "job", "--to", "soc2018", "--job-zone", "zone", "--min-score", "0", "--quiet"]
    said = program.run("assign", "jobs.csv", *options).stdout
    codes = [line.split(",")[2] for line in said.splitlines()[1:]]
    assert codes == ["51-4121", "47-2111", "41-2011"]
    assert given.rows["soc2018_code"].to_list() == codes


@pytest.mark.parametrize(
    ("format", "options"),
    [("sql", {}), ("xkos", {"base": "https://stat.example/"}), ("json", {"weights": "equal"})],
)
def test_exports_are_what_the_program_writes(
    format: str, options: dict[str, str], program: Program
) -> None:
    said = [word for name, value in options.items() for word in (f"--{name}", value)]
    printed = program.run("export", format, "2010", "2018", *said)
    (written,) = socshift.export(format, ["2010", "2018"], **options).values()
    assert written.decode() == printed.stdout


def test_an_export_says_which_argument_is_wrong() -> None:
    for argument, ask in {
        "format": lambda: socshift.export("sqx", ["2010"]),
        "base": lambda: socshift.export("xkos", ["2010"]),
        "editions": lambda: socshift.export("sql", ["1066"]),
        "weights": lambda: socshift.export("sql", ["2010", "2018"], weights="no such"),
    }.items():
        with pytest.raises(socshift.Error) as caught:
            ask()
        assert caught.value.argument == argument


def pictures(html: str) -> list[str]:
    """The drawings in the HTML of an answer."""
    return [
        base64.b64decode(data).decode()
        for data in re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    ]


def test_changes_families_and_items_are_drawn_in_a_notebook() -> None:
    split = socshift.diff("soc2010", "soc2018", group="29-2041")
    drawn = pictures(split._repr_html_())
    assert len(drawn) == 1
    for code in ("29-2041", "29-2042", "29-2043"):
        assert f">{code}<" in drawn[0]
    assert drawn[0].count("ribbon unknown") == 2
    many = socshift.diff("soc2010", "soc2018")._repr_html_()
    assert len(pictures(many)) == 12
    assert "the first 12 of 129 drawings" in many
    assert pictures(socshift.diff("soc2010", "soc2018", stat=True)._repr_html_()) == []
    history = pictures(socshift.show("15-1254")._repr_html_())
    assert any(">soc2000<" in svg and ">soc2018<" in svg for svg in history)
    families = pictures(socshift.families("soc2000", "soc2010", "soc2018")._repr_html_())
    assert len(families) == 12
    assert all(svg.count(">soc2010<") == 1 for svg in families)
