#!/usr/bin/env bash
# tools/python_tests.sh [PYTEST-ARGUMENT...]: builds the module of the Python package beside what
# tools/build.sh dev has built, and runs its tests: pytest, the examples in docstrings and in
# docs/python.md and docs/recipes/duckdb.md, and mypy. What they need from PyPI goes into a virtual environment in build/, in the
# versions of tests/python/requirements.txt. Results: build/dev/python.xml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
venv=$root/build/python-venv
requirements=$root/tests/python/requirements.txt
package=$root/build/dev/engine/bindings/python/package

if ! cmp -s "$requirements" "$venv/installed.txt"; then
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --require-virtualenv --quiet \
        --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$venv/installed.txt"
fi

log=$root/build/dev.python.log
cmake --preset dev -DSOCSHIFT_PYTHON=ON -DPython_EXECUTABLE="$venv/bin/python" >"$log" 2>&1 ||
    { cat "$log" >&2; exit 1; }
cmake --build build/dev --target socshift_python_package -- --quiet |
    { grep -vx 'ninja: no work to do.' || true; }

# Away from the checkout, so that nothing is imported but the package.
scratch=$root/build/python-tests
mkdir -p "$scratch"
cd "$scratch"
export PYTHONPATH=$package PYTHONDONTWRITEBYTECODE=1
status=0
"$venv/bin/python" -m mypy --strict --cache-dir="$scratch/mypy" \
    "$root/engine/bindings/python/socshift" || status=1
"$venv/bin/python" -m pytest --quiet -p no:cacheprovider --rootdir "$root" \
    --junit-xml "$root/build/dev/python.xml" --doctest-modules --doctest-glob 'python.md' --doctest-glob 'duckdb.md' \
    --override-ini doctest_optionflags='ELLIPSIS NORMALIZE_WHITESPACE' \
    "$root/tests/python" "$package/socshift" "$root/docs/python.md" "$root/docs/recipes/duckdb.md" "$@" || status=1
exit "$status"
