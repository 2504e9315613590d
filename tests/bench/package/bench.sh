#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What packaging real files costs (5,000 texts and as many programs and libraries below /usr as make
# 510 MB of them; SHIPIT_BENCH_MB for others): ShipIt beside CPack, dpkg-deb and tar | zstd, turn by
# turn, all files warm, all outputs on disk. The minimum of the rounds counts: other work only adds to
# a time. The .deb is measured on a tenth, because xz takes its time. SHIPIT_BENCH_ROUNDS says how
# many rounds (3), SHIPIT_BENCH_SLOW=0 leaves out what takes minutes: gzip and xz. The exit status is
# 1 when a target is missed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/bench/package/tree.sh
. "$here/tree.sh"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/shipit-bench.XXXXXXXX")
trap 'rm -rf "$scratch"' EXIT
bytes=$((${SHIPIT_BENCH_MB:-510} * 1000000))

tree whole "$bytes" 5000
tree tenth $((bytes / 10)) 500
SHIPIT_CACHE_DIR=$scratch/cache PYTHONPATH=$here/.. python3 -B "$here/measure.py" "$scratch"
