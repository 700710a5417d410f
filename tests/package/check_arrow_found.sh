#!/bin/sh
# check_arrow_found.sh CMAKE MODULES SCRATCH: cmake/FindArrowParquet.cmake takes the pyarrow of the Python in
# PATH if none is named, and none that is too old.
set -eu
cmake=$1
modules=$2
scratch=$3

rm -rf "$scratch"
mkdir -p "$scratch/bin"
cat >"$scratch/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(found NONE)
set(CMAKE_DISABLE_FIND_PACKAGE_Parquet ON)
list(APPEND CMAKE_MODULE_PATH "$modules")
find_package(ArrowParquet)
message(STATUS "found: \${ArrowParquet_FOUND}")
END

# found VERSION EXPECTED: with a Python whose pyarrow has that version.
found() {
    printf '#!/bin/sh\nprintf "%s;/include;/libparquet.so;/libarrow.so"\n' "$1" >"$scratch/bin/python3"
    chmod +x "$scratch/bin/python3"
    rm -rf "$scratch/build"
    PATH=$scratch/bin:$PATH "$cmake" -S "$scratch" -B "$scratch/build" >"$scratch/log" 2>&1 || true
    grep -q "found: $2" "$scratch/log" || { cat "$scratch/log"; exit 1; }
}

found 24.0.0 TRUE
found 23.0.1 FALSE
grep -q "expected version 24 or newer, found '23.0.1' of pyarrow" "$scratch/log"
