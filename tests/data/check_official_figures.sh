#!/bin/sh -eu
# check_official_figures.sh MAKER PROGRAM PAGE: what the maker prints is the page. With
# SOCSHIFT_UPDATE_GOLDEN=1 the page is written instead. Exit code 77 (skipped) when
# SOCSHIFT_SOURCES is not set.
maker=$1
program=$2
page=$3
if [ -z "${SOCSHIFT_SOURCES:-}" ]; then
    echo "skipped: SOCSHIFT_SOURCES is not set"
    exit 77
fi
made=$(mktemp)
trap 'rm -f "$made"' EXIT
sh -eu "$maker" "$program" "$SOCSHIFT_SOURCES" >"$made"
if [ "${SOCSHIFT_UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$made" "$page"
fi
diff -u "$page" "$made"
