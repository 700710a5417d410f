#!/usr/bin/env bash
# tools/dev/alone.sh [FILE...]: compiles the files named by themselves; without names each source of the
# engine and of the program, and each header of theirs and of the tests that no source includes first.
# So they compile in a project that asks for nothing (add_subdirectory). Only syntax and types: no
# batches, no precompiled headers, no code. A source includes its own header first, so that compiling
# the one proves the other; that it does is checked as well. Without names the headers of both are
# also compiled as one text: two of them that give a name two meanings work until one source needs
# both, and the linker takes one meaning for the other in silence. The exit code is 1 if anything is
# wrong.
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

compile() {
    "${CXX:-g++}" -std=c++20 -fsyntax-only -I engine -I engine/formats -I engine/bindings -I tools/socshift -I tests -I tests/golden \
        -I tests/fuzz -DSOCSHIFT_VERSION='""' -x c++ "$@" /dev/null
}
export -f compile

files=("$@")
if ((${#files[@]} == 0)); then
    without=(':!engine/bindings/python' ':!engine/bindings/r' ':!engine/formats/parquet/arrow_cpp')
    mapfile -t headers < <(own_files 'engine/*.hpp' 'tools/*.hpp' "${without[@]}")
    compile "${headers[@]/#/-include}" || status=1
    mapfile -t files < <(
        own_files 'engine/*.cpp' 'tools/*.cpp' "${without[@]}"
        for header in $(own_files 'engine/*.hpp' 'tools/*.hpp' "${without[@]}"); do
            [[ -e ${header%.hpp}.cpp ]] || echo "$header"
        done
        own_files 'tests/*.hpp')
fi
printf '%s\n' "${files[@]}" |
    xargs -P "${JOBS:-$(nproc)}" -I FILE bash -c 'compile -include "$1"' _ FILE || status=1
exit "$status"
