#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What packaging real files costs (5,000 texts and as many programs and libraries below /usr as make
# 500 MB of them; SHIPIT_BENCH_MB for others): ShipIt beside CPack, dpkg-deb and tar | zstd, in one
# run. The .deb is measured on a tenth, because xz takes its time. It takes some minutes; rank by
# cpu when the machine has other work.
set -euo pipefail

scratch=$(mktemp -d "${TMPDIR:-/tmp}/shipit-bench.XXXXXXXX")
trap 'rm -rf "$scratch"' EXIT
export SHIPIT_CACHE_DIR=$scratch/cache
bytes=$((${SHIPIT_BENCH_MB:-510} * 1000000))
measure=${BASH_SOURCE[0]%/*}/measure.py

# gather FOLDER BYTES FILES: copies the files named on stdin until so much or so many are together
gather() {
  local left=$2 count=$3 file size
  while IFS= read -r -d '' file; do
    ((left > 0 && count > 0)) || continue
    size=$(stat --format %s "$file")
    cp --parents "$file" "$1"
    left=$((left - size)) count=$((count - 1))
  done
}

# project NAME BYTES TEXTS: a project that installs a tree of real files
project() {
  local folder=$scratch/$1
  mkdir -p "$folder/tree"
  find /usr/include /usr/share /usr/lib/python3* -type f -size +4k -size -64k -print0 2>/dev/null |
    LC_ALL=C sort -z | gather "$folder/tree" "$2" "$3"
  local have
  have=$(du -s --apparent-size --block-size=1 "$folder/tree" | cut -f1)
  find /usr/bin /usr/lib -type f -size +1M -size -12M -print0 2>/dev/null |
    LC_ALL=C sort -z | gather "$folder/tree" $(($2 - have)) 100000
  cat >"$folder/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
if(PEER)
  project(bench VERSION 1.0.0 LANGUAGES NONE)
  set(CPACK_GENERATOR ${PEER})
  set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
  set(CPACK_THREADS 0)
  set(CPACK_PACKAGE_CONTACT "Ops <ops@example.org>")
  include(CPack)
else()
  find_package(ShipIt REQUIRED)
  include(ShipItVersion)
  shipit_version()
  project(bench VERSION ${SHIPIT_VERSION} LANGUAGES NONE)
  include(ShipIt)
  shipit_package(SUMMARY "a benchmark" CONTACT "Ops <ops@example.org>" SHLIBDEPS OFF FORMATS ${FORMATS} ${MORE})
endif()
install(DIRECTORY tree DESTINATION share/bench USE_SOURCE_PERMISSIONS)
END
  echo tree >"$folder/.gitignore"
  git -C "$folder" init --quiet --initial-branch=main
  git -C "$folder" add --all
  commit "$folder"
  git -C "$folder" tag 1.0.0
  printf '%s: %s files, %s MB\n' "$1" "$(find "$folder/tree" -type f | wc -l)" \
    "$(($(du -s --apparent-size --block-size=1 "$folder/tree" | cut -f1) / 1000000))"
}
commit() {
  git -C "$1" -c user.name=Bench -c user.email=bench@example.org commit --quiet --allow-empty --message 'Another'
}

# configure BUILD PROJECT ARGUMENT ...
configure() { cmake -S "$scratch/$2" -B "$scratch/$1" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" "${@:3}" >/dev/null; }
# packaged LABEL BUILD
packaged() { "$measure" "$1" cmake --build "$scratch/$2" --target package; }
size() { stat --printf '    %s bytes\n' "$@"; }

project archive "$bytes" 5000
configure zst archive -DFORMATS=TAR_ZST
configure solid archive -DFORMATS=TAR_ZST -DMORE=SOLID
configure tzst archive -DPEER=TZST
configure tgz archive -DPEER=TGZ
find "$scratch/archive/tree" -type f -exec cat {} + >/dev/null # all begin with warm files

"$measure" 'tar | zstd -T0 -3' \
  bash -c "tar -C '$scratch/archive' -cf - tree | zstd -T0 -3 -q -f -o '$scratch/peer.tar.zst'"
size "$scratch/peer.tar.zst"
packaged 'ShipIt .tar.zst, cold' zst
size "$scratch"/zst/dist/*.tar.zst
packaged 'ShipIt .tar.zst, nothing changed' zst
rm -rf "$scratch/cache" "$scratch/zst/dist"
packaged 'ShipIt .tar.zst, cold cache, stage kept' zst
find "$scratch/archive/tree" -type f -size -64k | LC_ALL=C sort | awk 'NR % 400 == 7' | head -12 |
  while IFS= read -r file; do echo changed >>"$file"; done
packaged 'ShipIt .tar.zst, 12 files changed' zst
commit "$scratch/archive"
cmake --build "$scratch/zst" >/dev/null
packaged 'ShipIt .tar.zst, new commit' zst
rm -rf "$scratch/zst/dist"
packaged 'ShipIt .tar.zst, dist was removed' zst
"$measure" 'tar | zstd -T0 -3 --long=27' \
  bash -c "tar -C '$scratch/archive' -cf - tree | zstd -T0 -3 --long=27 -q -f -o '$scratch/peer.tar.zst'"
size "$scratch/peer.tar.zst"
packaged 'ShipIt .tar.zst SOLID, cold' solid
size "$scratch"/solid/dist/*.tar.zst
packaged 'CPack TZST, first' tzst
packaged 'CPack TZST, nothing changed' tzst
size "$scratch"/tzst/*.tar.zst
packaged 'CPack TGZ' tgz
rm -rf "$scratch/archive/tree" "$scratch/tzst" "$scratch/tgz" "$scratch/zst" "$scratch/solid" "$scratch/cache"

project deb $((bytes / 10)) 500
configure one deb -DFORMATS=DEB
configure both deb '-DFORMATS=TAR_ZST;DEB'
configure cpack deb -DPEER=DEB
mkdir -p "$scratch/root/DEBIAN" "$scratch/root/usr/share"
cp -r "$scratch/deb/tree" "$scratch/root/usr/share/bench"
printf 'Package: bench\nVersion: 1.0.0\nArchitecture: all\nMaintainer: Ops <ops@example.org>\nDescription: bench\n' \
  >"$scratch/root/DEBIAN/control"
"$measure" 'dpkg-deb --build' dpkg-deb --root-owner-group --build "$scratch/root" "$scratch/peer.deb"
size "$scratch/peer.deb"
packaged 'CPack DEB (xz, all threads)' cpack
packaged 'ShipIt .deb, cold' one
size "$scratch"/one/dist/*.deb
rm -rf "$scratch/cache"
packaged 'ShipIt .tar.zst and .deb, cold' both
packaged 'ShipIt .tar.zst and .deb, nothing changed' both
