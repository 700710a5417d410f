#!/usr/bin/env bash
# tools/test.sh [--validators]: installs what is missing, builds for development and runs every test, those of the Python package
# (tools/python_tests.sh, which takes packages from PyPI) as well. SOCSHIFT_SOURCES may name
# the folder of the publishers' tables; tests that need it are skipped otherwise. --validators: also those
# in which programs of others judge what `socshift export` writes (tests/python/test_exchange.py).
# The last line is "N passed, N failed", with ", N skipped" when there are any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=$PWD/build/dev/results.xml
python_results=$PWD/build/dev/python.xml
exchange_results=$PWD/build/dev/exchange.xml
validators=()
[[ ${1:-} == --validators ]] && validators=(--validators)

if ! { tools/setup.sh test && tools/build.sh dev; }; then
    echo "0 passed, 1 failed"  # the build
    exit 1
fi

rm -f "$results" "$python_results" "$exchange_results"
status=0
ctest --preset dev --parallel "$(nproc)" --output-junit "$results" || status=$?
tools/python_tests.sh "${validators[@]}" || status=$?

count() { { grep -o -e "$1" "${2:-$results}" 2>/dev/null || true; } | wc -l; }
total=$(count '<testcase ')
passed=$(count '<testcase [^>]*status="run"')
skipped=$(count '<skipped message="SKIP_')
failed=$((total - passed - skipped))
for file in "$python_results" "$exchange_results"; do
    file_skipped=$(count '<skipped ' "$file")
    file_failed=$(count '<\(failure\|error\) ' "$file")
    passed=$((passed + $(count '<testcase ' "$file") - file_skipped - file_failed))
    skipped=$((skipped + file_skipped))
    failed=$((failed + file_failed))
done
if ((status != 0 && failed == 0)); then
    failed=1  # ctest, mypy or a build
fi
line="$passed passed, $failed failed"
if ((skipped > 0)); then
    line+=", $skipped skipped"
fi
echo "$line"
((failed == 0))
