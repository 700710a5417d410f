#!/usr/bin/env bash
# tools/dev/parquet.sh [BUILD]: builds the plug-in for Parquet in build/BUILD (release unless told), beside
# the program, which finds it there. It is compiled against the Arrow C++ of the system if its CMake
# packages are installed (libparquet-dev of apache.org's archive for Debian), else against that which the
# Python package pyarrow brings; that comes from PyPI into build/parquet-venv, in the version of
# tests/python/requirements.txt, and has to stay there while the plug-in is used.
# `cmake --install build/BUILD --component parquet --prefix DIR` puts it into DIR/lib/socshift.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${1:-release}
venv=$PWD/build/parquet-venv
wanted=$(grep '^pyarrow==' tests/python/requirements.txt)

if [[ ! -x $venv/bin/python ]] || ! "$venv/bin/python" -m pip show --quiet pyarrow 2>/dev/null; then
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --require-virtualenv --quiet --disable-pip-version-check "$wanted"
fi
log=$PWD/build/$build.parquet.log
cmake --preset "$build" -DSOCSHIFT_PARQUET=ON -DSOCSHIFT_PYARROW_PYTHON="$venv/bin/python" >"$log" 2>&1 ||
    { cat "$log" >&2; exit 1; }
cmake --build "build/$build" --target socshift_parquet_plugin -- --quiet |
    { grep -vx 'ninja: no work to do.' || true; }
ls "$PWD/build/$build/tools/socshift/socshift-parquet.so"
