#!/usr/bin/env bash
# tools/r.sh install [LIBRARY]: from a fresh clone to the R package: installs what is missing (tools/setup.sh r),
#     builds the library for use, and installs the package, into LIBRARY or where R puts packages.
# tools/r.sh check: builds the package over build/dev, as tools/build.sh dev has built that, and runs R CMD check
#     (examples, testthat, man pages against code) and the page docs/r.md. Fails at a warning, at a test that
#     was left out, and where src/cpp11.cpp is not what cpp11 makes now. Logs: build/r/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
package=$root/engine/bindings/r

# into PRESET: the library in a prefix that configure of the package finds.
into_prefix() {
    export SOCSHIFT_PREFIX=$root/build/r/$1
    rm -rf "$SOCSHIFT_PREFIX"
    mkdir -p "$SOCSHIFT_PREFIX"
    cmake --install "build/$1" --prefix "$SOCSHIFT_PREFIX" --component Unspecified \
        >"$SOCSHIFT_PREFIX.log" || { cat "$SOCSHIFT_PREFIX.log" >&2; exit 1; }
}

# quietly LOG COMMAND...: its output when it fails only.
quietly() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
}

# What R compiles with: the cache of compiled files where there is one, since R compiles the package again for its
# vignette, and to install it.
compile_well() {
    MAKEFLAGS=-j$(nproc)
    export MAKEFLAGS
    if command -v ccache >/dev/null; then
        local compiler
        compiler=$(R CMD config CXX20 | sed 's/ .*//')
        export CCACHE_NOHASHDIR=1 R_MAKEVARS_USER=$root/build/r/Makevars
        echo "CXX20 = ccache $compiler" >"$R_MAKEVARS_USER"
    fi
}

# The source archive of the package, with its vignette, which the package has to be installed for; its name.
archive() {
    rm -rf build/r/package build/r/library
    cp -r "$package" build/r/package
    mkdir build/r/library
    quietly build/r/first.log R CMD INSTALL --library=build/r/library build/r/package
    (cd build/r && R_LIBS=$PWD/library quietly build.log R CMD build "$package")
    sed -n "s/^\* building .\(.*\.tar\.gz\).$/\1/p" build/r/build.log
}

install_package() {
    tools/setup.sh r
    tools/build.sh release
    into_prefix release
    compile_well
    [[ -z ${1:-} ]] || mkdir -p "$1"
    quietly build/r/install.log \
        R CMD INSTALL ${1:+--library="$1"} "build/r/$(archive)"
    tail -n 1 build/r/install.log
}

check_generated() {
    rm -rf build/r/generated
    cp -r "$package" build/r/generated
    Rscript -e 'cpp11::cpp_register("build/r/generated", quiet = TRUE)'
    for file in R/cpp11.R src/cpp11.cpp; do
        diff -u "$package/$file" "build/r/generated/$file" || {
            echo "r: $file is old: Rscript -e 'cpp11::cpp_register(\"engine/bindings/r\")'" >&2
            exit 1
        }
    done
}

check_package() {
    into_prefix dev
    compile_well
    check_generated
    export SOCSHIFT_PROGRAM=$root/build/dev/tools/socshift/socshift
    export XDG_DATA_HOME=$root/build/r/data XDG_CACHE_HOME=$root/build/r/cache
    local name results
    name=$(archive)
    results=$root/build/r/socshift.Rcheck
    (cd build/r && quietly check.log env _R_CHECK_FORCE_SUGGESTS_=true \
        R CMD check --no-manual "$name")
    if grep -E '\.\.\. (WARNING|ERROR)' build/r/check.log; then
        cat build/r/check.log >&2
        exit 1
    fi
    sed -n 's/^\[ \(FAIL .*\) \]$/r: \1/p' "$results/tests/testthat.Rout"
    grep -q '^\[ FAIL 0 | WARN 0 | SKIP 0 ' "$results/tests/testthat.Rout" || {
        cat "$results/tests/testthat.Rout" >&2
        exit 1
    }
    (cd build/r && R_LIBS=$results Rscript "$root/tests/r/page.R" "$root/docs/r.md")
}

mkdir -p build/r
case ${1:-} in
    install) install_package "${2:-}" ;;
    check) check_package ;;
    *) echo "usage: tools/r.sh install [LIBRARY] | check" >&2; exit 2 ;;
esac
