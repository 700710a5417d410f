#!/usr/bin/env bash
# tools/test.sh [--r]: installs what is missing, builds for development and runs every test, those of the Python
# package (tools/python_tests.sh, which takes packages from PyPI) as well. --r: R CMD check of the R package and its
# page, too, as one more test (tools/r.sh check; R and a second compilation, minutes). SOCSHIFT_SOURCES may name
# the folder of the publishers' tables; tests that need it are skipped otherwise.
# The last line is "N passed, N failed", with ", N skipped" when there are any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
case ${1:-} in
    '' | --r) ;;
    *) echo "usage: tools/test.sh [--r]" >&2; exit 2 ;;
esac
results=$PWD/build/dev/results.xml
python_results=$PWD/build/dev/python.xml

if ! { tools/setup.sh test && tools/build.sh dev; }; then
    echo "0 passed, 1 failed"  # the build
    exit 1
fi

rm -f "$results" "$python_results"
status=0
ctest --preset dev --parallel "$(nproc)" --output-junit "$results" || status=$?
tools/python_tests.sh || status=$?

count() { { grep -o -e "$1" "${2:-$results}" 2>/dev/null || true; } | wc -l; }
total=$(count '<testcase ')
passed=$(count '<testcase [^>]*status="run"')
skipped=$(count '<skipped message="SKIP_')
failed=$((total - passed - skipped))
python_total=$(count '<testcase ' "$python_results")
python_skipped=$(count '<skipped ' "$python_results")
python_failed=$(count '<\(failure\|error\) ' "$python_results")
passed=$((passed + python_total - python_skipped - python_failed))
skipped=$((skipped + python_skipped))
failed=$((failed + python_failed))
if [[ ${1:-} == --r ]]; then
    if tools/setup.sh r && tools/r.sh check; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
fi
if ((status != 0 && failed == 0)); then
    failed=1  # ctest, mypy or a build
fi
line="$passed passed, $failed failed"
if ((skipped > 0)); then
    line+=", $skipped skipped"
fi
echo "$line"
((failed == 0))
