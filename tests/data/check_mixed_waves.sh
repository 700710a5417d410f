#!/bin/sh
# check_mixed_waves.sh SCRIPT PROGRAM CROSSWALKS: random panels of several editions, worked out a second time
# by a script in another language. Skipped (77) where there is no Python.
set -eu
command -v python3 >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$1" --socshift "$2" --crosswalks "$3" --work "$work" --panels 15
