#!/bin/sh
# check_output.sh PROGRAM EXPECTED: runs the program and compares what it prints.
set -eu
actual=$(mktemp)
trap 'rm -f "$actual"' EXIT
"$1" >"$actual"
diff -u "$2" "$actual"
