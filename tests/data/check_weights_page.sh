#!/bin/sh -eu
# check_weights_page.sh MAKER PROGRAM PAGE: what the maker prints is the page. With
# SOCSHIFT_UPDATE_GOLDEN=1 the page is written instead.
maker=$1
program=$2
page=$3
made=$(mktemp)
trap 'rm -f "$made"' EXIT
sh -eu "$maker" "$program" >"$made"
if [ "${SOCSHIFT_UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$made" "$page"
fi
diff -u "$page" "$made"
