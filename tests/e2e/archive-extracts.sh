#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# GNU tar, bsdtar, Python's tarfile and `cmake -E tar` make the same tree of an archive, whatever is
# in it: long names, names in no encoding, hard links, setuid, empty and read-only folders.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
list=$SHIPIT_SOURCE/tests/support/list_tree.py

source=$scratch/source
files=$source/files
mkdir -p "$files/empty" "$files/locked"
echo kept >"$files/locked/file"
chmod 555 "$files/locked"
long=$(printf 'n%.0s' {1..255})
deep=$files
for part in {a..d}; do
  deep=$deep/$(printf "$part%.0s" {1..120})
  mkdir "$deep"
done
echo deep >"$deep/$long"
echo long >"$files/$long"
ln -s "$long" "$files/to-the-long-one"
ln -s "${deep#"$files/"}/$long" "$files/to-the-deep-one"
echo umlaut >"$files/größe-日本"
echo raw >"$files/$(printf 'raw-\xff\xfe')"
ln -s "$(printf 'raw-\xff\xfe')" "$files/to-raw"
ln -s locked "$files/to-a-folder"
printf '#!/bin/sh\nid -u\n' >"$source/whoami"
cat >"$source/CMakeLists.txt" <<'END_OF_FILE'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
include(ShipItVersion)
shipit_version()
project(hello VERSION ${SHIPIT_VERSION} LANGUAGES NONE)
include(ShipIt)
install(PROGRAMS whoami DESTINATION bin
        PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                    WORLD_EXECUTE SETUID)
install(PROGRAMS whoami DESTINATION bin RENAME mygroup
        PERMISSIONS OWNER_READ OWNER_EXECUTE GROUP_READ GROUP_EXECUTE SETGID)
install(DIRECTORY files/ DESTINATION share/hello USE_SOURCE_PERMISSIONS
        DIRECTORY_PERMISSIONS OWNER_READ OWNER_EXECUTE)
install(CODE [[
  file(CREATE_LINK "$ENV{DESTDIR}/usr/bin/whoami" "$ENV{DESTDIR}/usr/bin/who-else")
]])
shipit_package(SUMMARY "says hello" CONTACT "Ops <ops@example.org>")
END_OF_FILE

git -C "$source" init --quiet --initial-branch=main
git -C "$source" add --all
git -C "$source" commit --quiet --message 'Say hello'
git -C "$source" tag 1.0.32

cmake -S "$source" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >"$scratch/log" 2>&1 ||
  fail "configure: $(<"$scratch/log")"
package() {
  cmake --build "$scratch/build" --target package >"$scratch/log" 2>&1 || fail "package: $(<"$scratch/log")"
}
package
dist=$scratch/build/dist
first=$(<"$dist/SHA256SUMS")
archive=$(echo "$dist"/*.tar.zst)

# in_folder NAME COMMAND ...: runs it in an empty folder under a umask that most users don't have.
in_folder() {
  mkdir "$scratch/$1"
  (cd "$scratch/$1" && umask 022 && "${@:2}")
}
in_folder gnu tar -xpf "$archive"
in_folder bsd bsdtar -xpf "$archive"
in_folder cmake cmake -E tar xf "$archive"
in_folder python sh -c 'zstd -dcq "$1" | python3 -c "import sys, tarfile
tarfile.open(fileobj=sys.stdin.buffer, mode=\"r|\").extractall()"' sh "$archive"

wanted=$("$list" "$scratch/gnu/hello")
for tool in bsd python; do
  diff <(echo "$wanted") <("$list" "$scratch/$tool/hello") ||
    fail "GNU tar and $tool make different trees of the archive"
done
# CMake gives no file its setuid or setgid bit.
diff <(sed 's/ 0o[246]755 / 0o755 /' <<<"$wanted") <("$list" "$scratch/cmake/hello") ||
  fail "GNU tar and cmake make different trees of the archive"

# They agree with what was put in.
expect_contains "$wanted" "$(sha256sum "$deep/$long" | cut -c1-64) 0o644 b'share/hello/aaaa"
expect_contains "$wanted" "0o644 b'share/hello/gr\\xc3\\xb6\\xc3\\x9fe-\\xe6\\x97\\xa5\\xe6\\x9c\\xac'"
expect_contains "$wanted" "0o644 b'share/hello/raw-\\xff\\xfe'"
expect_contains "$wanted" "l -> b'raw-\\xff\\xfe' 0o777 b'share/hello/to-raw'"
expect_contains "$wanted" "d 0o755 b'share/hello/empty'"
expect_contains "$wanted" "d 0o755 b'share/hello/locked'"
expect_contains "$wanted" "0o4755 b'bin/who-else'"
expect_contains "$wanted" "0o4755 b'bin/whoami' = b'bin/who-else'"
expect_contains "$wanted" "0o2755 b'bin/mygroup'"
expect_eq "$(wc -l <<<"$wanted")" "$(($(find "$files" -mindepth 1 | wc -l) + 3 + 3))"

# The commit's time is for those who read the pax global header; Python gives it to no symlink.
times_of() { "$list" --times "$scratch/$1/hello" | grep -v ' l ' | cut -d' ' -f1 | sort -u; }
expect_eq "$(times_of gnu)" 1704164645
expect_eq "$(times_of python)" 1704164645
expect_eq "$(times_of bsd)" 0
expect_eq "$(times_of cmake)" 0

# The .deb holds the same, and dpkg unpacks it.
dpkg-deb -x "$dist"/*.deb "$scratch/deb"
expect_eq "$("$list" "$scratch/deb/usr/share/hello")" "$("$list" "$scratch/gnu/hello/share/hello")"
expect_eq "$(stat --format '%h %a' "$scratch/deb/usr/bin/whoami")" '2 4755'

# Who gets rights by running something is told.
expect_eq "$(python3 -c 'import json, sys
print([(one["path"], one["mode"]) for one in json.load(open(sys.argv[1]))["privileged"]])' "$dist/deploy.json")" \
  "[('bin/mygroup', '2755'), ('bin/who-else', '4755'), ('bin/whoami', '4755')]"

# A kept stage with read-only folders gives the same again.
package
expect_eq "$(<"$dist/SHA256SUMS")" "$first"
chmod -R u+w "$files"
