#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A library that no Debian package owns, and what it loads in its turn, come along by
# RUNTIME_DEPENDENCIES: the program runs on a system that has neither, wherever it is unpacked.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/root.sh
. "${BASH_SOURCE[0]%/*}/../support/root.sh"

# "outer" asks "inner", which is C++, which has its runtime from Debian.
foreign=$scratch/foreign
source=$scratch/source
mkdir -p "$foreign" "$source"
printf '#include <string>\nextern "C" int inner() { return std::stoi("41"); }\n' >"$foreign/inner.cpp"
printf '#include <stdlib.h>\nint inner(void); int outer(void) { return inner() + atoi("1"); }\n' >"$foreign/outer.c"
c++ -shared -fPIC "$foreign/inner.cpp" -o "$foreign/libinner.so.1" -Wl,-soname,libinner.so.1
cc -shared -fPIC "$foreign/outer.c" -o "$foreign/libouter.so" -Wl,-soname,libouter.so "$foreign/libinner.so.1"
printf '#include <stdio.h>\nint outer(void);\nint main(void) { printf("outer says %%d\\n", outer()); return 0; }\n' \
  >"$source/main.c"
cat >"$source/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(hello VERSION 1.0.32 LANGUAGES C)
find_package(ShipIt REQUIRED)
include(ShipIt)
add_executable(hello main.c)
target_link_libraries(hello PRIVATE "${FOREIGN}/libouter.so")
target_link_options(hello PRIVATE "LINKER:-rpath-link,${FOREIGN}")
install(TARGETS hello)
shipit_package(SUMMARY "says hello" CONTACT "Ops <ops@example.org>" LICENSE MIT COPYRIGHT "2024 Ops"
               RUNTIME_DEPENDENCIES hello)
END
(cmake -S "$source" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" -DFOREIGN="$foreign" &&
  cmake --build "$scratch/build" --target package) >"$scratch/log" 2>&1 || fail "package: $(<"$scratch/log")"
deb=$scratch/build/dist/hello_1.0.32_amd64.deb
archive=$scratch/build/dist/hello-1.0.32-linux-amd64.tar.zst
expect_file "$archive"

# deploy.json tells what is bundled.
expect_eq "$(python3 -c 'import json, sys
print(*sorted(one["path"] for one in json.load(sys.stdin)["dependencies"]["bundled"]))' <"$scratch/build/dist/deploy.json")" \
  'lib/hello/libinner.so.1 lib/hello/libouter.so'
expect_contains "$("$SHIPIT_PREFIX/bin/shipit" inspect "$scratch/build/dist")" 'bundled: lib/hello/libouter.so'

# What is bundled is no dependency, and everything else that it loads still is one.
depends=$(dpkg-deb --field "$deb" Depends)
expect_contains "$depends" 'libc6 (>= '
expect_contains "$depends" 'libstdc++6 (>= '
[[ $(tr ',' '\n' <<<"$depends" | sed 's/^ *//; s/ .*//' | sort | tr '\n' ' ') =~ ^libc6\ (libgcc-s1\ )?libstdc\+\+6\ $ ]] ||
  fail "depends on more: $depends"
lintian --fail-on error,warning --suppress-tags no-manual-page --no-tag-display-limit "$deb" >"$scratch/lintian" ||
  fail "lintian: $(<"$scratch/lintian")"

need_root
unpacked_root "$scratch/root"
expect_eq "$(find "$scratch/root" -name 'libouter*' -o -name 'libinner*')" ""
mkdir -p "$scratch/root/srv/some where"
tar --extract --zstd --file "$archive" --directory "$scratch/root/srv/some where"
expect_eq "$(in_root "$scratch/root" '/srv/some where/hello/bin/hello')" 'outer says 42'
mv "$scratch/root/srv/some where/hello" "$scratch/root/opt/moved"
expect_eq "$(in_root "$scratch/root" /opt/moved/bin/hello)" 'outer says 42'
cp "$deb" "$scratch/root/root/hello.deb"
in_root "$scratch/root" dpkg --install /root/hello.deb >"$scratch/log"
expect_eq "$(in_root "$scratch/root" hello)" 'outer says 42'
