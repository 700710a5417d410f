#!/usr/bin/env bash
# tools/python_tests.sh [--validators] [PYTEST-ARGUMENT...]: builds the module of the Python package beside what
# tools/build.sh dev has built, and runs its tests: pytest, the examples in docstrings and in
# docs/python.md, docs/recipes/duckdb.md and docs/recipes/parquet.md, and mypy. The plug-in for Parquet is built against the Arrow C++ that pyarrow brings, and
# tested with files that pyarrow, pandas, Polars and DuckDB write; files of Stata, SPSS and SAS go through
# tests/formats/readstat_copy, where there is ReadStat. What they need from PyPI goes into a virtual environment in
# build/, in the versions of tests/python/requirements.txt. Results: build/dev/python.xml.
# --validators: the tests of what `socshift export` writes as well (tests/python/test_exchange.py), in an environment of
# their own with the programs that judge it, of tests/python/exchange_requirements.txt. Results: build/dev/exchange.xml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
venv=$root/build/python-venv
requirements=$root/tests/python/requirements.txt
validators=false
if [[ ${1:-} == --validators ]]; then
    validators=true
    shift
fi
package=$root/build/dev/engine/bindings/python/package

# environment FOLDER REQUIREMENTS: makes it, unless it has just these packages.
environment() {
    cmp -s "$2" "$1/installed.txt" && return
    python3 -m venv --clear "$1"
    "$1/bin/python" -m pip install --require-virtualenv --quiet \
        --disable-pip-version-check -r "$2"
    cp "$2" "$1/installed.txt"
}

environment "$venv" "$requirements"
judges=$root/build/exchange-venv
if $validators; then
    environment "$judges" "$root/tests/python/exchange_requirements.txt"
fi

log=$root/build/dev.python.log
cmake --preset dev -DSOCSHIFT_PYTHON=ON -DPython_EXECUTABLE="$venv/bin/python" \
    -DSOCSHIFT_PARQUET=ON -DSOCSHIFT_PYARROW_PYTHON="$venv/bin/python" >"$log" 2>&1 ||
    { cat "$log" >&2; exit 1; }
targets=(socshift_python_package socshift_parquet_plugin parquet_copy)
if grep -q '^ReadStat_LIBRARY:FILEPATH=/' build/dev/CMakeCache.txt; then
    targets+=(readstat_copy)
    export SOCSHIFT_READSTAT_COPY=$root/build/dev/tests/formats/readstat_copy
fi
cmake --build build/dev --target "${targets[@]}" -- --quiet |
    { grep -vx 'ninja: no work to do.' || true; }

# Away from the checkout, so that nothing is imported but the package.
scratch=$root/build/python-tests
mkdir -p "$scratch"
cd "$scratch"
export PYTHONPATH=$package PYTHONDONTWRITEBYTECODE=1
export SOCSHIFT_PLUGINS=$root/build/dev/tools/socshift
export SOCSHIFT_PARQUET_COPY=$root/build/dev/tests/formats/parquet_copy
status=0
"$venv/bin/python" -m mypy --strict --cache-dir="$scratch/mypy" \
    "$root/engine/bindings/python/socshift" || status=1
"$venv/bin/python" -m pytest --quiet -p no:cacheprovider --rootdir "$root" \
    --junit-xml "$root/build/dev/python.xml" --doctest-modules --doctest-glob 'python.md' --doctest-glob 'duckdb.md' \
    --doctest-glob 'parquet.md' \
    --override-ini doctest_optionflags='ELLIPSIS NORMALIZE_WHITESPACE' \
    --ignore "$root/tests/python/test_exchange.py" \
    "$root/tests/python" "$package/socshift" "$root/docs/python.md" "$root/docs/recipes/duckdb.md" \
    "$root/docs/recipes/parquet.md" "$@" || status=1
if $validators; then
    SOCSHIFT_PROGRAM=$root/build/dev/tools/socshift/socshift "$judges/bin/python" -m pytest --quiet -p no:cacheprovider --rootdir "$root" \
        --junit-xml "$root/build/dev/exchange.xml" "$root/tests/python/test_exchange.py" "$@" || status=1
fi
exit "$status"
