#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What publishing assets costs: whole folders of ten npm packages (9,700 files, 53 MB) on a tmpfs,
# beside "read, sha256, write", Django's ManifestStaticFilesStorage, WhiteNoise, the bare codecs and
# the bare esbuild, turn by turn. The minimum of the rounds counts: other work only adds to a time.
# SHIPIT_BENCH_ROUNDS says how many rounds (5), SHIPIT_BENCH_SLOW=0 leaves out what takes minutes:
# WhiteNoise and what is compressed as a release. The exit status is 1 when a target is missed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

place=${SHIPIT_BENCH_PLACE:-/dev/shm}
[[ $(stat --file-system --format %T "$place") == tmpfs ]] || echo "bench: warning: '$place' is no tmpfs" >&2
scratch=$(mktemp -d "$place/shipit-bench.XXXXXXXX")
trap 'rm -rf "$scratch"' EXIT
export SHIPIT_CACHE_DIR=$scratch/cache

readonly packages=(jquery/dist datatables.net/js datatables.net-dt chart.js/dist bootstrap/dist bootstrap-icons
  @fortawesome/fontawesome-free moment lodash d3/dist)
mkdir "$scratch/packages"
(cd "$here/node_modules" && cp -r --parents "${packages[@]}" "$scratch/packages")
printf '%s files, %s MB\n' "$(find "$scratch/packages" -type f | wc -l)" \
  "$(find "$scratch/packages" -type f -printf '%s\n' | awk '{ all += $1 } END { printf "%.1f", all / 1e6 }')"

g++ -std=c++20 -O2 -pthread "$here/limit.cpp" -o "$scratch/limit" -lcrypto
g++ -std=c++20 -O2 -pthread "$here/codecs.cpp" -o "$scratch/codecs" -lbrotlienc -ldeflate
PYTHONPATH=$here/.. python3 -B "$here/measure.py" "$scratch"
