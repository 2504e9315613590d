#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Packaging a tree of real files (the headers and libraries below /usr, 24 MB) as archive and
# .deb: ShipIt beside CPack's TZST and DEB generators and beside tar | zstd, in one run.
set -euo pipefail

scratch=$(mktemp -d "${TMPDIR:-/tmp}/shipit-bench.XXXXXXXX")
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/source/tree"

# gather BYTES: copies the files named on stdin until so many bytes have come together
gather() {
  local left=$1 file size
  while IFS= read -r -d '' file; do
    ((left > 0)) || continue
    size=$(stat --format %s "$file")
    cp --parents "$file" "$scratch/source/tree"
    left=$((left - size))
  done
}
find /usr/include -type f -print0 2>/dev/null | sort -z | gather 8000000
find /usr/bin /usr/lib -type f -size +200k -size -4000k -print0 2>/dev/null | sort -z | gather 16000000

cat >"$scratch/source/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(bench VERSION 1.0.0 LANGUAGES NONE)
install(DIRECTORY tree DESTINATION share/bench USE_SOURCE_PERMISSIONS)
if(PEER)
  set(CPACK_GENERATOR TZST DEB)
  set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
  set(CPACK_THREADS 0)
  set(CPACK_PACKAGE_CONTACT "Ops <ops@example.org>")
  include(CPack)
else()
  find_package(ShipIt REQUIRED)
  include(ShipIt)
  shipit_package(SUMMARY "a benchmark" CONTACT "Ops <ops@example.org>" SHLIBDEPS OFF)
endif()
END
configure() { cmake -S "$scratch/source" -B "$scratch/$1" "${@:2}" >/dev/null; }
configure shipit -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX"
configure peer -DPEER=ON
du -sh "$scratch/source/tree" | cut -f1 | sed 's/^/tree: /'
find "$scratch/source/tree" -type f | wc -l | sed 's/^/files: /'

hyperfine --style basic --warmup 1 --runs 3 \
  --command-name 'ShipIt: .tar.zst and .deb' "cmake --build $scratch/shipit --target package" \
  --command-name 'CPack: TZST and DEB (xz, all threads)' "cmake --build $scratch/peer --target package" \
  --command-name 'tar | zstd -T0 -3' \
  "tar -C $scratch/source -cf - tree | zstd -T0 -3 -q -f -o $scratch/peer.tar.zst"
stat --printf '%s bytes  %n\n' "$scratch"/shipit/dist/* "$scratch"/peer/*.tar.zst "$scratch"/peer/*.deb \
  "$scratch/peer.tar.zst" | sed "s#$scratch/##"
