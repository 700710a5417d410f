#!/usr/bin/env bash
# Installs what is missing, builds for development and runs every test. SOCSHIFT_SOURCES may name
# the folder of the publishers' tables; tests that need it are skipped otherwise.
# The last line is "N passed, N failed", with ", N skipped" when there are any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=$PWD/build/dev/results.xml

if ! { tools/setup.sh test && tools/build.sh dev; }; then
    echo "0 passed, 1 failed"  # the build
    exit 1
fi

rm -f "$results"
status=0
ctest --preset dev --parallel "$(nproc)" --output-junit "$results" || status=$?

count() { grep -c -e "$1" "$results" 2>/dev/null || true; }
total=$(count '<testcase ')
passed=$(count '<testcase .*status="run"')
skipped=$(count '<skipped message="SKIP_')
failed=$((${total:-0} - ${passed:-0} - ${skipped:-0}))
if ((status != 0 && failed == 0)); then
    failed=1  # ctest itself
fi
line="${passed:-0} passed, $failed failed"
if ((${skipped:-0} > 0)); then
    line+=", $skipped skipped"
fi
echo "$line"
((failed == 0))
