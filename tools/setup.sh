#!/usr/bin/env bash
# tools/setup.sh [build|python|r|test|spark|browser|ci|coverage]: installs the Debian 12 packages that are missing, and only those.
# Silent when nothing is missing. Uses sudo when not root.
set -euo pipefail

packages=(g++ cmake ninja-build ccache libboost-dev libyaml-cpp-dev libcli11-dev libfmt-dev
    libmd-dev libminizip-dev zlib1g-dev libzstd-dev libpugixml-dev libhwy-dev librandom123-dev
    nlohmann-json3-dev libutf8proc-dev libreadstat-dev libserd-dev lowdown)
case ${1:-build} in
    build) ;;
    python) packages+=(python3-dev python3-venv) ;;
    r) packages+=(r-base-core r-base-dev r-cran-cpp11 r-cran-decor r-cran-testthat) ;;
    test) packages+=(catch2 librapidcheck-dev python3-dev python3-venv) ;;
    spark) packages+=(python3-dev python3-venv openjdk-17-jre-headless) ;;
    browser) packages+=(python3-venv chromium fonts-dejavu-core) ;;
    ci) packages+=(catch2 librapidcheck-dev python3-dev python3-venv clang-14 clang-format-14
        clang-tidy-14 libclang-rt-14-dev lld-14 shellcheck zsh fish raptor2-utils postgresql) ;;
    coverage) packages+=(catch2 librapidcheck-dev gcovr) ;;
    *) echo "usage: tools/setup.sh [build|python|r|test|spark|browser|ci|coverage]" >&2; exit 2 ;;
esac

if ! command -v apt-get >/dev/null; then
    echo "setup: no apt-get here; the build needs what Debian calls: ${packages[*]}" >&2
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
        echo "setup: neither root nor sudo; please install: ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "setup: installing ${missing[*]}" >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
    --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null
