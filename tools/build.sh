#!/usr/bin/env bash
# tools/build.sh PRESET: configures and builds build/PRESET. Silent when nothing is to be done.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=$1 log=build/$1.configure.log

if [[ ! -e build/$preset/build.ninja ]]; then
    echo "build: build/$preset, a few minutes the first time" >&2
fi
mkdir -p build
cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cmake --build --preset "$preset" -- --quiet | { grep -vx 'ninja: no work to do.' || true; }
