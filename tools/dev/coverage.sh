#!/usr/bin/env bash
# tools/dev/coverage.sh: builds the engine and the tests for counting, runs all tests and prints, for
# each room of the engine, how many of its lines and branches they run. docs/design/testing.md has the
# result. Branches that only an exception of the standard library could take are not counted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

tools/setup.sh coverage
mkdir -p build
cmake --preset dev -B build/coverage -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_FLAGS_DEBUG="-O0 --coverage" -DSOCSHIFT_MAP_PATHS=OFF >build/coverage.configure.log
cmake --build build/coverage -- --quiet
find build/coverage -name '*.gcda' -delete
# Not what stops a process at each of its system calls: one that is stopped holds the files of counts.
ctest --test-dir build/coverage --parallel "$(nproc)" --quiet \
    --exclude-regex "^package/|, at every system call$" >&2 || echo "coverage: some tests failed" >&2

gcovr --root . --filter engine/socshift/ --exclude-throw-branches --exclude-unreachable-branches \
    --gcov-ignore-parse-errors --csv -j "$(nproc)" build/coverage |
    awk -F, '
        NR > 1 && split($1, at, "/") > 3 {
            lines[at[3]] += $2; ran[at[3]] += $3; branches[at[3]] += $5; taken[at[3]] += $6
        }
        END {
            print "| room | lines | run | branches | taken |\n|---|---:|---:|---:|---:|"
            for (room in lines)
                printf "| `%s/` | %d | %.1f %% | %d | %.1f %% |\n", room, lines[room],
                    100 * ran[room] / lines[room], branches[room],
                    branches[room] ? 100 * taken[room] / branches[room] : 100 | "LC_ALL=C sort"
        }'
