#!/bin/sh -eu
# man_page.sh LOWDOWN PAGE.md NAME VERSION OUTPUT.1
# The first heading and the paragraph under it become the NAME section that whatis and apropos
# read; the other headings move up one level and become capitals, as in every other man page.
lowdown=$1 page=$2 name=$3 version=$4 output=$5
mkdir -p "$(dirname "$output")"
awk -v name="$name" '
    /^```/ { fence = !fence }
    fence { print; next }
    /^<!--.*-->$/ { next }
    /^# / && !seen { seen = 1; opening = 1; print "# NAME"; next }
    opening && NF { opening = 0; $0 = name " - " tolower(substr($0, 1, 1)) substr($0, 2) }
    /^## / { print toupper(substr($0, 2)); next }
    /^### / { print substr($0, 2); next }
    # Markdown tables write a bar in code as \|, which the converter would print.
    { while (sub(/\\\|/, "\001")) found = 1; gsub(/\001/, "|"); print }
' "$page" |
    "$lowdown" -s -T man --nroff-nolinks -M title="$name" -M section=1 -M date= \
        -M source="socshift $version" -M volume="socshift manual" -o "$output.part"
mv "$output.part" "$output"
