"""Pages of `report preview`: every number on one is a number of `preview`, or of what was asked.

How much of each series leaves and comes is counted here a second time, from the tables that `map`
and `tree` print.
"""

from __future__ import annotations

import json
import pathlib
import re
from collections import defaultdict
from fractions import Fraction
from typing import Any

import pytest

from conftest import Program
from test_report import Page as PlainPage, written_numbers

ROOT = pathlib.Path(__file__).parent.parent.parent
PROPOSALS = ROOT / "crosswalks" / "us-soc" / "proposals"
BASE = "soc2018"
DRAFT = "soc2028-scenario"

DATA = """occ,people
43-5031,120
33-3051,4000
33-2011,350.5
43-4051,9000
21-1094,800
21-1093,1200
29-1129,77
29-1141,52000
11-9121,41
31-1121,900
11-1021,70
99-9999,5
"""

ASKED: dict[str, list[str]] = {
    "all": [],
    "one": ["peer-support-specialists"],
    "two": ["public-safety-telecommunicators", "art-therapists"],
    "without structure": ["stem-framework"],
    "too little": ["production-occupations"],
    "split": ["firefighters-four-ways"],
    "large": ["clinical-informaticians"],
}


class Page(PlainPage):
    """With a space between the lines of a cell."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        rows = self._rows()
        if tag == "br" and rows and rows[-1]:
            rows[-1][-1] += " "


def told(program: Program, *arguments: str) -> Any:
    done = program.run(*arguments)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def all_numbers(text: str) -> set[str]:
    return written_numbers(text) | set(re.findall(r"\d+(?:\.\d+)?", text))


def request_files(ids: list[str]) -> str:
    """What the catalog says of requests, by which a page says what is asked and who asks."""
    named = ids or re.findall(r'- "([a-z-]+)"', (PROPOSALS.parent / f"{DRAFT}.yaml").read_text())
    return "".join((PROPOSALS / f"{name}.yaml").read_text() for name in named)


def titles_of(program: Program, edition: str) -> str:
    return json.dumps(told(program, "tree", edition, "--format", "json"))


@pytest.fixture(params=ASKED)
def ids(request: pytest.FixtureRequest) -> list[str]:
    return ASKED[request.param]


def only(ids: list[str]) -> list[str]:
    return ["--proposal", ",".join(ids)] if ids else []


@pytest.mark.parametrize("data", ["none", "rows", "sums"])
def test_every_number_of_a_briefing_is_one_of_the_preview(
    tmp_path: pathlib.Path, ids: list[str], data: str
) -> None:
    program = Program(tmp_path)
    (tmp_path / "staff.csv").write_text(DATA)
    beside = {
        "none": [],
        "rows": ["--data", "staff.csv", "--column", "occ", "--from", "2018"],
        "sums": ["--data", "staff.csv", "--column", "occ", "--from", "2018", "--sum", "people"],
    }[data]
    preview = told(program, "preview", DRAFT, *only(ids), *beside, "--format", "json")
    limit = ["--threshold", "2.5"] if beside else []
    done = program.run("report", "preview", DRAFT, *only(ids), *beside, *limit)
    assert done.returncode == 0, done.stderr
    page = Page(done.stdout)
    known = all_numbers(json.dumps(preview)) | all_numbers(request_files(ids))
    known |= all_numbers(titles_of(program, BASE)) | all_numbers(DATA)
    for section, rows in page.tables.items():
        for row in rows:
            for number in written_numbers(" ".join(row)):
                assert number in known, (section, row, number)
    allowed = known | {"0", "0.1", "2.5", "2024-05", "2024", "05", "1"}
    unknown = {n for text in page.texts for n in written_numbers(text) if n not in allowed}
    assert unknown == set()
    assert all(text.replace(",", "") == value for value, text in page.numbers)
    assert "DRAFT" in done.stdout
    assert f"{DRAFT} is a draft" in done.stderr


def test_tables_of_a_briefing_are_those_of_the_preview(
    tmp_path: pathlib.Path, ids: list[str]
) -> None:
    program = Program(tmp_path)
    preview = told(program, "preview", DRAFT, *only(ids), "--format", "json")
    page = Page(program.run("report", "preview", DRAFT, *only(ids)).stdout)

    def column(section: str, name: str) -> list[str]:
        return [row[name] for row in page.rows(section)] if page.tables.get(section) else []

    assert column("asked", "proposal") == [row["proposal"] for row in preview["proposals"]]
    assert column("asked", "outcome") == [row["outcome"] for row in preview["proposals"]]
    assert sorted(column("codes", "code")) == [row["code"] for row in preview["codes"]]
    assert column("broken", "code") == [row["code"] for row in preview["broken"]]
    assert [
        (row["with"], row["level"], row["now"], row["then"]) for row in page.rows("comparable")
    ] == [
        (row["with"], row["level"], str(row["now"]), str(row["then"]))
        for row in preview["comparable"]
    ]
    decide = [row["code"] for row in preview["extended"] if row["goes"].startswith("needs")]
    goes = [row["code"] for row in preview["extended"] if not row["goes"].startswith("needs")]
    assert column("decide", "code") == decide
    assert column("goes", "code") == goes
    employment = [row["employment_high"] for row in preview["codes"]]
    shown = [
        -1 if not text else int(text.split(" to ")[-1].replace(",", ""))
        for text in column("codes", "employment")
    ]
    assert shown == sorted((-1 if e is None else e for e in employment), reverse=True)


class Tables:
    """Links and groups of the base and of the draft, as other verbs print them."""

    def __init__(self, program: Program) -> None:
        self.groups: dict[str, dict[str, set[str]]] = {}
        for edition in (BASE, DRAFT):
            above: dict[str, set[str]] = {}
            for row in told(program, "tree", edition, "--format", "json")["rows"]:
                above[row["code"]] = above.get(row["parent"], set()) | {row["code"]}
            self.groups[edition] = above
        self.links: dict[str, list[str]] = defaultdict(list)
        for row in told(
            program, "map", "--from", BASE, "--to", DRAFT, "--all", "--format", "json"
        )["rows"]:
            self.links[row["source_code"]].append(row["target_code"])

    def part(self, code: str, group: str, into: bool) -> tuple[int, int]:
        """The least and the most of a code that is in a group of the draft, or is not."""
        chosen = [(group in self.groups[DRAFT][to]) == into for to in self.links[code]]
        return int(all(chosen)), int(any(chosen))


def test_what_leaves_and_comes_is_what_links_and_groups_say(tmp_path: pathlib.Path) -> None:
    program = Program(tmp_path)
    (tmp_path / "staff.csv").write_text(DATA)
    arguments = ["--data", "staff.csv", "--column", "occ", "--from", "2018", "--sum", "people"]
    series = told(program, "preview", DRAFT, *arguments, "--format", "json")["data_series"]
    tables = Tables(program)
    figures = {
        code: Fraction(people)
        for code, people in (line.split(",") for line in DATA.splitlines()[1:])
        if code in tables.links
    }
    assert len(series) > 8
    order = []
    for row in series:
        group = row["code"]
        within = {code for code in figures if group in tables.groups[BASE][code]}
        now = sum(figures[code] for code in within)
        assert Fraction(row["figure"]) == now, row
        leaves = [0, 0]
        comes = [0, 0]
        for code, figure in figures.items():
            to = leaves if code in within else comes
            low, high = tables.part(code, group, code not in within)
            to[0] += low * figure
            to[1] += high * figure
        for name, bounds in (("leaves", leaves), ("comes", comes)):
            given = [Fraction(str(row[f"{name}_{end}"])) for end in ("low", "high")]
            assert given == bounds, (row, name, bounds)
            percent = [Fraction(str(row[f"{name}_percent_{end}"])) for end in ("low", "high")]
            for printed, bound in zip(percent, bounds, strict=True):
                assert abs(printed - bound / now * 100) <= Fraction(1, 200), row
        order.append(max(Fraction(str(row["leaves_percent_high"])),
                         Fraction(str(row["comes_percent_high"]))))
    assert order == sorted(order, reverse=True)
    assert {row["code"] for row in series} >= {"43-0000", "33-0000", "43-5031", "21-1094"}


def test_a_threshold_parts_the_series(tmp_path: pathlib.Path) -> None:
    program = Program(tmp_path)
    (tmp_path / "staff.csv").write_text(DATA)
    arguments = ["--data", "staff.csv", "--column", "occ", "--from", "2018", "--sum", "people"]
    series = told(program, "preview", DRAFT, *arguments, "--format", "json")["data_series"]
    most = {
        row["code"]: max(Fraction(str(row["leaves_percent_high"])),
                         Fraction(str(row["comes_percent_high"])))
        for row in series
    }
    for threshold in ("0", "1.31", "1.32", "50", "100", "500"):
        done = program.run("report", "preview", DRAFT, *arguments, "--threshold", threshold)
        page = Page(done.stdout)
        shown = [row[2] for row in page.tables.get("series", [])[1:]]
        below = [row[2] for row in page.tables.get("series-below", [])[1:]]
        limit = Fraction(threshold)
        assert shown == [code for code in most if most[code] >= limit and most[code] > 0]
        assert below == [code for code in most if code not in shown]


def test_every_number_of_a_comment_is_one_of_the_previews(
    tmp_path: pathlib.Path, ids: list[str]
) -> None:
    program = Program(tmp_path)
    done = program.run("report", "preview", DRAFT, *only(ids), "--comment")
    assert done.returncode == 0, done.stderr
    page = Page(done.stdout)
    asked = ids or [
        row["proposal"] for row in told(program, "preview", DRAFT, "--format", "json")["proposals"]
    ]
    known = {"0", "0.1", "2018"} | all_numbers(request_files(ids))
    for edition in (BASE, DRAFT):
        known |= all_numbers(titles_of(program, edition))
    known |= all_numbers((PROPOSALS.parent / f"{DRAFT}.yaml").read_text())
    known |= all_numbers(json.dumps(told(program, "editions", "--format", "json")))
    rules = {number for name in asked for row in page.tables.get(f"rules-{name}", [])
             for number in written_numbers(row[0] + " " + row[1])}
    assert rules <= {str(number) for number in range(1, 11)} | {
        "11", "13", "29", "31", "33", "53", "0000"}
    for name in asked:
        preview = told(program, "preview", DRAFT, "--proposal", name, "--format", "json")
        numbers = known | all_numbers(json.dumps(preview)) | all_numbers(preview["counts"])
        for section, rows in page.tables.items():
            if section.endswith(f"-{name}") and not section.startswith("rules-"):
                unknown = {n for row in rows[1:] for n in written_numbers(" ".join(row))} - numbers
                assert unknown == set(), (section, unknown)
        evidence = {n for row in page.tables.get(f"rules-{name}", [])[1:]
                    for n in written_numbers(row[2])}
        assert evidence <= numbers | {"11", "31", "0000", "2024", "05"}, name
        goes = [row["goes"].startswith("needs") for row in preview["extended"]]
        known |= numbers | {str(goes.count(True)), str(goes.count(False))}
    unknown = {n for text in page.texts for n in written_numbers(text)} - known - rules
    assert unknown <= {"2024", "05"}
    assert page.tags.count("script") == 1
    assert {row[3] for name in asked for row in page.tables.get(f"rules-{name}", [])[1:]} <= {
        "meets", "strains", "no bearing", "not judged here"}
    assert all(len(page.tables[f"rules-{name}"]) == 17 for name in asked)


def test_judgements_follow_from_the_previews(tmp_path: pathlib.Path) -> None:
    program = Program(tmp_path)
    names = [name for each in ASKED.values() for name in each]
    done = program.run("report", "preview", "--proposal", ",".join(names), "--comment")
    page = Page(done.stdout)
    residual = {
        row["code"] for row in told(program, "tree", BASE, "--format", "json")["rows"]
        if row["title"].endswith("All Other")
    }
    for name in names:
        preview = told(program, "preview", DRAFT, "--proposal", name, "--format", "json")
        judged = {row[0]: (row[3], row[2]) for row in page.tables[f"rules-{name}"][1:]}
        assert judged["principle 10"][0] == ("strains" if preview["broken"] else "meets")
        taken = [text.split(" ")[0] for text in preview["proposals"][0]["from"]]
        if not taken:
            assert judged["principle 1"][0] == "not judged here"
        elif all(" (" not in text for text in preview["proposals"][0]["from"]):
            assert judged["principle 1"][0] == "meets"
        else:
            assert judged["principle 1"][0] == "strains"
        if taken and all(len(code) == 7 and not code.endswith("0") for code in taken):
            expected = "meets" if residual & set(taken) else "no bearing"
            assert judged["principle 8"][0] == expected, name
        made = preview["proposals"][0]["makes"]
        assert judged["guideline 3"][0] == ("meets" if made else "not judged here")
        for rule in ("principle 2", "guideline 1", "guideline 2", "guideline 6"):
            assert judged[rule][0] == "not judged here"


def test_wrong_use_is_told(tmp_path: pathlib.Path) -> None:
    program = Program(tmp_path)
    for arguments, text in (
        (["report", "preview"], "expected a scenario"),
        (["report", "preview", DRAFT, "--proposal", "nobody"], "nobody"),
        (["report", "preview", DRAFT, "--proposal", "art-therapists,art-therapists", "--comment"],
         "twice"),
        (["report", "preview", "nowhere"], "nowhere"),
    ):
        done = program.run(*arguments)
        assert done.returncode == 2
        assert text in done.stderr
        assert done.stdout == ""
