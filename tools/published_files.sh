#!/bin/sh -eu
# published_files.sh PROGRAM LIST: prints what `socshift convert` makes of the files of LIST, which are
# below the folder SOCSHIFT_SOURCES, as the table of docs/published-tables.md. A line of LIST: file,
# column, what was carried of it before, options; tabs between.
program=$1
list=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# convert FILE COLUMN OPTION…: leaves the summary, unless it is refused.
convert() {
    from=$SOCSHIFT_SOURCES/$1 codes=$2
    shift 2
    rm -f "$scratch"/*
    "$program" convert "$from" --column "$codes" --to soc2018 "$@" \
        -o "$scratch/out" --summary "$scratch/summary" --quiet 2>"$scratch/errors" || true
}

# number NAME: its number in the summary.
number() { sed -n "s/^ *\"$1\": \([0-9]*\),\{0,1\}\$/\1/p" "$scratch/summary" 2>/dev/null | head -n 1; }

# A number with commas where thousands are.
grouped() { echo "$1" | sed -e :a -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/;ta'; }

# "group 12", "unknown 3": rows set aside, by reason, a line each.
reasons() {
    sed -n '/"by_reason": {/,/}/s/^ *"\([a-z-]*\)": \([0-9]*\),\{0,1\}$/\1 \2/p' "$scratch/summary" 2>/dev/null
}

# Every row is carried, or set aside for what it is: without a code, of no occupation, a total, or a
# group, which --groups carries.
goes_through() {
    [ -f "$scratch/summary" ] && ! reasons | grep -qvE '^(empty|no-code|unclassified|total|group) '
}

carried() {
    if [ -f "$scratch/summary" ]; then grouped "$(number rows_carried)"; else echo refused; fi
}

echo '| file | column | rows | carried | before | options | carried with them | not carried |'
echo '|---|---|---:|---:|---:|---|---:|---|'
pairs=0 earlier=0 plain=0 through=0
tab=$(printf '\t')
while IFS=$tab read -r file column before options; do
    case $file in '' | '#'*) continue ;; esac
    pairs=$((pairs + 1))
    convert "$file" "$column"
    alone=$(carried)
    mark=
    if goes_through; then
        mark='*' plain=$((plain + 1))
        if [ "$alone" = "$before" ]; then earlier=$((earlier + 1)); fi
    fi
    with=
    if [ -n "$options" ]; then
        eval "convert \"\$file\" \"\$column\" $options"
        with=$(carried)
    fi
    if goes_through; then through=$((through + 1)); fi
    # shellcheck disable=SC2016
    printf '| `%s` | `%s` | %s | %s | %s | %s | %s | %s |\n' "$file" "$column" \
        "$(grouped "$(number rows_in)")" "$alone$mark" "$before" "${options:+\`$options\`}" "$with" \
        "$(reasons | tr '\n' ',' | sed 's/,$//; s/,/, /g')"
done <"$list"
echo
percent() { echo "$1 ($((100 * $1 / pairs)) %)"; }
echo "Of $pairs pairs $(percent $earlier) went through before with only \`--column\` and \`--to\`, $(percent $plain) do now, marked \`*\`, and" \
    "$(percent $through) with the options as well."
