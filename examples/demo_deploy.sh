#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Boots a Debian host with systemd and deploys examples/myservice to it: a release, one that is
# broken, and a good one again.
# usage: examples/demo_deploy.sh PREFIX, where ShipIt is installed; as root
set -euo pipefail

prefix=$(cd "$1" && pwd)
# shellcheck source=examples/demo_parts.sh
. "$(dirname "$0")/demo_parts.sh"
build=$(cd "$examples/.." && pwd)/build
place=$build/demo-deploy
export SHIPIT_FLEET=${SHIPIT_FLEET:-$build/fleet}

# The hosts' script runs this one a second time, in namespaces of its own.
if [ -z "${SHIPIT_FLEET_OUTER-}" ]; then
  [ "$(id -u)" -eq 0 ] || { echo "the demo boots a host, which only root may: sudo ./dev demo --deploy" >&2; exit 1; }
  rm -rf "$place"
  mkdir -p "$place" "$SHIPIT_FLEET"
  say "A Debian host"
  step "its file system, kept for the next time" "$examples/../tests/fleet/root.sh" "$SHIPIT_FLEET"
fi
# shellcheck source=tests/fleet/fleet.sh
. "$examples/../tests/fleet/fleet.sh"

# release TAG MESSAGE: commits, tags and packages what is in the checkout
release() {
  commit_as "$1" "$2"
  package
  cp -a "$place/checkout/build/dist" "$place/$1"
}

first_release() {
  make_checkout
  configure
  package
  cp -a "$place/checkout/build/dist" "$place/1.0.32"
}

# show VERB ARGUMENT ...: the line as one would type it, what shipit says, and its exit code
show() {
  local code=0 start=$EPOCHREALTIME
  printf '\n  $ shipit %s\n' "$*"
  (cd "$place" && client "$prefix/bin/shipit" "$1" --ssh-config "$ssh_config" "${@:2}" 2>&1) | sed 's/^/  /' ||
    code=${PIPESTATUS[0]}
  printf '  (exit code %s, %.1f s)\n' "$code" "$(elapsed "$start")"
}

ask() { printf '\n  $ curl http://h1:8000/version\n  %s\n' "$(on h1 curl --silent http://127.0.0.1:8000/version)"; }

boot_hosts 1
on h1 apt-get --quiet --quiet update
step "examples/myservice becomes release 1.0.32" first_release

say "1.0.32 goes to a host that has nothing of it; apt brings what it depends on"
show deploy staging --release 1.0.32 --format deb --host h1
ask

say "1.0.33 has a typo in its config: 'curency = USD'"
sed -i 's/^currency = .*/curency = USD/' "$place/checkout/config/staging.ini"
step "commit, tag 1.0.33, package" release 1.0.33 'Sell for dollars'
show deploy staging --release 1.0.33 --format deb --host h1
ask

say "1.0.34 has it right"
sed -i 's/^curency/currency/' "$place/checkout/config/staging.ini"
step "commit, tag 1.0.34, package" release 1.0.34 'Sell for dollars, spelt right'
show deploy staging --release 1.0.34 --format deb --host h1
ask

say "What the host remembers, and the way back"
show list staging --release 1.0.34 --host h1
show rollback staging --release 1.0.34 --host h1
ask

say "The releases are in $place"
