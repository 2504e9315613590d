#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: brotli.sh FOLDER: makes its project one that ShipIt packages. project() has no VERSION there,
# and no policy that would allow one.
set -euo pipefail
sed -i -e 's/^cmake_minimum_required(VERSION .*/cmake_minimum_required(VERSION 3.0)/' \
  -e 's/^project(brotli C)/project(brotli VERSION 1.0.9 LANGUAGES C)/' "$1/CMakeLists.txt"
cat >>"$1/CMakeLists.txt" <<'END'

find_package(ShipIt REQUIRED)
include(ShipIt)
shipit_package(FORMATS DEB SUMMARY "lossless compression" CONTACT "Ops <ops@example.org>"
               DESCRIPTION "A compressor, with its libraries.")
END
