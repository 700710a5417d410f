#!/usr/bin/env bash
# tools/dev/alone.sh [FILE...]: compiles the files named by themselves; without names each source of the
# engine and of the program, and each header of theirs and of the tests that no source includes first.
# So they compile in a project that asks for nothing (add_subdirectory). Only syntax and types: no
# batches, no precompiled headers, no code. A source includes its own header first, so that compiling
# the one proves the other; that it does is checked as well. Without names the headers of both are
# also compiled as one text: two of them that give a name two meanings work until one source needs
# both, and the linker takes one meaning for the other in silence. The exit code is 1 if anything is
# wrong.
# What is read again and again, headers of the language and of libraries, is read once, where that
# hides nothing: tools/dev/own_headers.py.
# The modules of the Python and R packages and the plug-in for Parquet are left out: they need nanobind and
# Arrow C++, which pip brings, and R.
# CXX is the compiler, JOBS how many run at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Also where another user owns the checkout, which git refuses otherwise.
own_files() { git -c safe.directory="$PWD" ls-files -- "$@"; }

status=0
while read -r source; do
    header=${source%.cpp}.hpp
    [[ -e $header ]] || continue
    first=$(grep -m 1 '^#include' "$source" || true)
    if [[ $first != *[\"/]"${header##*/}"\" ]]; then
        echo "$source: its own header, ${header##*/}, is not the first that it includes"
        status=1
    fi
done < <(own_files 'engine/*.cpp' 'tools/*.cpp' 'tests/*.cpp')

read_ahead=$(mktemp -d)
trap 'rm -rf "$read_ahead"' EXIT
export read_ahead

options=(-std=c++20 -I engine -I engine/formats -I engine/bindings -I tools/socshift -I tests -I tests/golden
    -I tests/fuzz "-DSOCSHIFT_VERSION=\"\"")
compiler() { "${CXX:-g++}" "${options[@]}" "$@"; }

# compile HEADERS FILE: with what $read_ahead/HEADERS.hpp includes read before; -: nothing.
# shellcheck disable=SC2317  # xargs calls it
compile() {
    local ahead=()
    [[ $1 == - ]] || ahead=(-include "$read_ahead/$1.hpp")
    compiler -fsyntax-only "${ahead[@]}" -include "$2" -x c++ /dev/null
}
# Arrays are not exported.
export -f compile compiler
run_compile() {
    xargs -P "${JOBS:-$(nproc)}" -L 1 bash -c "$(declare -p options)"'; compile "$@"' _
}

if (($# > 0)); then
    printf -- '- %s\n' "$@" | run_compile || status=1
    exit "$status"
fi
without=(':!engine/bindings/python' ':!engine/bindings/r' ':!engine/formats/parquet/arrow_cpp')
mapfile -t headers < <(own_files 'engine/*.hpp' 'tools/*.hpp' "${without[@]}")
compiler -fsyntax-only "${headers[@]/#/-include}" -x c++ /dev/null || status=1
{
    own_files 'engine/*.cpp' 'tools/*.cpp' "${without[@]}"
    for header in "${headers[@]}"; do
        [[ -e ${header%.hpp}.cpp ]] || echo "$header"
    done
    own_files 'tests/*.hpp'
} >"$read_ahead/files"
tools/dev/own_headers.py "$read_ahead" 12 <"$read_ahead/files" >"$read_ahead/assigned"
for ahead in "$read_ahead"/*.hpp; do
    compiler -x c++-header "$ahead" -o "$ahead.gch"
done
awk '{ print $2, $1 }' "$read_ahead/assigned" | run_compile || status=1
exit "$status"
