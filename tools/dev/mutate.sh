#!/usr/bin/env bash
# tools/dev/mutate.sh COUNT [SEED]: how many small mistakes the tests find. Makes COUNT of them, one at
# a time, in sources of model/, numbers/ and convert/ (another comparison, another operator, one more
# or one less), builds, runs the unit, property and golden tests, and prints what no test minded. The
# same SEED makes the same mistakes. Works on a copy, in build/mutate; a mistake that does not compile
# is not counted. What survived, and the test that finds it now: docs/design/testing.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
count=${1:?usage: tools/dev/mutate.sh COUNT [SEED]}
seed=${2:-1}
rooms=(model numbers convert)

copy=$PWD/build/mutate/tree
rm -rf "$copy"
mkdir -p "$copy"
git -c safe.directory="$PWD" ls-files -z | xargs -0 cp --parents -t "$copy"
cd "$copy"
cmake -S . -B ../build -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 \
    -DSOCSHIFT_ROOM_BATCH=0 >../configure.log

build() { cmake --build ../build --target tests socshift golden_runner -- -k 1 >../build.log 2>&1; }

# The quick tests first: most mistakes end there.
tests() {
    export RC_PARAMS=max_success=20
    timeout 600 ../build/tests/tests '[unit]' >../tests.log 2>&1 &&
        timeout 600 ../build/tests/tests '[property]' >../tests.log 2>&1 &&
        timeout 900 ctest --test-dir ../build -R '^(golden|docs)/' --quiet --stop-on-failure \
            -j "$(nproc)" >../tests.log 2>&1
}

# FILE LINE COLUMN LENGTH REPLACEMENT of every mistake that can be made: operators with a blank on
# either side, and whole numbers 0 and 1, outside of comments, texts and preprocessor lines.
places() {
    local files=()
    for room in "${rooms[@]}"; do files+=(engine/socshift/"$room"/*.cpp); done
    awk '
        BEGIN {
            split("<|<=|>|>=|==|!=|&&|\\|\\||+|-|*", from, "|")
            other["<"] = "<="; other["<="] = "<"; other[">"] = ">="; other[">="] = ">"
            other["=="] = "!="; other["!="] = "=="; other["&&"] = "||"; other["||"] = "&&"
            other["+"] = "-"; other["-"] = "+"; other["*"] = "+"
            other["0"] = "1"; other["1"] = "0"; other["true"] = "false"; other["false"] = "true"
        }
        /^ *\/\// || /^#/ || /["\x27]/ || /template|static_assert|operator/ { next }
        {
            sub(/ *\/\/.*/, "")
            for (at = 1; at <= length($0);) {
                rest = substr($0, at)
                if (!match(rest, /[^ (),;{}\[\]]+/)) break
                word = substr(rest, RSTART, RLENGTH)
                if (word in other) print FILENAME, FNR, at + RSTART - 1, RLENGTH, other[word]
                at += RSTART + RLENGTH - 1
            }
        }' "${files[@]}"
}

build || { tail -n 20 ../build.log; exit 2; }
tests || { tail -n 20 ../tests.log; echo "the tests fail without a mistake"; exit 2; }

made=0 found=0
while read -r file line column length other && ((made < count)); do
    cp "$file" ../kept
    awk -v at="$line" -v column="$column" -v length_="$length" -v other="$other" '
        FNR == at { $0 = substr($0, 1, column - 1) other substr($0, column + length_) }
        { print }' ../kept >"$file"
    if build; then
        made=$((made + 1))
        if tests; then
            echo "not found: $file:$line: $(sed -n "${line}p" "$file" |
                sed 's/^ *//')"
        else
            found=$((found + 1))
        fi
    fi
    cp ../kept "$file"
    touch "$file"
done < <(places | shuf --random-source=<(yes "$seed"))
build
echo "$found of $made found"
