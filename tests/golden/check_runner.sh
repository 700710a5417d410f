#!/bin/sh -eu
# check_runner.sh GOLDEN_RUNNER SCRATCH_DIR: the tests of the runner that all golden tests trust.
runner=$1 scratch=$2
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"
unset SOCSHIFT_SOURCES SOCSHIFT_UPDATE_GOLDEN

printf '#!/bin/sh\nprintf "%%s\\n" "$@" && echo note >&2\n' >program
chmod +x program

# expect CODE WHAT COMMAND...: the command's exit code; what it prints is in ./log
expect() {
    code=$1 what=$2
    shift 2
    "$@" >log 2>&1 && actual=0 || actual=$?
    if [ "$actual" -ne "$code" ]; then
        echo "$what: exit code $actual, expected $code"
        cat log
        exit 1
    fi
}
prints() { grep -qF -e "$1" log || { echo "expected '$1' in:"; cat log; exit 1; }; }
run_case() { "$runner" --program program --case case; }
run_page() { "$runner" --program program --root . --docs page.md; }

mkdir -p case/input/deep case/expected
echo given >case/input/deep/file
printf 'cat deep/file\nsocshift one "$COLUMNS" "$TZ" "${NO_COLOR-unset}"\necho left >after\nexit 3\n' >case/cmd
printf 'given\none\n80\nUTC\nunset\n' >case/expected.out
echo note >case/expected.err
echo 3 >case/expected.exit
echo left >case/expected/after
expect 0 "a case that does what it should" run_case

for expectation in expected.out expected.err expected.exit expected/after; do
    cp "case/$expectation" saved
    echo wrong >"case/$expectation"
    expect 1 "a case with another $expectation" run_case
    prints "-wrong"
    SOCSHIFT_UPDATE_GOLDEN=1 run_case
    cmp saved "case/$expectation"
done

printf 'echo "$SOCSHIFT_ROOT"\n' >case/cmd
echo the root >case/expected.out
rm case/expected.err case/expected.exit case/expected/after
SOCSHIFT_ROOT='the root' expect 0 "a case that looks at the repository" run_case

mkdir -p worlds/small/deep worlds/large
echo small >worlds/small/deep/one
echo large >worlds/large/two
printf 'small\nlarge\n' >case/world
echo 'cat deep/file deep/one two' >case/cmd
printf 'given\nsmall\nlarge\n' >case/expected.out
expect 0 "a case in two worlds" run_case
mkdir worlds/large/deep && echo other >worlds/large/deep/one
expect 2 "a case in two worlds that have the same name" run_case
echo nowhere >case/world
expect 2 "a case in no world" run_case
prints "no world 'nowhere'"
rm -r worlds case/world

echo true >case/cmd
SOCSHIFT_UPDATE_GOLDEN=1 run_case
test ! -e case/expected.out -a ! -e case/expected.exit
expect 0 "a silent case" run_case
: >case/expected/after
expect 1 "a file that was not left behind" run_case
prints "file after is not there"

touch case/needs-sources
expect 77 "a case without sources" run_case
prints "skipped"

rm case/cmd
expect 2 "a folder without cmd" run_case

echo shared >input.txt
cat >page.md <<'PAGE'
<!-- input: input.txt -->
```console
$ cat input.txt \
    | tr a-z A-Z
SHARED
$ socshift first
first
note
$ cat <<END
> here
> END
here
```
Text, and another language:
```
$ false
```
```console exit=4
$ seq 9; exit 4
1
...
8
9
```
PAGE
expect 0 "a page whose sessions are true" run_page

cp page.md saved
sed -i 's/^first$/second/' page.md
expect 1 "a page with a wrong line" run_page
prints "-second"
SOCSHIFT_UPDATE_GOLDEN=1 run_page
cmp saved page.md

sed -i 's/^8$/7/' page.md
expect 1 "a wrong line after an ellipsis" run_page
cp saved page.md
sed -i 's/exit=4/exit=5/' page.md
expect 1 "a wrong exit code" run_page
prints "exit code 4, expected 5"

sed -i 's/^```console exit=5/```console needs-sources exit=5/' page.md
expect 0 "a page whose wrong session is left out without sources" run_page
sed -i 's/^```console$/```console needs-sources/' page.md
expect 77 "a page of nothing but such sessions" run_page
