"""The site of `socshift report explorer` in a browser: opened from a disk, and from a server in any place on it."""

from __future__ import annotations

import functools
import http.server
import json
import pathlib
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Opened, run
from playwright.sync_api import Browser, expect

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- \"' \\u2028 &amp;"
HATS = """\
edition: "hats{number}"
series: "hats"
title: "{title}"
status: "{status}"
valid_from: "20{number}0-01-01"
levels: ["hat"]
provenance: {{publisher: "Nobody", document: "Hats", date: "2001", source: "none", made_by: "hand"}}
items:
  - {{code: "a/b%<", level: "hat", title: "{title}"}}
  - {{code: "c", level: "hat", title: "Caps"}}
"""
TABLE = """\
correspondence: {source: "hats1", target: "hats2"}
title: "Hats"
provenance: {publisher: "Nobody", document: "Hats", date: "2001", source: "none", made_by: "hand"}
links:
  - {source: "a/b%<", target: "a/b%<"}
  - {source: "c", target: "c"}
  - {source: "c", target: "a/b%<"}
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("explorer")
    site = ["report", "explorer", "--downloads", "sql", "--edition"]
    run(folder, *site, "2000,2010,2018,onet2019,soc2028-scenario", "-o", "below/site")
    hats = folder / "hats"
    hats.mkdir()
    title = HOSTILE.replace('"', '\\"')
    for number, status in ((1, "final"), (2, "draft")):
        text = HATS.format(number=number, title=title, status=status)
        (hats / f"hats{number}.yaml").write_text(text)
    (hats / "table.yaml").write_text(TABLE)
    run(folder, *site, "hats1,hats2", "--catalog", "hats", "-o", "hostile")
    return folder


@pytest.fixture(scope="session")
def site(folder: pathlib.Path) -> pathlib.Path:
    return folder / "below" / "site"


@pytest.fixture(scope="session")
def server(folder: pathlib.Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


PAGES = [
    "index.html",
    "map.html#from=soc2010&to=soc2018&codes=53-3022,53-3041,29-1060,nothing",
    "soc2010/53-3022.html",
    "soc2018/53-0000.html",
    "onet2019/15-1252.00.html",
    "soc2018/index.html",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1600, "dark")])
def test_a_page_fits_and_nobody_is_kept_out(
    browser: Browser, site: pathlib.Path, page: str, width: int, scheme: str
) -> None:
    opened = Opened(browser, f"{site.as_uri()}/{page}", width, scheme)
    if page.startswith("map"):
        expect(opened.page.locator("#answers tbody tr").first).to_be_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.wrong == []
    # Without a request of its own for the style sheet, which the policy of the page refuses.
    found = Axe().run(opened.page, options={"resultTypes": ["violations"], "preload": False})
    assert found.violations_count == 0, found.generate_report()
    opened.context.close()


def test_search_finds_codes_of_all_editions_and_leads_to_them(
    browser: Browser, site: pathlib.Path
) -> None:
    opened = Opened(browser, f"{site.as_uri()}/soc2010/53-3022.html", 1600, "light")
    page = opened.page
    page.get_by_label("Search codes and titles").fill("bus drivers school")
    expect(page.locator("#found")).to_have_text("5 found")
    results = page.locator("#results li").all_inner_texts()
    assert "53-3022 Bus Drivers, School soc2000" in results
    assert "53-3051 Bus Drivers, School soc2028-scenario (DRAFT)" in results
    page.get_by_label("Search codes and titles").fill("15-1252")
    expect(page.locator("#results li").first).to_contain_text("15-1252 Software Developers")
    page.locator("#results a", has_text="15-1252 Software Developers").last.click()
    page.wait_for_url("**/15-1252*.html")
    page.get_by_label("Search codes and titles").fill("no such title")
    expect(page.locator("#found")).to_have_text("0 found")
    assert opened.wrong == []
    opened.context.close()


def answers(opened: Opened) -> list[list[str]]:
    expect(opened.page.locator("#answers tbody tr").first).to_be_visible()
    rows = opened.page.locator("#answers tbody tr").all()
    return [row.locator("td").all_inner_texts() for row in rows]


@pytest.mark.parametrize("where", ["disk", "server"])
def test_a_map_can_be_asked_and_its_link_shared(
    browser: Browser, folder: pathlib.Path, server: str, where: str
) -> None:
    root = folder.as_uri() + "/" if where == "disk" else server
    opened = Opened(browser, root + "below/site/map.html", 1600, "light")
    page = opened.page
    page.get_by_label("From").select_option("soc2010")
    page.get_by_label("To", exact=True).select_option("soc2018")
    page.get_by_label("Codes, with blanks or commas between").fill("53-3022, 15-1131 99-9999")
    old = "Bus Drivers, School or Special Client"
    expected = [
        ["53-3022", old, "53-3051", "Bus Drivers, School", "unknown", "", "m:n"],
        ["53-3022", old, "53-3053", "Shuttle Drivers and Chauffeurs", "unknown", "", "m:n"],
        ["15-1131", "Computer Programmers", "15-1251", "Computer Programmers", "1", "only", "1:1"],
    ]
    assert answers(opened) == expected
    assert page.locator("#asked").inner_text() == "Not a code of soc2010 here: 99-9999"
    page.get_by_role("button", name="Copy the link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith("map.html#from=soc2010&to=soc2018&codes=53-3022%2C15-1131%2C99-9999")
    assert opened.wrong == []
    opened.context.close()

    again = Opened(browser, link, 390, "dark")
    assert answers(again) == expected
    again.page.get_by_role("button", name="Copy the table").click()
    copied = again.page.evaluate("navigator.clipboard.readText()").split("\n")
    assert [line.split("\t") for line in copied[1:]] == expected
    again.page.locator("#answers a", has_text="53-3053").click()
    again.page.wait_for_url("**/soc2018/53-3053.html")
    assert again.wrong == []
    again.context.close()


def test_answers_on_the_map_are_those_of_the_data(browser: Browser, site: pathlib.Path) -> None:
    """The script looks up, and adds nothing: every code that the data has, every place of it."""
    data = json.loads((site / "data" / "soc2000" / "onet2019.json").read_text())
    codes = list(data["codes"])[::40]
    opened = Opened(
        browser, f"{site.as_uri()}/map.html#from=soc2000&to=onet2019&codes={','.join(codes)}", 1600,
        "light")  # fmt: skip
    shown = [(row[0], row[2], row[4], row[5], row[6]) for row in answers(opened)]
    known = [
        (code, place.get("code", ""), place.get("share", "unknown"), place.get("basis", ""),
         data["codes"][code]["cardinality"])
        for code in codes for place in data["codes"][code]["places"]]  # fmt: skip
    assert shown == known
    assert opened.page.locator("#notices p").all_inner_texts() == data["notices"]
    assert opened.wrong == []
    opened.context.close()


def test_a_draft_is_marked_wherever_it_shows(browser: Browser, site: pathlib.Path) -> None:
    marked = ["index.html", "soc2028-scenario/index.html", "soc2018/43-5031.html",
              "map.html#from=soc2018&to=soc2028-scenario&codes=43-5031"]  # fmt: skip
    for name in marked:
        opened = Opened(browser, f"{site.as_uri()}/{name}", 1600, "light")
        expect(opened.page.locator(".draft")).to_have_text(
            "DRAFT soc2028-scenario is a draft: nothing of it is in force."
        )
        opened.context.close()
    opened = Opened(browser, f"{site.as_uri()}/map.html#from=soc2010&to=soc2018&codes=11-1011",
                    1600, "light")  # fmt: skip
    answers(opened)
    assert opened.page.locator(".draft").count() == 0
    opened.context.close()


def test_hostile_titles_and_codes_are_text(browser: Browser, folder: pathlib.Path) -> None:
    root = (folder / "hostile").as_uri()
    shown = HOSTILE.replace("\\u2028", "\u2028")
    for name in ("hats1/index.html", "hats1/a%252Fb%2525%253C.html"):
        opened = Opened(browser, f"{root}/{name}", 1600, "light")
        assert shown in opened.page.locator("h1").inner_text()
        assert opened.wrong == []
        opened.context.close()
    opened = Opened(browser, f"{root}/map.html#from=hats1&to=hats2&codes=c", 1600, "light")
    assert [row[2] for row in answers(opened)] == ["a/b%<", "c"]
    assert shown == opened.page.locator("#answers tbody tr").first.locator("td").nth(3).inner_text()
    opened.page.get_by_label("Search codes and titles").fill("onerror")
    expect(opened.page.locator("#found")).to_have_text("2 found")
    opened.page.locator("#results a").last.click()
    opened.page.wait_for_url("**/hats1/*")
    assert "a/b%<" in opened.page.locator("h1").inner_text()
    assert opened.wrong == []
    opened.context.close()


def test_what_is_put_into_a_page_later_does_not_run(
    browser: Browser, folder: pathlib.Path
) -> None:
    page = folder / "hostile" / "hats1" / "c.html"
    spoilt = page.with_name("spoilt.html")
    script = "<script>document.title = 'taken'</script><img src=x onerror='document.title=1'>"
    spoilt.write_text(page.read_text().replace("</main>", script + "</main>"))
    opened = Opened(browser, spoilt, 1600, "light")
    assert opened.page.title() not in ("taken", "1")
    assert any("Content Security Policy" in wrong for wrong in opened.wrong)
    opened.context.close()


def test_everything_can_be_reached_by_keyboard(browser: Browser, site: pathlib.Path) -> None:
    opened = Opened(browser, f"{site.as_uri()}/map.html#from=soc2010&to=soc2018&codes=53-3022", 1600,
                    "light")  # fmt: skip
    page = opened.page
    answers(opened)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert reached[:6] == ["from", "to", "codes", "copy-link", "copy-table", "scroll"]
    opened.context.close()


def test_without_its_script_a_page_shows_all_it_has(browser: Browser, site: pathlib.Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/soc2010/53-3022.html")
    assert page.locator(".search").is_hidden()
    assert page.locator("#elsewhere tbody tr").count() >= 4
    page.goto(f"{site.as_uri()}/map.html")
    assert "needs its script" in page.locator("main").inner_text()
    context.close()
