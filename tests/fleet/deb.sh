#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# .debs: apt brings what they depend on, and goes back to the one before.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
# shellcheck source=tests/fleet/browsers.sh
. "${BASH_SOURCE[0]%/*}/browsers.sh"
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

# The same again puts right what was lost.
on h1 rm /usr/bin/till /etc/till/staging.ini
deploys 0 'h1: 1.0.0 runs' 1.0.0 --format deb
on h1 dpkg --verify till
expect_runs h1 1.0.0

# A site of nginx's: enabled by the package, and what earlier pages ask for is there.
make_certificate
install_certificate h1
on h1 systemctl start nginx
deploys 0 'h1: 3.0.0 runs' 3.0.0 --format deb
expect_eq "$(on h1 readlink /etc/nginx/sites-enabled/till)" /etc/nginx/sites-available/till
script=$(asset_of h1)
expect_contains "$(https h1 "$script")" 'the till of 3.0.0'
deploys 0 'h1: 3.1.0 runs' 3.1.0 --format deb
on h1 test ! -e "/usr/share/till$script"
expect_contains "$(https h1 "$script")" 'the till of 3.0.0'
expect_contains "$(https h1 "$(asset_of h1)")" 'the till of 3.1.0'
deploys 70 'nginx: unknown directive "drawer"' 3.4.0 --format deb
on h1 nginx -t -q
expect_contains "$(https h1 /healthz)" '"version":"3.1.0"'

# apt alone takes it away with the package, and brings it back.
on h1 apt-get --quiet --quiet --yes remove till >/dev/null
on h1 test ! -L /etc/nginx/sites-enabled/till
on h1 nginx -t -q
on h1 apt-get --quiet --quiet --yes --no-install-recommends install /opt/till/current/package.deb >/dev/null
expect_contains "$(https h1 /healthz)" '"version":"3.1.0"'
on h1 apt-get --quiet --quiet --yes purge till >/dev/null
shipit_code 0 '(removed)' status staging --release "$SHIPIT_RELEASES/1.0.0" --host h1
expect_eq "$(on h1 sh -c 'ls -A /etc/nginx/sites-available /etc/nginx/sites-enabled | grep till || true')" ''

# One road a host.
deploys 78 "is on this host by another format than 'archive'" 1.5.0 --format archive
