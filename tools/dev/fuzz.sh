#!/usr/bin/env bash
# tools/dev/fuzz.sh MINUTES [TARGET...]: fuzzes each target, or those named, for an equal part of the
# minutes, as many at once as there are processors (or JOBS). EACH=SECONDS in the environment is the
# time of each target, in place of MINUTES. Builds them first. New finds stay in build/fuzz/TARGET;
# what crashes is build/fuzz/TARGET-*, to be copied to tests/fuzz/corpus/TARGET. At the end it prints
# how many inputs were run. The exit code is 1 if anything crashed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD

if [[ -z ${EACH:-} ]]; then
    minutes=${1:?usage: tools/dev/fuzz.sh MINUTES [TARGET...]}
    shift
fi
targets=("$@")
if ((${#targets[@]} == 0)); then
    for folder in tests/fuzz/corpus/*/; do
        targets+=("$(basename "$folder")")
    done
fi
jobs=${JOBS:-$(nproc)}
rounds=$(((${#targets[@]} + jobs - 1) / jobs))
seconds=${EACH:-$(awk -v m="${minutes:-}" -v r="$rounds" \
    'BEGIN { s = int(m * 60 / r); print s < 1 ? 1 : s }')}

if [[ ! -e build/asan/build.ninja ]]; then
    mkdir -p build
    cmake --preset asan >build/asan.configure.log
fi
cmake --build --preset asan -- --quiet "${targets[@]/#/fuzz_}"

logs=$root/build/fuzz/logs
mkdir -p "$logs"

# Small inputs: what goes wrong in large ones goes wrong in small ones, a thousand times as often.
fuzz() {
    local name=$1 options
    mkdir -p "$root/build/fuzz/$name"
    options=("-max_total_time=$seconds" -timeout=60 -rss_limit_mb=2048 -max_len=2048
        -print_final_stats=1)
    [[ ! -e $root/tests/fuzz/$name.dict ]] || options+=("-dict=$root/tests/fuzz/$name.dict")
    if ! nice "$root/build/asan/tests/fuzz/fuzz_$name" "${options[@]}" \
        -artifact_prefix="$root/build/fuzz/$name-" "$root/build/fuzz/$name" \
        "$root/tests/fuzz/corpus/$name" >"$logs/$name.log" 2>&1; then
        tail -n 40 "$logs/$name.log"
        echo "FAILED $name"
        return 1
    fi
}

status=0 running=0
for name in "${targets[@]}"; do
    if ((running == jobs)); then
        wait -n || status=1
        running=$((running - 1))
    fi
    fuzz "$name" &
    running=$((running + 1))
done
while ((running > 0)); do
    wait -n || status=1
    running=$((running - 1))
done

total=0
for name in "${targets[@]}"; do
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$logs/$name.log")
    printf '%-20s %12s inputs\n' "$name" "${runs:-?}"
    total=$((total + ${runs:-0}))
done
printf '%-20s %12s inputs\n' all "$total"
exit "$status"
