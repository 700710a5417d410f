#!/bin/sh -eu
# check_subdirectory.sh EXAMPLES_DIR SCRATCH_DIR: builds the programs of docs/library.md in a project
# that has these sources as a part of it, and compares what they print. Also threads_tests, since the
# project is built with ThreadSanitizer: one build of the library serves both. That each source
# compiles by itself, as it must in a project that asks for nothing, is seen by tools/dev/alone.sh;
# here several at a time, which is quicker.
examples=$1 scratch=$2
source=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$scratch"
cmake -G Ninja -S "$examples" -B "$scratch" -DSOCSHIFT_SOURCE="$source" \
    -DSOCSHIFT_BUILD_TESTS=ON -DSOCSHIFT_WARNINGS_AS_ERRORS=ON \
    -DCMAKE_UNITY_BUILD=ON -DSOCSHIFT_ROOM_BATCH=0 \
    -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_FLAGS="-O1 -g1 -fsanitize=thread -D_GLIBCXX_ASSERTIONS" -DCMAKE_CXX_FLAGS_DEBUG="" \
    -DCMAKE_EXE_LINKER_FLAGS="--ld-path=$(command -v ld.lld-14)" \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache || true)"
cmake --build "$scratch" --target examples threads_tests
