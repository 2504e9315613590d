#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The same commit gives the same packages: in another folder, on another file system, at another
# time, by another user under another umask, time zone and locale, with other numbers of threads,
# with a cold cache, a warm one and none, from folders that list their files in another order.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

# Files that compress fast: many small ones, in more than one frame, and one that is cut within.
origin=$scratch/origin
mkdir -p "$origin/tree/deep/er" "$origin/conf"
for i in {1..200}; do seq "$i" $((i + 4000)) >"$origin/tree/deep/$i.txt"; done
for i in {1..40}; do printf 'key = %s\n' "$i" >"$origin/conf/$i.ini"; done
yes 'a line like all the others' | head --bytes 9000000 >"$origin/tree/deep/er/big.txt" || true
ln -s deep/1.txt "$origin/tree/link"
printf '#!/bin/sh\necho hello\n' >"$origin/hello"
cat >"$origin/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
include(ShipItVersion)
shipit_version()
project(hello VERSION ${SHIPIT_VERSION} LANGUAGES NONE)
include(ShipIt)
install(PROGRAMS hello DESTINATION bin)
install(DIRECTORY tree DESTINATION share/hello)
install(DIRECTORY conf/ DESTINATION etc/hello)
install(CODE [[file(WRITE "$ENV{DESTDIR}/usr/share/hello/made.txt" "by a script\n")]])
shipit_package(SUMMARY "says hello" CONTACT "Ops <ops@example.org>")
END
git -C "$origin" init --quiet --initial-branch=main
git -C "$origin" add --all
git -C "$origin" commit --quiet --message 'Say hello'
git -C "$origin" tag 1.0.32

# package SOURCE BUILD [VARIABLE=VALUE ...]: makes a release and prints its SHA256SUMS
package() {
  env "${@:3}" cmake -S "$1" -B "$2" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >"$scratch/log" 2>&1 ||
    fail "configure: $(<"$scratch/log")"
  env "${@:3}" cmake --build "$2" --target package >"$scratch/log" 2>&1 || fail "package: $(<"$scratch/log")"
  (cd "$2/dist" && sha256sum --quiet --check --strict SHA256SUMS)
  cat "$2/dist/SHA256SUMS"
}

# again_with [ARGUMENT ...]: all of it anew from the first build, by shipit itself
again_with() {
  rm -rf "$scratch/one/dist" "$scratch/one/shipit/stage.index"
  "$SHIPIT_PREFIX/bin/shipit" package --plan "$scratch/one/shipit/package.json" --output "$scratch/one/dist" "$@" \
    >"$scratch/log" || fail "package: $(<"$scratch/log")"
  cat "$scratch/one/dist/SHA256SUMS"
}

wanted=$(package "$origin" "$scratch/one")
[[ $(wc -l <<<"$wanted") == 5 ]] || fail "a release of five files was wanted: $wanted"
expect_contains "$(zstd --list -v "$scratch"/one/dist/*.tar.zst 2>&1)" '# Skippable Frames: 1'

expect_eq "$(again_with)" "$wanted" # warm
expect_contains "$("$SHIPIT_PREFIX/bin/shipit" cache --json)" '"hits": '
expect_eq "$(SHIPIT_CACHE_SIZE=0 again_with --threads 1)" "$wanted"
expect_eq "$(SHIPIT_CACHE_SIZE=0 again_with --threads 2)" "$wanted"
expect_eq "$(SHIPIT_CACHE_DIR=$scratch/cold again_with --threads 7)" "$wanted"
expect_fails "packaging cannot use 'many' threads" again_with --threads many

# Another folder, whose files came in another order and have other times, and another user.
other="$scratch/quite another/höme"
mkdir -p "${other%/*}"
chmod 755 "$scratch"
git clone --quiet "$origin" "$other"
(cd "$other" && for file in $(git ls-files | sort --random-sort --random-source=/bin/sh); do
  cp --no-dereference "$file" "$file.new" && rm "$file" && mv "$file.new" "$file"
done)
find "$other" -name '*.txt' -exec touch --date 2001-02-03 {} +
strange=(TZ=Asia/Tokyo LC_ALL=C LANG=de_DE.UTF-8 "SHIPIT_CACHE_DIR=$scratch/another cache")
expect_eq "$(umask 077 && package "$other" "$other/build" "${strange[@]}")" "$wanted"
if ((EUID == 0)) && command -v setpriv >/dev/null; then
  mkdir "$scratch/nobody"
  cp -r "$other" "$scratch/nobody/home"
  rm -rf "$scratch/nobody/home/build"
  chown -R nobody "$scratch/nobody"
  theirs=$scratch/nobody/home
  as=(setpriv --reuid=nobody --regid=nogroup --clear-groups env -u SHIPIT_CACHE_DIR -u XDG_CACHE_HOME "HOME=$scratch/nobody")
  (umask 077 && "${as[@]}" cmake -S "$theirs" -B "$theirs/build" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" &&
    "${as[@]}" cmake --build "$theirs/build" --target package) >"$scratch/log" 2>&1 || fail "nobody: $(<"$scratch/log")"
  expect_eq "$(<"$theirs/build/dist/SHA256SUMS")" "$wanted"
  expect_eq "$(stat --format %a "$scratch/nobody/.cache/shipit")" 700
fi

# Another file system: in memory, where there is one.
if [[ $(stat --file-system --format %T /dev/shm 2>/dev/null) == tmpfs && -w /dev/shm ]]; then
  memory=$(mktemp -d /dev/shm/shipit-e2e.XXXXXXXX)
  at_end "rm -rf '$memory'"
  git clone --quiet "$origin" "$memory/source"
  expect_eq "$(package "$memory/source" "$memory/build" "SHIPIT_CACHE_DIR=$memory/cache")" "$wanted"
fi

# Folders that list their files in an order of chance.
if command -v disorderfs >/dev/null && [[ -w /dev/fuse ]]; then
  mkdir "$scratch/disorder"
  disorderfs --shuffle-dirents=yes --quiet "$scratch/quite another" "$scratch/disorder" >"$scratch/log" 2>&1 ||
    fail "disorderfs: $(<"$scratch/log")"
  at_end "fusermount -u '$scratch/disorder'"
  rm -rf "$other/build"
  expect_eq "$(package "$scratch/disorder/höme" "$scratch/disorder/build" "SHIPIT_CACHE_DIR=$scratch/third")" "$wanted"
else
  echo "not tried: disorderfs is not there" >&2
fi
