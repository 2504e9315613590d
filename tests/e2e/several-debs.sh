#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One project as several packages with their debug information: lintian has nothing to say, apt-get
# installs, upgrades, removes and purges them in a minimal root, and a debugger finds the symbols.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/root.sh
. "${BASH_SOURCE[0]%/*}/../support/root.sh"
command -v cc >/dev/null || skip "there is no C compiler"

project=$scratch/project
mkdir -p "$project/share"
printf '%s\n' '#include <stdio.h>' 'void greet(const char *name) { printf("hello, %s\n", name); }' >"$project/greet.c"
printf '%s\n' 'void greet(const char *);' >"$project/greet.h"
printf '%s\n' '#include "greet.h"' '#include <stdio.h>' 'int main(void) {' \
  '  char name[80] = "";' '  FILE *file = fopen("/usr/share/hello/name", "r");' \
  '  if (file == NULL || fscanf(file, "%79s", name) != 1) return 1;' '  greet(name);' '  return fclose(file);' '}' \
  >"$project/hello.c"
printf '.TH HELLO 1 2024-01-02 hello\n.SH NAME\nhello \\- greets\n' >"$project/hello.1"
ln -s hello.1 "$project/greet.1"
printf 'port = 1\n' >"$project/hello.ini"
printf 'world\n' >"$project/share/name"
cat >"$project/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
include(ShipItVersion)
shipit_version()
project(hello VERSION ${SHIPIT_VERSION} LANGUAGES C)
include(ShipIt)
add_library(greet SHARED greet.c)
set_target_properties(greet PROPERTIES VERSION 1.0 SOVERSION 1)
add_executable(hello hello.c)
target_link_libraries(hello greet)
set_target_properties(hello PROPERTIES INSTALL_RPATH "" SKIP_BUILD_RPATH ON)
install(TARGETS hello COMPONENT program)
install(FILES hello.1 greet.1 DESTINATION share/man/man1 COMPONENT program)
install(FILES hello.ini DESTINATION etc/hello COMPONENT program)
install(TARGETS greet LIBRARY DESTINATION lib COMPONENT library NAMELINK_COMPONENT dev)
install(FILES greet.h DESTINATION include COMPONENT dev)
install(DIRECTORY share/ DESTINATION share/hello)
shipit_package(FORMATS DEB SUMMARY "greets by name" CONTACT "Ops <ops@example.org>"
               COMPONENTS program DEPENDS hello-data)
shipit_add_package(hello-data COMPONENTS Unspecified SUMMARY "whom to greet")
shipit_add_package(libgreet1 COMPONENTS library SUMMARY "library that greets" SECTION libs)
shipit_add_package(libgreet-dev COMPONENTS dev SUMMARY "library that greets, for programs" SECTION libdevel
                   DEPENDS libgreet1)
END
git -C "$project" init --quiet --initial-branch=main

# release VERSION: its packages lie in $scratch/VERSION
release() {
  git -C "$project" add --all
  git -C "$project" commit --quiet --message "Release $1"
  git -C "$project" tag "$1"
  (cmake -S "$project" -B "$scratch/build" -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS='-O2 -g' \
    -DCMAKE_INSTALL_PREFIX=/usr -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" &&
    cmake --build "$scratch/build" --target all package) >"$scratch/log" 2>&1 || fail "$1: $(<"$scratch/log")"
  cp -r "$scratch/build/dist" "$scratch/$1"
}
release 1.0.0
printf 'port = 2\n' >"$project/hello.ini"
printf 'moon\n' >"$project/share/name"
release 1.1.0

architecture=$(dpkg --print-architecture)
cd "$scratch/1.1.0"
expect_eq "$(echo *.deb)" "hello-data_1.1.0_all.deb hello-dbgsym_1.1.0_$architecture.deb hello_1.1.0_$architecture.deb \
libgreet-dev_1.1.0_$architecture.deb libgreet1-dbgsym_1.1.0_$architecture.deb libgreet1_1.1.0_$architecture.deb"
expect_eq "$(lintian --fail-on error,warning ./*.deb 2>/dev/null)" ""

expect_contains "$(dpkg-deb --contents "hello_1.1.0_$architecture.deb")" './usr/share/man/man1/greet.1.gz -> hello.1.gz'

need_root
root=$scratch/root
fresh_root "$root"
# apt_get ARGUMENT ...: an administrator's, who keeps an edited conffile
apt_get() {
  in_root "$root" apt-get --quiet --quiet --yes --no-install-recommends \
    -o Dpkg::Options::=--force-confold "$@" >"$scratch/apt" 2>&1 || fail "apt-get $*: $(<"$scratch/apt")"
}
# in the root, all packages of a release but those with debug information
packages_of() {
  mkdir -p "$root/root/$1"
  cp "$scratch/$1"/*.deb "$root/root/$1"
  find "$root/root/$1" -name '*.deb' ! -name '*-dbgsym_*' -printf "/root/$1/%f\n" | sort
}

mapfile -t debs < <(packages_of 1.0.0)
apt_get install "${debs[@]}"
expect_eq "$(in_root "$root" hello)" "hello, world"
expect_eq "$(in_root "$root" dpkg --audit)" ""
for deb in "${debs[@]}"; do
  package=$(basename "${deb%%_*}")
  expect_eq "$(in_root "$root" dpkg -L "$package" | sed 's|^/\.$|/|' | sort)" \
    "$(dpkg-deb --fsys-tarfile "$root$deb" | tar --list | sed -e 's|^\.||' -e 's|\(.\)/$|\1|' | sort)"
  expect_eq "$(in_root "$root" dpkg --verify "$package")" ""
done
expect_contains "$(in_root "$root" ldconfig --print-cache)" "libgreet.so.1"
# What is marked as needed by the program goes with it, and nothing before it.
expect_fails "hello depends on libgreet1" in_root "$root" dpkg --remove libgreet1

# All in one step, for each needs the same version of the others.
printf 'port = 3\n' >"$root/etc/hello/hello.ini"
mapfile -t debs < <(packages_of 1.1.0)
expect_fails "hello-data (= 1.1.0)" in_root "$root" apt-get --simulate install "/root/1.1.0/hello_1.1.0_$architecture.deb"
apt_get install "${debs[@]}"
expect_eq "$(in_root "$root" hello)" "hello, moon"
expect_eq "$(<"$root/etc/hello/hello.ini")" "port = 3"

# The debug information, for the programs that are installed.
apt_get install "/root/1.1.0/hello-dbgsym_1.1.0_$architecture.deb" \
  "/root/1.1.0/libgreet1-dbgsym_1.1.0_$architecture.deb"
if command -v gdb >/dev/null; then
  lines=$(gdb --batch --nx -ex "set debug-file-directory $root/usr/lib/debug" -ex "file $root/usr/bin/hello" \
    -ex 'info line main' -ex "file $root/usr/lib/libgreet.so.1.0" -ex 'info line greet' 2>&1)
  expect_contains "$lines" 'project/hello.c" starts at'
  expect_contains "$lines" 'project/greet.c" starts at'
fi
apt_get purge hello hello-data libgreet1 libgreet-dev hello-dbgsym libgreet1-dbgsym
left=$(cd "$root" && find etc usr -path '*hello*' -o -path '*libgreet*')
expect_eq "$left" ""
