#!/usr/bin/env bash
# tools/browser_tests.sh [PYTEST-ARGUMENT...]: opens pages and the site of `socshift report` in Debian's Chromium: searches, maps, copies, prints, and
# lets axe-core look for what a keyboard or a screen reader cannot use. Needs the program that tools/build.sh dev builds. What it
# takes from PyPI goes into build/browser-venv, in the versions of tests/browser/requirements.txt. Results: build/dev/browser.xml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
venv=$PWD/build/browser-venv
requirements=$PWD/tests/browser/requirements.txt
if ! cmp -s "$requirements" "$venv/installed.txt"; then
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --require-virtualenv --quiet --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$venv/installed.txt"
fi
SOCSHIFT_PROGRAM=$PWD/build/dev/tools/socshift/socshift SOCSHIFT_BROWSER=$(command -v chromium) \
    PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -m pytest --quiet -p no:cacheprovider \
    --junit-xml "$PWD/build/dev/browser.xml" tests/browser "$@"
