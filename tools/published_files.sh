#!/bin/sh -eu
# published_files.sh PROGRAM LIST: prints what `socshift convert` makes of the files of LIST, which are
# below the folder SOCSHIFT_SOURCES, as the table of docs/published-tables.md. A line of LIST: file,
# column, what was carried of it before, options; tabs between.
program=$1
list=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# number NAME: its number in the summary.
number() { sed -n "s/^ *\"$1\": \([0-9]*\),\{0,1\}\$/\1/p" "$scratch/summary" | head -n 1; }

# A number with commas where thousands are.
grouped() { echo "$1" | sed -e :a -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/;ta'; }

# "group 12, unknown 3": rows set aside by reason.
reasons() {
    sed -n '/"by_reason": {/,/}/s/^ *"\([a-z_]*\)": \([0-9]*\),\{0,1\}$/\1 \2/p' "$scratch/summary" |
        tr '\n' ',' | sed 's/,$//; s/,/, /g'
}

echo '| file | column | options | rows | carried | set aside | carried before |'
echo '|---|---|---|---:|---:|---|---:|'
pairs=0 whole=0 plain=0
tab=$(printf '\t')
while IFS=$tab read -r file column before options; do
    case $file in '' | '#'*) continue ;; esac
    rm -f "$scratch"/*
    # The options are words: none of them has a blank in it that is its own.
    # shellcheck disable=SC2086
    "$program" convert "$SOCSHIFT_SOURCES/$file" --column "$column" --to soc2018 $options \
        -o "$scratch/out" --summary "$scratch/summary" --quiet 2>"$scratch/errors" || true
    pairs=$((pairs + 1))
    if [ -f "$scratch/summary" ]; then
        rows=$(number rows_in) carried=$(number rows_carried) aside=$(reasons)
        [ "$rows" != "$carried" ] || whole=$((whole + 1))
        [ "$rows" != "$carried" ] || [ -n "$options" ] || plain=$((plain + 1))
        rows=$(grouped "$rows") carried=$(grouped "$carried")
    else
        rows='' carried=refused aside=$(head -n 1 "$scratch/errors" | sed "s|$SOCSHIFT_SOURCES/||g")
    fi
    # shellcheck disable=SC2016
    printf '| `%s` | `%s` | %s | %s | %s | %s | %s |\n' "$file" "$column" \
        "${options:+\`$options\`}" "$rows" "$carried" "$aside" "$before"
done <"$list"
echo
echo "Of $pairs, $whole are carried whole, $plain of them with only \`--column\` and \`--to\`."
