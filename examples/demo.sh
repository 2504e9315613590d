#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Ships examples/myservice from a checkout of its own and shows the result.
# usage: examples/demo.sh PREFIX, where ShipIt is installed
set -euo pipefail

prefix=$(cd "$1" && pwd)
# shellcheck source=examples/demo_parts.sh
. "$(dirname "$0")/demo_parts.sh"
place=$examples/../build/demo
service=

stop() {
  [ -z "$service" ] || kill "$service" 2>/dev/null || true
  [ -z "$service" ] || wait "$service" 2>/dev/null || true
}
trap stop EXIT

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
step "cmake -B build" configure
step "cmake --build build --target package" package
step "the same again, with nothing changed" package

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
  ./dev demo --deploy
  cd $place/checkout && git tag 1.0.33 && cmake --build build --target package && ls build/dist
EOF
