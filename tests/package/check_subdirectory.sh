#!/bin/sh -eu
# check_subdirectory.sh CMAKE SOURCE_DIR CONSUMER_DIR SCRATCH_DIR CXX FLAGS RELEASE_FLAGS CCACHE
# Compiles what this build has compiled with the same flags and in the same batches, so that the
# compiler cache has it all. That each source compiles alone as well: tools/dev/alone.sh.
cmake=$1 source=$2 consumer=$3 scratch=$4 cxx=$5 flags=$6 release_flags=$7 ccache=$8
rm -rf "$scratch"
export CCACHE_SLOPPINESS=pch_defines,time_macros
"$cmake" -G Ninja -S "$consumer" -B "$scratch" -DSOCSHIFT_SOURCE="$source" \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="$release_flags" \
    -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_CXX_FLAGS="$flags -ffile-prefix-map=$source/=" \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$ccache" \
    -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=8 -DSOCSHIFT_WARNINGS_AS_ERRORS=ON
"$cmake" --build "$scratch" --target consumer
"$scratch/consumer"
