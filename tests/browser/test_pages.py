"""Pages of `socshift report` in a browser: what a reader can do with them, and that nothing else runs.

tools/browser_tests.sh makes the environment and names program and browser.
"""

from __future__ import annotations

import pathlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Opened, run
from playwright.sync_api import Browser

ROOT = pathlib.Path(__file__).parent.parent.parent
WORLD = ROOT / "tests" / "golden" / "worlds" / "bazaar" / "own"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'.csv"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pathlib.Path]:
    folder = tmp_path_factory.mktemp("pages")

    (folder / "data").mkdir()
    hostile = HOSTILE.replace("/", "∕")  # a file cannot have it
    (folder / hostile).write_text("code,n\n15-1134,10\n29-1060,5\n<b>,2\n151132,1500.5\n")
    beside = ["--summary", "account.json", "--methods", "methods.txt"]
    run(folder, "convert", hostile, "--column", "code", "--from", "2010", "--to", "2018", "--weights",
        "equal", "--sum", "n", "--bounds", "-o", "out.csv", "--quiet", *beside)  # fmt: skip
    run(folder, "report", "convert", *beside, "--figures", "out.csv", "-o", "convert.html")
    run(folder, "report", "diff", "2010", "2018", "--weights", "census", "-o", "diff.html")
    run(folder, "report", "diff", "bazaar1", "bazaar2", "--catalog", str(WORLD), "-o", "hostile.html")
    return {name: folder / f"{name}.html" for name in ("convert", "diff", "hostile")}


@pytest.fixture(params=["convert", "diff", "hostile"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1600, "dark")])
def test_a_page_fits_and_nobody_is_kept_out(
    browser: Browser, pages: dict[str, pathlib.Path], name: str, width: int, scheme: str
) -> None:
    opened = Opened(browser, pages[name], width, scheme)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(opened.page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert opened.wrong == []
    opened.context.close()


def test_search_leaves_what_fits(browser: Browser, pages: dict[str, pathlib.Path]) -> None:
    opened = Opened(browser, pages["diff"], 1600, "light")
    page = opened.page
    cards = page.locator("#families .card:visible")
    all_cards = cards.count()
    page.get_by_label("Search codes and titles").first.fill("15-1134")
    assert cards.count() == 1
    assert "15-1134" in cards.first.inner_text()
    assert page.locator("#families .found").inner_text() == f"1 of {all_cards}"
    page.get_by_label("Search codes and titles").first.fill("")
    assert cards.count() == all_cards
    assert opened.wrong == []
    opened.context.close()


def test_tables_and_texts_are_copied(browser: Browser, pages: dict[str, pathlib.Path]) -> None:
    opened = Opened(browser, pages["convert"], 1600, "light")
    page = opened.page
    page.locator("[data-copy=table-totals]").click()
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert copied[0].split("\t")[:2] == ["column", "total in"]
    assert copied[1].split("\t") == ["n", "1517.5", "1510.5", "7", "0"]
    assert page.locator("#said").inner_text() == "Copied"
    page.locator("[data-copy=text-methods]").click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("The occupation codes in column 'code' of ")
    assert "\n\nOf 4 rows, " in text
    assert opened.wrong == []
    opened.context.close()


def test_everything_can_be_reached_by_keyboard(
    browser: Browser, pages: dict[str, pathlib.Path]
) -> None:
    opened = Opened(browser, pages["diff"], 1600, "light")
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    summary = page.locator("#families summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#families details").first.get_attribute("open") is not None
    opened.context.close()


def test_a_page_prints_on_a4_with_all_its_tables(
    browser: Browser, pages: dict[str, pathlib.Path], name: str
) -> None:
    opened = Opened(browser, pages[name], 390, "dark")
    printed = opened.page.pdf(format="A4", prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed))
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(595, 842)}
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.locator("details:not([open])").count() == 0
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("details[open]").count() == 0
    assert opened.wrong == []
    opened.context.close()


def test_what_is_put_into_a_page_later_does_not_run(
    browser: Browser, pages: dict[str, pathlib.Path], tmp_path: pathlib.Path
) -> None:
    """Even if a title were not escaped: the policy of the page names its own script alone."""
    text = pages["hostile"].read_text()
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(text.replace("</main>", "<script>document.title = 'taken'</script></main>"))
    opened = Opened(browser, spoilt, 1600, "light")
    assert opened.page.title() != "taken"
    assert any("Content Security Policy" in wrong for wrong in opened.wrong)
    opened.context.close()


def test_a_page_is_one_small_file(browser: Browser, pages: dict[str, pathlib.Path]) -> None:
    assert pages["diff"].stat().st_size < 300_000
    opened = Opened(browser, pages["diff"], 1600, "light")
    names = "performance.getEntriesByType('resource').length"
    assert opened.page.evaluate(names) == 0
    opened.context.close()
