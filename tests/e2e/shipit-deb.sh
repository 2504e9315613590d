#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# ShipIt packages itself; from its own .deb, installed by apt-get, it packages another project.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/root.sh
. "${BASH_SOURCE[0]%/*}/../support/root.sh"

# What it compiles is kept from run to run.
build=${SHIPIT_PREFIX%/*}/e2e/shipit-deb
rm -rf "$build/dist"
cmake -S "$SHIPIT_SOURCE" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG= \
  -DCMAKE_CXX_FLAGS=-D_GLIBCXX_ASSERTIONS -DSHIPIT_WERROR=ON -DCMAKE_UNITY_BUILD=ON -DSHIPIT_PACKAGING=ON -DSHIPIT_TESTS=OFF \
  -DSHIPIT_VERSION_OVERRIDE=0.1.0 -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >"$scratch/log" 2>&1 ||
  fail "configure: $(<"$scratch/log")"
cmake --build "$build" --target package >"$scratch/log" 2>&1 || fail "package: $(<"$scratch/log")"
deb=$(echo "$build"/dist/shipit_0.1.0_*.deb)
expect_file "$deb"
expect_contains "$(dpkg-deb --fsys-tarfile "$deb" | tar --extract --to-stdout ./usr/share/doc/shipit/copyright)" \
  'License: Apache-2.0'
# It starts at every build of its users, and loads no foreign library for that.
dpkg-deb --fsys-tarfile "$deb" | tar --extract --to-stdout ./usr/bin/shipit-version >"$scratch/shipit-version"
expect_eq "$(readelf --dynamic "$scratch/shipit-version" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' |
  grep -v '^\(libc\|libm\|ld-linux.*\)\.so\.')" ''
lintian --fail-on error --no-tag-display-limit "$deb" >"$scratch/lintian" ||
  fail "lintian: $(<"$scratch/lintian")"

need_root
fresh_root "$scratch/root"
install_in_root "$scratch/root" "$deb"
cp -a "$SHIPIT_SOURCE/tests/cmake/shipit_package-release/project" "$scratch/root/root/hello"
in_root "$scratch/root" sh -euc '
  cd /root/hello
  git init --quiet --initial-branch=main
  git -c user.name=A -c user.email=a@example.org commit --quiet --allow-empty --message First
  git tag 1.0.32
  cmake -B build >/dev/null
  cmake --build build --target package >/dev/null
  cd build/dist && sha256sum --quiet --check SHA256SUMS'
expect_file "$scratch/root/root/hello/build/dist/hello_1.0.32_all.deb"
