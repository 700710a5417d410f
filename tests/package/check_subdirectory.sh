#!/bin/sh -eu
# check_subdirectory.sh EXAMPLES_DIR SCRATCH_DIR: builds the programs of docs/library.md in a project
# that has these sources as a part of it, as CMake does without being asked for anything: each source
# of the engine by itself, and without precompiled headers, which would hide a missing include.
examples=$1 scratch=$2
source=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$scratch"
cmake -G Ninja -S "$examples" -B "$scratch" -DSOCSHIFT_SOURCE="$source" \
    -DSOCSHIFT_WARNINGS_AS_ERRORS=ON -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache || true)"
cmake --build "$scratch" --target examples
