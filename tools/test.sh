#!/usr/bin/env bash
# Installs what is missing, builds for development and runs every test, those of the Python package
# (tools/python_tests.sh, which takes packages from PyPI) as well; with --spark those of Spark and Dask too
# (tools/spark_tests.sh: Java, and 500 MB from PyPI). SOCSHIFT_SOURCES may name
# the folder of the publishers' tables; tests that need it are skipped otherwise.
# The last line is "N passed, N failed", with ", N skipped" when there are any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=$PWD/build/dev/results.xml
python_results=$PWD/build/dev/python.xml
spark_results=$PWD/build/dev/spark.xml
with_spark=
case ${1:-} in
    '') ;;
    --spark) with_spark=1 ;;
    *) echo "usage: tools/test.sh [--spark]" >&2; exit 2 ;;
esac

if ! { tools/setup.sh test && { [[ -z $with_spark ]] || tools/setup.sh spark; } && tools/build.sh dev; }; then
    echo "0 passed, 1 failed"  # the build
    exit 1
fi

rm -f "$results" "$python_results" "$spark_results"
status=0
ctest --preset dev --parallel "$(nproc)" --output-junit "$results" || status=$?
tools/python_tests.sh || status=$?
if [[ -n $with_spark ]]; then
    tools/spark_tests.sh || status=$?
fi

count() { { grep -o -e "$1" "${2:-$results}" 2>/dev/null || true; } | wc -l; }
total=$(count '<testcase ')
passed=$(count '<testcase [^>]*status="run"')
skipped=$(count '<skipped message="SKIP_')
failed=$((total - passed - skipped))
for of_python in "$python_results" "$spark_results"; do
    python_total=$(count '<testcase ' "$of_python")
    python_skipped=$(count '<skipped ' "$of_python")
    python_failed=$(count '<\(failure\|error\) ' "$of_python")
    passed=$((passed + python_total - python_skipped - python_failed))
    skipped=$((skipped + python_skipped))
    failed=$((failed + python_failed))
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
