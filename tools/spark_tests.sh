#!/usr/bin/env bash
# tools/spark_tests.sh [PYTEST-ARGUMENT...]: the tests of socshift.spark on a small cluster in this
# machine, with the examples of docs/spark.md and docs/recipes/dask.md. Needs Java (tools/setup.sh spark) and the package that
# tools/python_tests.sh has built. PySpark goes into a virtual environment in build/, in the versions of
# tests/python/requirements-spark.txt: 500 MB from PyPI. SOCSHIFT_SPARK_ROWS: how large the data file
# is, 20000 rows if it is not set. Results: build/dev/spark.xml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
venv=$root/build/spark-venv
requirements=$root/tests/python/requirements-spark.txt
package=$root/build/dev/engine/bindings/python/package

if ! command -v java >/dev/null; then
    echo "spark_tests: no java; 'tools/setup.sh spark' installs it" >&2
    exit 2
fi
if [[ ! -d $package/socshift ]]; then
    echo "spark_tests: no package in build/dev; 'tools/python_tests.sh' makes it" >&2
    exit 2
fi
if ! cmp -s "$requirements" "$venv/installed.txt"; then
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --require-virtualenv --quiet \
        --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$venv/installed.txt"
fi

scratch=$root/build/spark-tests
mkdir -p "$scratch"
cd "$scratch"
# Every process of Java lives for a minute or two: it shall not compile itself for longer.
export JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
export PYTHONPATH=$package PYTHONDONTWRITEBYTECODE=1 PYSPARK_PYTHON=$venv/bin/python
exec "$venv/bin/python" -m pytest --quiet -p no:cacheprovider --rootdir "$root" \
    --junit-xml "$root/build/dev/spark.xml" --doctest-glob 'spark.md' --doctest-glob 'dask.md' \
    --override-ini doctest_optionflags='ELLIPSIS NORMALIZE_WHITESPACE' \
    "$root/tests/spark" "$root/docs/spark.md" "$root/docs/recipes/dask.md" "$@"
