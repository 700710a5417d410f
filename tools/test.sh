#!/usr/bin/env bash
# tools/test.sh [--r] [--spark] [--validators] [--browser]: installs what is missing, builds for development and runs every test,
# those of the Python package (tools/python_tests.sh, which takes packages from PyPI) as well. --r: R CMD check of the
# R package and its page, too, as one more test (tools/r.sh check; R and a second compilation, minutes). --spark: those
# of Spark and Dask (tools/spark_tests.sh: Java, and 500 MB from PyPI). --validators: those in which programs of others
# judge what `socshift export` writes (tests/python/test_exchange.py). --browser: those of pages in
# Chromium (tools/browser_tests.sh). SOCSHIFT_SOURCES may name the folder of the
# publishers' tables; tests that need it are skipped otherwise.
# The last line is "N passed, N failed", with ", N skipped" when there are any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
validators=()
with_r=''
with_spark=''
with_browser=''
for option in "$@"; do
    case $option in
        --r) with_r=yes ;;
        --spark) with_spark=yes ;;
        --browser) with_browser=yes ;;
        --validators) validators=(--validators) ;;
        *) echo "usage: tools/test.sh [--r] [--spark] [--validators] [--browser]" >&2; exit 2 ;;
    esac
done
results=$PWD/build/dev/results.xml
python_results=$PWD/build/dev/python.xml
exchange_results=$PWD/build/dev/exchange.xml
spark_results=$PWD/build/dev/spark.xml
browser_results=$PWD/build/dev/browser.xml

if ! { tools/setup.sh test && { [[ -z $with_spark ]] || tools/setup.sh spark; } &&
    { [[ -z $with_browser ]] || tools/setup.sh browser; } && tools/build.sh dev; }; then
    echo "0 passed, 1 failed"  # the build
    exit 1
fi

rm -f "$results" "$python_results" "$exchange_results" "$spark_results" "$browser_results"
status=0
ctest --preset dev --parallel "$(nproc)" --output-junit "$results" || status=$?
tools/python_tests.sh "${validators[@]}" || status=$?
if [[ -n $with_spark ]]; then
    tools/spark_tests.sh || status=$?
fi
if [[ -n $with_browser ]]; then
    tools/browser_tests.sh || status=$?
fi

count() { { grep -o -e "$1" "${2:-$results}" 2>/dev/null || true; } | wc -l; }
total=$(count '<testcase ')
passed=$(count '<testcase [^>]*status="run"')
skipped=$(count '<skipped message="SKIP_')
failed=$((total - passed - skipped))
for file in "$python_results" "$exchange_results" "$spark_results" "$browser_results"; do
    file_skipped=$(count '<skipped ' "$file")
    file_failed=$(count '<\(failure\|error\) ' "$file")
    passed=$((passed + $(count '<testcase ' "$file") - file_skipped - file_failed))
    skipped=$((skipped + file_skipped))
    failed=$((failed + file_failed))
done
if [[ -n $with_r ]]; then
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
