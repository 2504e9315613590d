#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The first packaging reads each staged file once, for the archive, the .deb, all digests and the
# looks into it together; packaging again reads none, or, where something else has changed, what it
# looks into. Who waits at a terminal is told what for.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
command -v strace >/dev/null || skip "STRACE IS NOT INSTALLED: ./dev setup brings it"
command -v cc >/dev/null || skip "there is no C compiler"

source=$scratch/source
build=$scratch/build
mkdir -p "$source/tree"
for i in {1..60}; do seq "$i" $((i + 3000)) >"$source/tree/$i.txt"; done
seq 2000000 >"$source/tree/big.txt"
head --bytes 10000000 /dev/urandom >"$source/tree/noise"
printf 'int main(void) { return 0; }\n' >"$source/main.c"
printf '[hello]\nport = 1\n' >"$source/hello.ini"
printf '.TH HELLO 1 2024-01-02 hello\n.SH NAME\nhello \\- greets\n' >"$source/hello.1"
cat >"$source/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(hello VERSION 1.0.32 LANGUAGES C)
include(ShipIt)
add_executable(hello main.c)
install(TARGETS hello)
install(DIRECTORY tree DESTINATION share/hello)
install(FILES hello.1 DESTINATION share/man/man1)
shipit_install_configs(ENVIRONMENT production FILES hello.ini)
shipit_add_service(hello PORT 8000)
shipit_package(SUMMARY "says hello" CONTACT "Ops <ops@example.org>" SHLIBDEPS OFF COMPRESSION zstd
               ${HOOK})
END
(cmake -S "$source" -B "$build" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" && cmake --build "$build") >"$scratch/log" 2>&1 ||
  fail "build: $(<"$scratch/log")"

cat >"$scratch/count.py" <<'END'
# How much of each staged file was read: a line "BYTES SIZE FILE", without the four bytes that tell a program.
import collections
import os
import pathlib
import re
import sys

read = collections.Counter()
call = re.compile(r"(?:pread64|read)\(\d+<(" + re.escape(sys.argv[2]) + r"(?:-[a-z]+)?/[^>]+)>.*= (\d+)$")
for thread in pathlib.Path(sys.argv[1]).iterdir():
    for line in thread.read_text(errors="replace").splitlines():
        if (match := call.search(line)) and int(match[2]) > 4:
            read[match[1]] += int(match[2])
for file in sorted(read):
    if os.path.exists(file):  # not what strip read and threw away
        print(read[file], os.path.getsize(file), file.removeprefix(sys.argv[2]))
END

reads() {
  rm -rf "$scratch/trace" && mkdir "$scratch/trace"
  strace --follow-forks --output-separately --decode-fds=path --trace=read,pread64 --quiet=all --output="$scratch/trace/of" \
    "$SHIPIT_PREFIX/bin/shipit" package --plan "$build/shipit/package.json" --output "$build/dist" >"$scratch/log" 2>&1 ||
    fail "package: $(<"$scratch/log")"
  python3 "$scratch/count.py" "$scratch/trace" "$build/shipit/stage"
}

sleep 0.1
first=$(reads)
for file in /usr/share/hello/tree/60.txt /usr/share/hello/tree/big.txt /usr/share/hello/tree/noise /etc/hello/hello.ini \
  /usr/share/man/man1/hello.1 /usr/lib/systemd/system/hello.service -stripped/usr/bin/hello; do
  expect_contains "$first"$'\n' "$file"$'\n'
done
# The unstripped program is strip's to read.
expect_eq "$(awk '$3 != "/usr/bin/hello" && $1 != $2' <<<"$first")" ""

expect_eq "$(reads)" ""
rm "$build/dist/deploy.json"
again=$(reads)
expect_contains "$again" hello.service
expect_eq "$(awk '$3 !~ /etc\/hello|systemd/' <<<"$again")" ""
expect_eq "$(awk '$1 != $2' <<<"$again")" ""

cmake -S "$source" -B "$build" -DHOOK='PRE_PACKAGE;COMMAND;sleep;1.3' >"$scratch/log"
package=("$SHIPIT_PREFIX/bin/shipit" package --plan "$build/shipit/package.json" --output "$build/dist")
expect_contains "$("$SHIPIT_SOURCE/tests/support/terminal.py" '' "${package[@]}")" 'running PRE_PACKAGE'
expect_eq "$("${package[@]}" 2>&1 >/dev/null)" ""
