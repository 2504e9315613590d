#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# .debs: apt brings what they depend on, and goes back to the one before.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
boot_hosts 1

on h1 apt-get --quiet --quiet update # of the repository in it

# The examples, on a host that has nothing of what they need.
on h1 test ! -e /usr/lib/python3/dist-packages/pyramid
for example in myservice:8000 pyramid-service:8010; do
  name=${example%:*}
  shipit_code 0 'h1: 1.0.32 runs' deploy staging --release "$SHIPIT_RELEASES/$name" --host h1 --format deb
  expect_contains "$(on h1 curl --silent "http://127.0.0.1:${example#*:}/version" | tr -d ' ')" '"version":"1.0.32"'
  expect_eq "$(on h1 dpkg-query --show "$name")" "$name"$'\t'1.0.32
done
on h1 dpkg --verify myservice pyramid-service

# A first one that is bad is stopped and disabled; the next one runs, after a boot, too.
deploys 72 'answers 503, not 200' 1.2.0 --format deb
expect_eq "$(on h1 systemctl is-enabled till.service || true)" disabled
deploys 0 'h1: 1.0.0 runs' 1.0.0 --format deb
expect_eq "$(on h1 systemctl is-enabled till.service)" enabled
kill_host h1
start_host h1
await_host h1 || fail "h1 does not boot"
expect_runs h1 1.0.0
deploys 0 'h1: 1.1.0 runs' 1.1.0 --format deb
expect_runs h1 1.1.0
deploys 70 'answers 503, not 200' 1.2.0 --format deb
expect_runs h1 1.1.0
expect_eq "$(on h1 dpkg-query --show till)" till$'\t'1.1.0
rolls_back 0 'h1: 1.0.0 runs'
expect_runs h1 1.0.0
expect_eq "$(on h1 dpkg-query --show till)" till$'\t'1.0.0

# One road a host.
deploys 78 "is on this host by another format than 'archive'" 1.5.0 --format archive
expect_runs h1 1.0.0
