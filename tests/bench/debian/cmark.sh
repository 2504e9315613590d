#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: cmark.sh FOLDER: makes its project one that ShipIt packages
set -euo pipefail
cat >>"$1/CMakeLists.txt" <<'END'

find_package(ShipIt REQUIRED)
include(ShipIt)
shipit_package(FORMATS DEB LICENSE_FILE COPYING SUMMARY "CommonMark parsing and rendering"
               CONTACT "Ops <ops@example.org>" DESCRIPTION "A parser of Markdown, with its library.")
END
