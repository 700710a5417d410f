#!/bin/sh -eu
# check_subdirectory.sh CONSUMER_DIR SCRATCH_DIR: builds a small project that has these sources as a
# part of it, as CMake does without being asked for anything: each source of the engine by itself,
# and without precompiled headers, which would hide what one forgets to include.
consumer=$1 scratch=$2
source=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$scratch"
cmake -G Ninja -S "$consumer" -B "$scratch" -DSOCSHIFT_SOURCE="$source" \
    -DSOCSHIFT_WARNINGS_AS_ERRORS=ON -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache || true)"
cmake --build "$scratch" --target consumer
"$scratch/consumer"
