#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A file of over 8 GiB, more than tar's octal digits can say, in an archive that all readers agree
# about; and one that no .deb can hold, which is refused before anything is compressed. The files are
# holes but for a few bytes, and stay so: nothing here takes the disk or the memory of what it says.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

# project NAME BYTES FORMATS: packages a project that makes such a file itself, into <scratch>/NAME
project() {
  mkdir -p "$scratch/$1"
  cat >"$scratch/$1/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(huge VERSION 1.0.32 LANGUAGES NONE)
find_package(ShipIt REQUIRED)
include(ShipIt)
install(FILES CMakeLists.txt DESTINATION share/huge RENAME zzz-after-it)
install(CODE [[
  set(file "\$ENV{DESTDIR}/usr/share/huge/sparse")
  file(MAKE_DIRECTORY "\$ENV{DESTDIR}/usr/share/huge")
  execute_process(COMMAND sh -ec "
    truncate --size $2 '\${file}'
    printf beyond | dd conv=notrunc status=none of='\${file}' bs=1 seek=8589934600
    printf end | dd conv=notrunc status=none of='\${file}' bs=1 seek=$(($2 - 3))
  " COMMAND_ERROR_IS_FATAL ANY)
]])
shipit_package(FORMATS $3 SUMMARY "is huge" CONTACT "Ops <ops@example.org>")
END
  cmake -S "$scratch/$1" -B "$scratch/$1/build" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >"$scratch/log" 2>&1 ||
    fail "configure: $(<"$scratch/log")"
  cmake --build "$scratch/$1/build" --target package 2>&1
}

size=$((9 << 30))
project archive "$size" TAR_ZST >"$scratch/log" || fail "package: $(<"$scratch/log")"
archive=$(echo "$scratch"/archive/build/dist/*.tar.zst)
sparse=$scratch/archive/build/shipit/stage/usr/share/huge/sparse
(($(stat --format %b "$sparse") < 1000)) || fail "the stage has filled the holes"
(($(stat --format %s "$archive") < 4000000)) || fail "holes do not compress: $(ls -l "$archive")"
(($(du -sm "$scratch/cache" | cut -f1) < 20)) || fail "the cache keeps the same frames many times"

# All of them see the same members, and what comes after the big one.
for tar in tar bsdtar; do
  expect_contains "$("$tar" -tvf "$archive")" " $size "
done
expect_contains "$(cmake -E tar tvf "$archive")" " $size "

expect_eq "$(zstd -dcq "$archive" | python3 -c '
import sys, tarfile
archive = tarfile.open(fileobj=sys.stdin.buffer, mode="r|", bufsize=1 << 22)
print([(member.name, member.size) for member in archive][-2:])
')" "[('huge/share/huge/sparse', $size), ('huge/share/huge/zzz-after-it', $(stat --format %s "$scratch/archive/CMakeLists.txt"))]"

# Every byte.
tar -xOf "$archive" huge/share/huge/sparse | cmp - "$sparse" || fail "the archive has other bytes"

# No .deb says so many bytes; nobody waits for that to be found out.
rm -rf "$scratch/cache"
expect_fails "the package is too big for a .deb: its files have 11000 MB" project deb 11000000000 'TAR_ZST DEB'
[[ ! -e $scratch/deb/build/dist ]] || fail "something was published: $(ls "$scratch/deb/build/dist")"
[[ -z $(find "$scratch/cache" -type f -size +1k 2>/dev/null) ]] || fail "something was compressed"
