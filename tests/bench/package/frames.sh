#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the size of frames and the level cost and save: the table in docs/manual/packages.md, from which
# ShipIt's are chosen. Each cell is the compressed size in MB and the speed in MB of input a second, on
# one thread, as `zstd -b` measures it. SHIPIT_BENCH_MB says how much is compressed; it takes minutes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/bench/package/tree.sh
. "$here/tree.sh"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/shipit-bench.XXXXXXXX")
trap 'rm -rf "$scratch"' EXIT
tree whole "$((${SHIPIT_BENCH_MB:-510} * 1000000))" 5000
tar -C "$scratch/whole" -cf "$scratch/tar" .

# cell LEVEL BLOCK
cell() {
  zstd -b"$1" -B"$2" -i1 -q "$scratch/tar" 2>&1 | tail -n 1 | awk '{ printf " %.1f at %.0f |", $2 / 1e6, $4 }'
}
echo '| level | 1 MiB | 2 MiB | 4 MiB | 8 MiB | 16 MiB |'
echo '|---|---|---|---|---|---|'
for level in 1 3 5 7 9; do
  printf '| %s |' "$level"
  for size in 1 2 4 8 16; do cell "$level" $((size << 20)); done
  echo
done
