#!/usr/bin/env python3
"""Times how long a page of a site of `socshift report explorer`, opened from a disk, takes until it shows something.

    first_view.py SITE PAGE...

PAGE is a file of SITE. Prints milliseconds to the first contentful paint as Chromium states it, best and median of 9 rounds, beside a
page of one word, all in turn. Not a test: it judges nothing. Runs with the Python that tools/browser_tests.sh makes
(build/browser-venv); SOCSHIFT_BROWSER names Chromium.
"""
import os
import pathlib
import statistics
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def first_view(browser, address):
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    page = context.new_page()
    page.goto(address)
    for _ in range(500):
        took = page.evaluate(PAINT)
        if took is not None:
            context.close()
            return took
        time.sleep(0.01)
    raise SystemExit(f"{address} shows nothing")


def main(site, *pages):
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        word = pathlib.Path(folder) / "word.html"
        word.write_text("<!DOCTYPE html><title>word</title>word")
        addresses = {"a page of one word": word.as_uri()}
        addresses |= {page: (pathlib.Path(site).resolve() / page).as_uri() for page in pages}
        browser = playwright.chromium.launch(executable_path=os.environ["SOCSHIFT_BROWSER"], args=["--no-sandbox"])
        times = {name: [] for name in addresses}
        for _ in range(9):
            for name, address in addresses.items():
                times[name].append(first_view(browser, address))
        browser.close()
    print("| page | best ms | median ms |")
    print("|---|---:|---:|")
    for name, took in times.items():
        print(f"| {name} | {min(took):.0f} | {statistics.median(took):.0f} |")


if len(sys.argv) < 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
