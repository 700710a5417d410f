#!/bin/sh
# check_page.sh PAGE DIR: each program that the page shows, as a block that begins with
# "```cpp NAME.cpp", is the file of this name in DIR, to the letter, and no program is missing.
set -eu
page=$1 dir=$2
status=0
for program in "$dir"/*.cpp; do
    name=$(basename "$program")
    awk -v start="\`\`\`cpp $name" '
        $0 == start { inside = 1; next }
        inside && $0 == "```" { inside = 0 }
        inside' "$page" | diff -u "$program" - || { echo "$page does not show $name as it is"; status=1; }
done
exit $status
