"""The browser, the program, and pages opened so that whatever goes wrong on them shows.

tools/browser_tests.sh makes the environment and names program and browser.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAM = os.environ["SOCSHIFT_PROGRAM"]


def run(folder: pathlib.Path, *arguments: str) -> None:
    """Runs the program; rows set aside are no failure."""
    done = subprocess.run(
        [PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr


class Opened:
    """A page, and all that went wrong on it or was asked of a network."""

    def __init__(
        self, browser: Browser, address: pathlib.Path | str, width: int, scheme: str
    ) -> None:
        self.wrong: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        url = address.as_uri() if isinstance(address, pathlib.Path) else address
        self._allowed = ("file:",) if url.startswith("file:") else (url[: url.find("/", 8) + 1],)
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.goto(url)

    def _asked(self, url: str) -> None:
        if not url.startswith(self._allowed):
            self.wrong.append(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The pages are our own, and tests run as root in a container.
        browser = playwright.chromium.launch(
            executable_path=os.environ["SOCSHIFT_BROWSER"], args=["--no-sandbox"]
        )
        yield browser
        browser.close()
