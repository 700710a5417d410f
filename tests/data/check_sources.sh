#!/bin/sh -eu
# check_sources.sh SOURCES.md: the checksums of the page against the publishers' tables, which are
# below the folder SOCSHIFT_SOURCES. Exit code 77 (skipped) when that is not set.
page=$1
if [ -z "${SOCSHIFT_SOURCES:-}" ]; then
    echo "skipped: SOCSHIFT_SOURCES is not set"
    exit 77
fi

# "table checksum" for each table of a row; the last two columns, each a list joined by "; ".
pairs=$(sed -n 's/^.*| \([^|]*\) | \([^|]*\) |$/\1|\2/p' "$page" | tr -d ' `' |
    awk -F '|' '$2 ~ /^[0-9a-f;]+$/ {
        tables = split($1, table, ";"); sums = split($2, sum, ";")
        for (i = 1; i <= tables || i <= sums; i++) { print table[i], sum[i] }
    }' | sort -u)
rows=$(grep -c '^| [^ ]*\.yaml |' "$page")
summed=$(grep -c '`[0-9a-f]\{64\}` |$' "$page")
if [ "$rows" -eq 0 ] || [ "$rows" -ne "$summed" ]; then
    echo "$rows files, but $summed with a checksum"
    exit 1
fi

status=0
while read -r table checksum; do
    file=$(find "$SOCSHIFT_SOURCES" -type f -name "$table")
    if [ -z "$file" ]; then
        echo "$table is not below $SOCSHIFT_SOURCES"
        status=1
        continue
    fi
    actual=$(sha256sum "$file" | cut -d ' ' -f 1)
    if [ "$actual" != "$checksum" ]; then
        echo "$table has the checksum $actual, not $checksum"
        status=1
    fi
done <<PAIRS
$pairs
PAIRS
exit "$status"
