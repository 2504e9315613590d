#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Packaging that is killed at any moment, or runs out of disk, leaves nothing half-written under a
# final name, and the next one makes what it would have made.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

source=$scratch/source
build=$scratch/build
mkdir -p "$source/tree"
for i in {1..120}; do seq "$i" $((i + 6000)) >"$source/tree/$i.txt"; done
head --bytes 3000000 /dev/urandom >"$source/tree/noise"
printf 'int main(void) { return 0; }\n' >"$source/main.c"
cat >"$source/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
include(ShipItVersion)
shipit_version()
project(hello VERSION ${SHIPIT_VERSION} LANGUAGES C)
include(ShipIt)
add_executable(hello main.c)
install(TARGETS hello)
install(DIRECTORY tree DESTINATION share/hello)
install(CODE [[file(APPEND "$ENV{DESTDIR}/usr/share/hello/made.txt" "by a script\n")]])
shipit_package(SUMMARY "says hello" CONTACT "Ops <ops@example.org>" SHLIBDEPS OFF)
END
git -C "$source" init --quiet --initial-branch=main
git -C "$source" add --all
git -C "$source" commit --quiet --message 'Say hello'
git -C "$source" tag 1.0.32
(cmake -S "$source" -B "$build" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" && cmake --build "$build") >"$scratch/log" 2>&1 ||
  fail "build: $(<"$scratch/log")"

package() { "$SHIPIT_PREFIX/bin/shipit" package --plan "$build/shipit/package.json" --output "$build/dist"; }

# Everything under a final name is whole, and only the release's files are there.
expect_whole() {
  [[ -d $build/dist ]] || return 0
  local file
  for file in "$build"/dist/*.tar.zst; do [[ ! -e $file ]] || zstd --test --quiet "$file"; done
  for file in "$build"/dist/*.deb; do [[ ! -e $file ]] || dpkg-deb --contents "$file" >/dev/null; done
  [[ ! -e $build/dist/deploy.json ]] || python3 -m json.tool "$build/dist/deploy.json" >/dev/null
  expect_eq "$(find "$build/dist" -name '.*' -type f)" ""
}

package >/dev/null
wanted=$(<"$build/dist/SHA256SUMS")
started=$EPOCHREALTIME
rm -rf "$build/dist" "$build/shipit/stage" "$SHIPIT_CACHE_DIR"
package >/dev/null
expect_eq "$(<"$build/dist/SHA256SUMS")" "$wanted"
whole=$(python3 -c "print($EPOCHREALTIME - $started)")

# Killed with its children, at moments from the first to the last. Every other time what was kept
# is thrown away before, so that all stages come under the axe.
moments=${SHIPIT_TEST_KILLS:-12}
for ((i = 0; i < moments; i++)); do
  rm -rf "$build/dist"
  ((i % 2)) || rm -rf "$build/shipit/stage" "$build/shipit/stage-stripped" "$SHIPIT_CACHE_DIR"
  touch "$source/tree/$((i + 1)).txt"
  setsid "$SHIPIT_PREFIX/bin/shipit" package --plan "$build/shipit/package.json" --output "$build/dist" \
    >"$scratch/log" 2>&1 &
  victim=$!
  sleep "$(python3 -c "import random; print(random.random() * $whole)")"
  kill -KILL -- "-$victim" 2>/dev/null || true
  wait "$victim" 2>/dev/null || true
  expect_whole
  package >/dev/null
  (cd "$build/dist" && sha256sum --quiet --check --strict SHA256SUMS)
  expect_eq "$(<"$build/dist/SHA256SUMS")" "$wanted"
  expect_eq "$(find "$build" -maxdepth 1 -name '.shipit-*')" ""
done

# A full disk: under the build folder, then under the cache alone.
mount_small() {
  mkdir -p "$1"
  mount -t tmpfs -o "size=$2" tmpfs "$1" 2>/dev/null || return 1
  at_end "umount '$1' 2>/dev/null"
}
small=$scratch/small
mount_small "$small" 24m || skip "may not mount a small file system"
(cmake -S "$source" -B "$small/build" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" && cmake --build "$small/build") \
  >"$scratch/log" 2>&1 || fail "build: $(<"$scratch/log")"
build=$small/build
room=$(df --output=avail --block-size=1K "$small" | tail -1)
for left in 200 4000 9500 11500 12500; do
  rm -f "$small/filler"
  rm -rf "$build/dist" "$build/shipit/stage" "$build/shipit/stage-stripped"
  ((room > left)) || continue
  head --bytes $(((room - left) * 1024)) /dev/zero >"$small/filler" || true
  if package >"$scratch/log" 2>&1; then
    expect_eq "$(<"$build/dist/SHA256SUMS")" "$wanted"
  else
    expect_contains "$(<"$scratch/log")" 'shipit package: error: '
    expect_contains "$(<"$scratch/log")" 'No space left on device'
    expect_eq "$(find "$build/dist" -type f 2>/dev/null)" ""
  fi
  rm -f "$small/filler"
  package >/dev/null
  expect_eq "$(<"$build/dist/SHA256SUMS")" "$wanted"
done

full=$scratch/full
mount_small "$full" 100k
build=$scratch/build
rm -rf "$build/dist"
export SHIPIT_CACHE_DIR=$full/cache
package >/dev/null
expect_eq "$(<"$build/dist/SHA256SUMS")" "$wanted"
