#!/bin/sh -eu
# check_installed.sh CMAKE BUILD_DIR EXAMPLES_DIR SCRATCH_DIR CXX VERSION
cmake=$1 build=$2 examples=$3 scratch=$4 cxx=$5 version=$6
rm -rf "$scratch"
"$cmake" --install "$build" --prefix "$scratch/prefix" >"$scratch.log"
"$cmake" -G Ninja -S "$examples" -B "$scratch/build" -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_PREFIX_PATH="$scratch/prefix" \
    -DSOCSHIFT_WANTED_VERSION="$version"
"$cmake" --build "$scratch/build" --target examples
"$scratch/prefix/bin/socshift" --version
doc="$scratch/prefix/share/doc/socshift"
for file in NOTICE LICENSE docs/formats.md docs/commands/convert.md; do
    test -s "$doc/$file"
done
for file in bash-completion/completions/socshift zsh/site-functions/_socshift \
    fish/vendor_completions.d/socshift.fish; do
    grep -q convert "$scratch/prefix/share/$file"
done
if command -v lowdown >/dev/null; then
    test -s "$scratch/prefix/share/man/man1/socshift.1"
fi
