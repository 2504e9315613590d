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

# No .deb says so many bytes; nobody waits for that to be found out.
expect_fails "the package is too big for a .deb: its files have 11000 MB" project deb 11000000000 'TAR_ZST DEB'
[[ ! -e $scratch/deb/build/dist ]] || fail "something was published: $(ls "$scratch/deb/build/dist")"
[[ -z $(find "$scratch/cache" -type f -size +1k 2>/dev/null) ]] || fail "something was compressed"

size=$(((8 << 30) + 100000)) # tar's octal digits end at 8 GiB
project archive "$size" TAR_ZST >"$scratch/log" || fail "package: $(<"$scratch/log")"
archive=$(echo "$scratch"/archive/build/dist/*.tar.zst)
sparse=$scratch/archive/build/shipit/stage/usr/share/huge/sparse
(($(stat --format %b "$sparse") < 1000)) || fail "the stage has filled the holes"
(($(stat --format %s "$archive") < 4000000)) || fail "holes do not compress: $(ls -l "$archive")"
(($(du -sm "$scratch/cache" | cut -f1) < 20)) || fail "the cache keeps the same frames many times"

# It is expanded once, into a file with holes again, in which readers pass over what they don't want.
# All of them see the same members, and what comes after the big one.
plain=$scratch/plain.tar
zstd --decompress --sparse --quiet "$archive" -o "$plain"
for tar in tar bsdtar 'cmake -E tar'; do
  # shellcheck disable=SC2086 # words
  said=$($tar tvf "$plain")
  expect_contains "$said" " $size "
  expect_contains "$said" huge/share/huge/zzz-after-it
done

# Every byte: those that are no holes are compared, and holes are zeros.
python3 -B - "$plain" "$sparse" "$(stat --format %s "$scratch/archive/CMakeLists.txt")" <<'END' || fail "other members or bytes"
import os, sys, tarfile

plain, sparse, after = sys.argv[1], sys.argv[2], int(sys.argv[3])
members = tarfile.open(plain).getmembers()
size = os.path.getsize(sparse)
wanted = [("huge/share/huge/sparse", size), ("huge/share/huge/zzz-after-it", after)]
assert [(member.name, member.size) for member in members][-2:] == wanted, members


def bytes_of(path, begin):
    """Where the `size` bytes from `begin` on are no zeros, and what is there, by blocks from there."""
    found, file, at = {}, os.open(path, os.O_RDONLY), begin
    while at < begin + size:
        try:
            at = os.lseek(file, at, os.SEEK_DATA)
        except OSError:  # there is no more
            break
        hole = min(os.lseek(file, at, os.SEEK_HOLE), begin + size)
        at -= (at - begin) % 4096
        while at < hole:
            block = os.pread(file, min(4096, begin + size - at), at)
            if block.strip(b"\0"):
                found[at - begin] = block
            at += 4096
    return found


packed, staged = bytes_of(plain, members[-2].offset_data), bytes_of(sparse, 0)
assert len(staged) == 2, sorted(staged)
assert packed == staged, (sorted(packed), sorted(staged))
END
