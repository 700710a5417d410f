"""Pages of `socshift report`: every number on one is a number of what it shows.

The page is read as HTML by the standard library, and compared with the JSON document that the
program wrote by itself.
"""

from __future__ import annotations

import json
import pathlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from conftest import Program

class Page(HTMLParser):
    """Tables by the section they stand in, and all text that is read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.texts: list[str] = []
        self.numbers: list[tuple[str, str]] = []  # value, text
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.cards: dict[str, list[list[str]]] = {}
        self._section = ""
        self._card = ""
        self._quiet = 0
        self._value: str | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += list(given.items())
        if tag in ("style", "script"):
            self._quiet += 1
        if tag == "section":
            self._section = given["id"]
        if tag == "article":
            self._card = given["id"]
        if tag == "tr":
            self._rows().append([])
        if tag in ("td", "th"):
            self._rows()[-1].append("")
        if tag == "data":
            self._value = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._quiet -= 1
        if tag == "article":
            self._card = ""
        if tag == "section":
            self._section = ""

    def handle_data(self, data: str) -> None:
        if self._quiet:
            return
        self.texts.append(data)
        if self._value is not None:
            self.numbers.append((self._value, data))
            data, self._value = self._value, None
        rows = self._rows()
        if rows and rows[-1] and self.tags[-1] in ("td", "th", "data", "br"):
            rows[-1][-1] += data.rstrip("\n")

    def _rows(self) -> list[list[str]]:
        if self._card:
            return self.cards.setdefault(self._card, [])
        return self.tables.setdefault(self._section, [])

    def rows(self, section: str) -> list[dict[str, str]]:
        """The rows of the table of a section, by the names of its columns."""
        header, *rows = self.tables[section]
        assert all(len(row) == len(header) for row in rows), section
        return [dict(zip(header, row, strict=True)) for row in rows]


def written_numbers(text: str) -> set[str]:
    """Every number in a text, without marks between thousands."""
    return {
        number.replace(",", "") for number in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    }


DATA = """code,wave,n,sex
15-1134,a,1000.5,1
29-1060,a,5,1
11-1011,b,2500,2
151132,b,7,2
" 11-1021 ",b,12,1
99-9999,b,3,1
15-1131,a,,1
33-3051,a,123456,2
29-1111,a,4,1
13-2051,c,40,2
"""

CALLS: dict[str, list[str]] = {
    "rows": ["--weights", "equal"],
    "no weights": [],
    "drawn": ["--weights", "census,equal", "--split", "draw", "--seed", "7"],
    "sums": ["--weights", "census,equal", "--sum", "n", "--bounds"],
    "by keys": ["--weights", "equal", "--sum", "n", "--by", "sex", "--bounds"],
    "means": ["--weights", "equal", "--mean", "n"],
    "kept": ["--weights", "equal", "--on-unknown", "keep"],
    "filtered": ["--weights", "equal", "--where", "sex=1"],
}


@pytest.fixture(params=CALLS)
def account(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> tuple[Any, Page, str]:
    program = Program(tmp_path)
    (tmp_path / "jobs.csv").write_text(DATA)
    options = CALLS[request.param]
    done = program.run(
        *"convert jobs.csv --column code --from 2010 --to 2018 -o out.csv".split(),
        *"--summary account.json --methods methods.txt --quiet".split(),
        *options,
    )
    assert done.returncode in (0, 1), done.stderr
    beside = ["--methods", "methods.txt"]
    beside += ["--figures", "out.csv"] if "--bounds" in options else []
    shown = program.run("report", "convert", "--summary", "account.json", *beside)
    assert shown.returncode == 0, shown.stderr
    files = (tmp_path / "account.json").read_text() + (tmp_path / "methods.txt").read_text()
    if "--bounds" in options:
        files += (tmp_path / "out.csv").read_text()
    return json.loads((tmp_path / "account.json").read_text()), Page(shown.stdout), files


def test_every_number_of_a_page_is_one_of_the_account(account: tuple[Any, Page, str]) -> None:
    _, page, files = account
    known = written_numbers(files) | set(re.findall(r"\d+(?:\.\d+)?", files))
    version = {"0", "0.1", "1"}
    unknown = {
        number
        for text in page.texts
        for number in written_numbers(text)
        if number not in known and number not in version
    }
    assert unknown == set()
    assert page.numbers
    for value, text in page.numbers:
        assert text.replace(",", "") == value


def test_rows_totals_and_reasons_are_those_of_the_account(account: tuple[Any, Page, str]) -> None:
    told, page, _ = account
    rows = {row["rows"]: int(row["number"]) for row in page.rows("rows")}
    names = {
        "rows in": "rows_in",
        "carried": "rows_carried",
        "set aside": "rows_rejected",
        "kept without a target": "rows_kept",
        "left out by filters": "rows_filtered",
        "with several targets": "rows_split",
        "recognised after repair": "rows_repaired",
        "rows out": "rows_out",
    }
    for name, key in names.items():
        assert rows.get(name, 0) == told[key], name
    assert set(rows) <= set(names)
    assumed = [
        (row["basis"], row["how much"]) for row in page.rows("assumed") if row["of"] == "rows"
    ]
    assert assumed == [(basis, str(count)) for basis, count in told["by_basis"].items()]
    amounts = [
        (row["basis"], row["of"], row["how much"])
        for row in page.rows("assumed")
        if row["of"] in told["sums_in"]
    ]
    assert sorted(amounts) == sorted(
        (basis, column, amount)
        for basis, columns in told["sums_by_basis"].items()
        for column, amount in columns.items()
    )
    for row in page.rows("totals") if told["sums_in"] else []:
        column = row["column"]
        assert row["total in"] == told["sums_in"][column]
        assert row["total out"] == told["sums_out"][column]
        assert row["set aside"] == told["sums_rejected"][column]
        assert int(row["empty cells"]) == told["empty_cells"][column]
    aside = [
        (row["reason"], row["what it is"], int(row["rows"]), int(row["different cells"]))
        for row in page.rows("aside")
    ]
    assert aside == [
        (entry["reason"], entry["text"], entry["rows"], entry["values"])
        for entry in told["set_aside"]
    ]
    repairs = [(row["repair"], int(row["rows"])) for row in page.rows("repaired")]
    assert repairs == [
        (entry["repair"].replace("-", " "), entry["rows"]) for entry in told["repairs"]
    ]
    split = [
        (row["edition"], row["code"])
        for row in page.rows("codes")
        if row["what"] == "has several targets"
    ]
    assert split == [(entry["edition"], entry["code"]) for entry in told["split"]]


def test_a_page_loads_nothing_and_needs_no_style_of_an_element(
    account: tuple[Any, Page, str],
) -> None:
    _, page, _ = account
    assert not {"link", "img", "iframe", "object", "base", "form"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert not {"style", "src", "srcset", "onclick", "onload", "action"} & names
    addresses = [value for name, value in page.attributes if name == "href"]
    ids = {value for name, value in page.attributes if name == "id"}
    assert all(address[0] == "#" and address[1:] in ids for address in addresses)
    all_ids = [value for name, value in page.attributes if name == "id"]
    assert len(all_ids) == len(ids)


def test_bounds_are_those_of_the_result(tmp_path: pathlib.Path) -> None:
    program = Program(tmp_path)
    (tmp_path / "jobs.csv").write_text(DATA)
    program.run(
        *"convert jobs.csv --column code --from 2010 --to 2018 -o out.csv --quiet".split(),
        *"--summary account.json --weights equal --sum n --bounds".split(),
    )
    shown = program.run("report", "convert", "--summary", "account.json", "--figures", "out.csv")
    rows = Page(shown.stdout).rows("bounds")
    lines = (tmp_path / "out.csv").read_text().splitlines()[1:]
    lines = [line for line in lines if ",,," not in line]  # without a figure
    for row, line in zip(rows, lines, strict=True):
        code = line.split(",")[0]
        assert row["of"].startswith(code)
        assert line.endswith(f",{row['value']},{row['least']},{row['most']},only") or line.endswith(
            f",{row['value']},{row['least']},{row['most']},equal"
        )


WORLD = pathlib.Path(__file__).parent.parent / "golden" / "worlds" / "bazaar" / "own"
REVISIONS: dict[str, list[str]] = {
    "soc": ["2010", "2018"],
    "earlier": ["2000", "2010"],
    "hostile": ["bazaar1", "bazaar2", "--catalog", str(WORLD)],
}


class Revision:
    """A page about a revision, and what `diff` and `map` say of it."""

    def __init__(self, program: Program, arguments: list[str]) -> None:
        def told(*what: str) -> Any:
            done = program.run(*what, *arguments, "--format", "json")
            assert done.returncode in (0, 1), done.stderr
            return json.loads(done.stdout)["rows"]

        self.changes = told("diff")
        self.exclusions = told("diff", "--exclusions")
        self.links = [row for row in told("map", "--all") if row["target_code"]]
        done = program.run("report", "diff", *arguments)
        assert done.returncode == 0, done.stderr
        self.text = done.stdout
        self.page = Page(done.stdout)


@pytest.fixture(params=REVISIONS)
def revision(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Revision:
    return Revision(Program(tmp_path), REVISIONS[request.param])


def test_families_of_a_page_are_those_of_diff(revision: Revision) -> None:
    changed = [row for row in revision.changes if row["change"] != "unchanged"]
    page = revision.page
    assert len(page.cards) == len(changed)
    for rows, change in zip(page.cards.values(), changed, strict=True):
        before = {row[0] for row in rows[1:]} - {"new"}
        after = {row[2] for row in rows[1:]} - {"no successor", "not known"}
        assert before == set(change["source_codes"])
        assert after == set(change["target_codes"])
    kinds = {row["change"]: row for row in page.rows("kinds")}
    for kind, row in kinds.items():
        of_kind = [change for change in revision.changes if change["change"] == kind]
        assert int(row["families"]) == len(of_kind)
        assert int(row["codes before"]) == sum(len(one["source_codes"]) for one in of_kind)
        assert int(row["codes after"]) == sum(len(one["target_codes"]) for one in of_kind)
    assert set(kinds) == {change["change"] for change in revision.changes}
    unchanged = [row["source_codes"][0] for row in revision.changes if row["change"] == "unchanged"]
    shown = page.tables.get("unchanged", [])[1:]
    assert [row[0] for row in shown] == unchanged


def test_links_of_a_page_are_those_of_map(revision: Revision) -> None:
    page = revision.page
    by_groups = sum(
        int(row["links"])
        for row in page.rows("flow")
        if row["from"] != "new" and row["to"] != "no successor"
    )
    assert by_groups == len(revision.links)
    pairs = {(row["source_code"], row["target_code"]) for row in revision.links}
    on_cards = {
        (row[0], row[2])
        for rows in page.cards.values()
        for row in rows[1:]
        if row[0] != "new" and row[2] not in ("no successor", "not known")
    }
    assert on_cards <= pairs
    unchanged = {row[0] for row in page.tables.get("unchanged", [])[1:]}
    assert {pair for pair in pairs if pair[0] not in unchanged} == on_cards
    moved = [row["exclusion"] for row in revision.exclusions if row["exclusion"] != "kept"]
    assert [row[0] for row in page.tables.get("exclusions", [])[1:]] == moved


def test_a_page_about_hostile_titles_shows_them_as_text(revision: Revision) -> None:
    page = revision.page
    assert page.tags.count("script") == 1
    assert not {"img", "b", "iframe", "style"} & (set(page.tags) - {"style"})
    assert not {name for name, _ in page.attributes if name.startswith("on")}
    assert len(revision.text) < 300_000


def test_shares_stand_where_they_are_known_only(tmp_path: pathlib.Path) -> None:
    program = Program(tmp_path)
    plain = Page(program.run("report", "diff", "2010", "2018").stdout)
    census = Page(program.run("report", "diff", "2010", "2018", "--weights", "census").stdout)
    rows = [row for card in census.cards.values() for row in card[1:]]
    assert all(row[4] == "" for row in rows if row[5] == "not known")
    assert {row[5] for row in rows} == {"only", "census", "not known"}
    assert {row[5] for card in plain.cards.values() for row in card[1:]} == {"only", "not known"}


def test_official_figures_are_those_of_diff(tmp_path: pathlib.Path) -> None:
    program = Program(tmp_path)
    page = Page(program.run("report", "diff", "2010", "2018").stdout)
    told = program.run(*"diff 2010 2018 --official --format json".split())
    rows = json.loads(told.stdout)["rows"]
    assert [
        (row["figure"], int(row["published"]), row["counted here"]) for row in page.rows("official")
    ] == [
        (row["title"], row["published"], "" if row["counted"] is None else str(row["counted"]))
        for row in rows
    ]


def test_the_picture_of_the_front_page_is_what_the_command_draws(tmp_path: pathlib.Path) -> None:
    Program(tmp_path).run(
        *"report diff 2010 2018 --weights census --svg drawings -o page.html".split()
    )
    drawn = (tmp_path / "drawings" / "family-53-3022.svg").read_text()
    shown = pathlib.Path(__file__).parents[2] / "docs" / "pictures" / "bus-drivers.svg"
    assert drawn == shown.read_text()
