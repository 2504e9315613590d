#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Projects that never heard of ShipIt: Debian's sources of cmark and brotli (libraries, headers and a
# program each), with the few lines that make a package of them, beside Debian's own packages. What
# differs in contents, Depends and lintian's tags has to stand in differences.txt, with the reason.
# Sources and packages come from the mirror of Debian that this machine has, by an apt configuration of
# their own.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/shipit-bench.XXXXXXXX")
trap 'rm -rf "$scratch"' EXIT
export SHIPIT_CACHE_DIR=$scratch/cache
cd "$scratch"

skip() {
  printf 'SKIPPED: %s\n' "$*"
  exit 0
}

command -v dpkg-source >/dev/null || skip "dpkg-dev is not installed"
command -v lintian >/dev/null || skip "lintian is not installed"
. /etc/os-release
mkdir -p apt/lists/partial apt/cache/archives/partial
touch apt/status
# shellcheck disable=SC2016 # apt fills it in
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' \
  "Codename: $VERSION_CODENAME" | head -n 1)
[[ -n $mirror ]] || skip "apt has no lists of Debian $VERSION_CODENAME; 'apt-get update' gets them"
printf '%s [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
  deb "$mirror" "$VERSION_CODENAME" deb-src "$mirror" "$VERSION_CODENAME" >apt/sources.list

# apt_get WORD ...: with nothing else of this machine's settings but its proxy
apt_get() {
  apt-get -q -q -o Dir::Etc::SourceList="$scratch/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$scratch/apt/lists" -o Dir::State::Status="$scratch/apt/status" \
    -o Dir::Cache="$scratch/apt/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none "$@" >>log 2>&1
}
apt_get update || skip "Debian's archive can't be reached: $(tail -n 1 log)"

# compare SOURCE PACKAGE...: builds and packages it, and holds it beside Debian's packages.
# The lines that it takes are in <SOURCE>.sh.
compare() {
  local source=$1
  mkdir "$source"
  (cd "$source" && apt_get source "$source" && apt_get download "${@:2}") ||
    skip "$source can't be fetched: $(tail -n 1 "$source/log")"
  local folder
  folder=$(find "$source" -mindepth 1 -maxdepth 1 -type d)
  bash "$here/$source.sh" "$folder"
  (cmake -S "$folder" -B "$source/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" \
    -DCMAKE_INSTALL_LIBDIR="lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)" &&
    cmake --build "$source/build" --target package) >log 2>&1 || { tail -n 30 log && return 1; }
  rm -f "$source"/build/dist/*-dbgsym_*.deb
  python3 "$here/compare.py" "$here/differences.txt" "$source" "$source"/build/dist/*.deb "$source"/*.deb
}

failed=0
compare cmark cmark libcmark0.30.2 libcmark-dev || failed=1
compare brotli brotli libbrotli1 libbrotli-dev || failed=1
exit "$failed"
