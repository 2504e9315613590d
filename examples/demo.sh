#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Ships examples/myservice from a checkout of its own and shows the result.
# usage: examples/demo.sh PREFIX, where ShipIt is installed
set -euo pipefail

prefix=$(cd "$1" && pwd)
examples=$(cd "$(dirname "$0")" && pwd)
place=$examples/../build/demo
service=

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

stop() {
  [ -z "$service" ] || kill "$service" 2>/dev/null || true
  [ -z "$service" ] || wait "$service" 2>/dev/null || true
}
trap stop EXIT

# Runs a step quietly and says how long it took; its output is shown only when it fails.
step() {
  local what=$1 log=$place/log start=$EPOCHREALTIME status=0
  shift
  "$@" >"$log" 2>&1 || status=$?
  printf '  %-44s %6.2f s\n' "$what" "$(elapsed "$start")"
  [ "$status" -eq 0 ] || { cat "$log" >&2; exit "$status"; }
}

elapsed() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }'; }

make_checkout() {
  cp -a "$examples/myservice" "$place/checkout"
  rm -rf "$place/checkout/build"
  cd "$place/checkout"
  git init --quiet --initial-branch=main
  git add --all
  git -c user.name=Demo -c user.email=demo@example.org -c commit.gpgsign=false \
    commit --quiet --message 'Sell something'
  git -c tag.gpgsign=false tag 1.0.32
}

unpack() {
  # Another folder under another name: what is in an archive runs from anywhere.
  mkdir -p "$place/some other place"
  tar --extract --zstd --file "$place"/checkout/build/dist/*.tar.zst \
    --directory "$place/some other place" --strip-components 1
}

start_service() {
  SHIPIT_ENVIRONMENT=staging "$place/some other place/bin/myservice" --port 0 >"$place/service.log" 2>&1 &
  service=$!
  for _ in $(seq 100); do
    url=$(sed -n 's/^listening on //p' "$place/service.log")
    [ -z "$url" ] || return 0
    kill -0 "$service" 2>/dev/null || break
    sleep 0.05
  done
  cat "$place/service.log" >&2
  exit 1
}

rm -rf "$place"
mkdir -p "$place"
place=$(cd "$place" && pwd)

say "examples/myservice, tag 1.0.32, becomes a release"
step "git init, commit, tag 1.0.32" make_checkout
step "cmake -B build" \
  cmake -S "$place/checkout" -B "$place/checkout/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_PREFIX_PATH="$prefix"
step "cmake --build build --target package" cmake --build "$place/checkout/build" --target package
step "the same again, with nothing changed" cmake --build "$place/checkout/build" --target package

say "What came out"
(cd "$place/checkout/build/dist" && stat --printf '  %-44n %9s bytes\n' -- *)

say "Unpacked elsewhere and started with the staging config"
step "tar --extract" unpack
start_service
python3 "$examples/check_service.py" "$url" "$place/some other place/share/myservice/static/manifest.json" 1.0.32
stop
service=

say "It is all in $place"
cat <<EOF
Try next:
  dpkg-deb --info $place/checkout/build/dist/*.deb
  python3 -m json.tool $place/checkout/build/dist/deploy.json
  cd $place/checkout && git tag 1.0.33 && cmake --build build --target package && ls build/dist
EOF
