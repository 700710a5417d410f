#!/usr/bin/env bash
# From a fresh clone to a first result: installs what is missing, builds, and carries the May 2018
# national employment table, published in codes of its own on the ground of SOC 2010, to SOC 2018.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools/setup.sh build
tools/build.sh release

socshift=build/release/tools/socshift/socshift
result=build/quickstart/oews_2018_in_soc2018.csv
mkdir -p "${result%/*}"
status=0
"$socshift" export counts oews-national-2018 |
    "$socshift" convert - --column code --from oews2018 --to soc2018 \
        --weights equal --sum employment -o "$result" --overwrite || status=$?
((status <= 1)) || exit "$status"  # 1: some rows were set aside, and the summary says which
echo "result: $result"
