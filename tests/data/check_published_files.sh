#!/bin/sh -eu
# check_published_files.sh MAKER PROGRAM LIST PAGE: what the maker prints stands on the page. Exit code 77
# (skipped) when SOCSHIFT_SOURCES is not set. With SOCSHIFT_UPDATE_GOLDEN=1 the page is written instead.
maker=$1 program=$2 list=$3 page=$4
if [ -z "${SOCSHIFT_SOURCES:-}" ]; then
    echo "skipped: SOCSHIFT_SOURCES is not set"
    exit 77
fi
made=$(mktemp)
trap 'rm -f "$made" "$made.page"' EXIT
sh -eu "$maker" "$program" "$list" >"$made"
awk -v made="$made" '
    /^<!-- \/published -->/ { inside = 0 }
    !inside
    /^<!-- published:/ { inside = 1; while ((getline line <made) > 0) print line }' "$page" >"$made.page"
if [ "${SOCSHIFT_UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$made.page" "$page"
fi
diff -u "$page" "$made.page"
