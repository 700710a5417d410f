#!/bin/sh -eu
# check_subdirectory.sh EXAMPLES_DIR SCRATCH_DIR: builds the programs of docs/library.md in a project
# that has these sources as a part of it, and compares what they print. That each source compiles by
# itself, as it must in a project that asks for nothing, is seen by tools/dev/alone.sh; here several at
# a time, which is quicker.
examples=$1 scratch=$2
source=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$scratch"
cmake -G Ninja -S "$examples" -B "$scratch" -DSOCSHIFT_SOURCE="$source" \
    -DSOCSHIFT_WARNINGS_AS_ERRORS=ON -DCMAKE_UNITY_BUILD=ON -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache || true)"
cmake --build "$scratch" --target examples
