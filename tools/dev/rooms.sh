#!/usr/bin/env bash
# tools/dev/rooms.sh check|picture|compare: the rooms of the engine, from the list that the build reads
# (SOCSHIFT_ROOMS in engine/CMakeLists.txt) and the #includes of the sources; and those of engine/formats.
#   check    says which includes go upward or bring a library in where it has no place; the exit code
#            is 1 if there are any.
#   picture  prints the rooms and what each uses, as a Mermaid graph without the arrows that follow
#            from others.
#   compare  compares that with docs/architecture.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

rooms=$(sed -n '/^set(SOCSHIFT_ROOMS/,/)/p' engine/CMakeLists.txt |
    sed 's/set(SOCSHIFT_ROOMS//; s/)//' | xargs)

# FILE LINE INCLUDED SIGN, for every include of the engine, of kinds of files and of the program. The sign
# is < or ".
includes() {
    find engine/socshift engine/formats tools/socshift -name '*.?pp' | LC_ALL=C sort |
        xargs awk 'match($0, /^#include [<"][^>"]+/) {
            print FILENAME, FNR, substr($0, RSTART + 10, RLENGTH - 10), substr($0, RSTART + 9, 1) }'
}

check() {
    includes | awk -v rooms="$rooms" '
        BEGIN {
            split(rooms, name, " ")
            for (i in name) place[name[i]] = i + 0
            split("text options verbs", side, " ")
            for (i in side) tool[side[i]] = i + 0
            # Where a library may be included: what does not match is not a library of ours.
            home["CLI/"] = "^tools/socshift/"
            home["nlohmann/"] = "^(tools/socshift/|engine/socshift/(publish|exchange|report)/[^/]*[.]cpp$|engine/formats/(readstat|columns)/[^/]*[.]cpp$)"
            home["readstat.h"] = "^engine/formats/readstat/"
            home["yaml-cpp/"] = "^engine/socshift/catalog/"
            home["pugixml"] = "^engine/socshift/io/"
            home["mz"] = "^engine/socshift/io/"
            home["zstd"] = "^engine/socshift/io/"
            home["serd/"] = "^engine/socshift/io/"
            home["sha2"] = "^engine/socshift/io/"
            home["hwy/"] = "^engine/socshift/io/"
            home["Random123/"] = "^engine/socshift/numbers/"
            # Rooms of kinds of files, and what each uses; columns/ knows kinds by formats.hpp alone.
            uses["arrow", "arrow"]; uses["parquet", "arrow"]; uses["readstat", "arrow"]
            uses["columns", "arrow"]; uses["columns", "formats.hpp"]
            split("arrow parquet readstat columns formats.hpp", kinds, " ")
            for (i in kinds) kind[kinds[i]] = i + 0
        }
        function wrong(why) { print $1 ":" $2 ": " $3 ": " why; bad = 1 }
        {
            for (library in home)
                if (index($3, library) == 1 && $1 !~ home[library]) wrong("not in this place")
        }
        split($1, at, "/") && at[1] == "engine" {
            count = split($3, to, "/")
            if (to[1] == "socshift" && count == 3 && at[3] in place) {
                if (!(to[2] in place)) wrong("no room of this name")
                else if (place[to[2]] > place[at[3]]) wrong(at[3] " may not use " to[2])
            }
            if (to[1] in tool) wrong("the engine knows no program")
        }
        $4 == "\"" && at[1] == "engine" {
            split($3, to, "/")
            if (to[1] in kind) {
                if (at[2] == "socshift") wrong("the engine knows no kinds of files")
                else if (at[3] in kind && at[3] != to[1] && at[3] != "formats.hpp" && !((at[3], to[1]) in uses))
                    wrong(at[3] " may not use " to[1])
                else if (at[3] == "formats.hpp" && to[1] != "arrow") wrong("formats.hpp may not use " to[1])
            }
        }
        $4 == "<" && $3 ~ /^(arrow|parquet)\// && $1 !~ /^engine\/formats\/parquet\/arrow_cpp\// {
            wrong("not in this place")
        }
        at[1] == "tools" && at[3] in tool {
            split($3, to, "/")
            if (to[1] in tool && tool[to[1]] > tool[at[3]]) wrong(at[3] " may not use " to[1])
        }
        END { exit bad }'
}

picture() {
    includes | awk -v rooms="$rooms" '
        BEGIN { count = split(rooms, name, " ") }
        split($1, at, "/") && at[1] == "engine" && at[2] == "socshift" && split($3, to, "/") == 3 && to[1] == "socshift" &&
            at[3] != to[2] { uses[at[3], to[2]] = 1 }
        END {
            # By way of others: rooms are in order, so one pass from the ground up closes it.
            for (i = 1; i <= count; ++i)
                for (j = i - 1; j >= 1; --j)
                    if ((name[i], name[j]) in uses || (name[i], name[j]) in reaches) {
                        reaches[name[i], name[j]] = 1
                        for (k = 1; k < j; ++k)
                            if ((name[j], name[k]) in reaches) {
                                reaches[name[i], name[k]] = 1
                                far[name[i], name[k]] = 1
                            }
                    }
            print "```mermaid\ngraph BT"
            for (i = 1; i <= count; ++i)
                for (j = i - 1; j >= 1; --j)
                    if ((name[i], name[j]) in uses && !((name[i], name[j]) in far))
                        print "    " name[i] " --> " name[j]
            print "```"
        }'
}

case ${1:-} in
    check) check ;;
    picture) picture ;;
    compare) sed -n '/^```mermaid$/,/^```$/p' docs/architecture.md | diff -u - <(picture) ;;
    *) echo "usage: tools/dev/rooms.sh check|picture|compare" >&2; exit 2 ;;
esac
