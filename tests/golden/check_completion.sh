#!/bin/sh -eu
# check_completion.sh PROGRAM zsh|fish: the shell completes verbs, options and their words with the script
# that the program prints for it. Exit code 77 (skipped) where there is no such shell.
# shellcheck disable=SC2317  # functions are called by the name of the shell
program=$1 shell=$2
if ! command -v "$shell" >/dev/null; then
    echo "skipped: there is no $shell"
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch" XDG_CONFIG_HOME="$scratch" XDG_DATA_HOME="$scratch" TERM=dumb
mkdir "$scratch/functions"
"$program" completion zsh >"$scratch/functions/_socshift"
"$program" completion fish >"$scratch/socshift.fish"

# completed LINE: what the shell makes of it, where it can go on in one way only.
cat >"$scratch/complete.zsh" <<'END'
zmodload zsh/zpty
zpty shell "zsh -f -i"
zpty -w shell "PS1= PS2= RPS1=; unsetopt beep; fpath=($1/functions \$fpath)"
zpty -w shell 'autoload -Uz compinit; compinit -u -D; bindkey -e'
zpty -w shell "[[ ! -f $1/socshift.zsh ]] || source $1/socshift.zsh"
zpty -w shell 'echo rea""dy'
zpty -r -m shell seen '*ready*'
# The line is completed, put between quotes and printed.
zpty -w -n shell "$2"$'\t\x01echo "<\x05>"\n'
zpty -r -m shell seen $'*\n<*>*'
print -r -- "$seen"
END
completed_zsh() {
    timeout 20 zsh -f "$scratch/complete.zsh" "$scratch" "$1" | tr -d '\r' | sed -n 's/^<\(.*\)>$/\1/p' | tail -n 1
}
completed_fish() {
    fish --no-config -c 'source $argv[1]; complete --do-complete $argv[2]' "$scratch/socshift.fish" "$1" |
        sed 's/	.*//'
}

failed=0
# expect LINE WORD: the last word of LINE becomes WORD.
expect() {
    found=$(completed_"$shell" "$1" | sed 's/ *$//; s/.* //')
    if [ "$found" != "$2" ]; then
        echo "$shell: '$1' became '$found', expected '$2'"
        failed=1
    fi
}

expect 'socshift conv' convert
expect 'socshift --versio' --version
expect 'socshift convert --overw' --overwrite
expect 'socshift convert data.csv --spl' --split
expect 'socshift convert --split dr' draw
expect 'socshift convert --column x --to ofl' oflc2020
expect 'socshift diff ofl' oflc2020
expect 'socshift weights sho' show
if [ "$shell" = zsh ]; then
    mv "$scratch/functions/_socshift" "$scratch/socshift.zsh"
    expect 'socshift conv' convert
fi
cd "$scratch"
: >only.csv
expect 'socshift convert onl' only.csv
exit $failed
