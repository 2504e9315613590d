#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a release runs before its switch: as the service's user, once for two hosts; one that fails
# and one that hangs leave the release before alone.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
boot_hosts 2
both=(--host h1 --host h2)
pid() { on "$1" systemctl show --property MainPID --value till.service; }
expect_migrated() { expect_eq "$(on h1 paste -s -d , /var/lib/till/migrated)" "$1"; }

# A first deploy, on a host that has neither the unit nor its user.
deploys 0 'h1: | two words: nothing to 4.0.0 of staging' 4.0.0
expect_contains "$said" 'h1: | as till in /opt/till/releases/4.0.0, current is none'
expect_contains "$said" 'h1: running bin/migrate of 4.0.0'
expect_migrated 4.0.0
on h1 rm /var/lib/private/till/migrated

# What serves meanwhile goes on, and the next one runs when it is well; both are one user. What this
# host gives the service, the hook has as well.
before=$(pid h1)
printf '[Service]\nUMask=0027\n' |
  on_with_input h1 install -D /dev/stdin /etc/systemd/system/till.service.d/90-mine.conf
on h1 systemctl daemon-reload
deploys 0 'h1: | as till in /opt/till/releases/4.3.0, current is releases/4.0.0' 4.3.0
expect_contains "$said" 'h1: | two words: 4.0.0 to 4.3.0 of staging'
expect_runs h1 4.3.0
expect_migrated 4.3.0
[[ $(pid h1) != "$before" ]] || fail "was not restarted"
expect_eq "$(on h1 stat -c %u /var/lib/private/till/migrated)" "$(on h1 stat -c %u "/proc/$(pid h1)")"
expect_eq "$(on h1 stat -c %a /var/lib/private/till/migrated)" 640
expect_eq "$(on h1 sh -c 'ls /run/systemd/system | grep shipit || true')" ''

# One that fails.
before=$(pid h1)
deploys 74 'h1: bin/migrate of 4.1.0 ended with 3' 4.1.0
expect_contains "$said" 'h1: | no such table'
expect_contains "$said" 'help: nothing was switched, and 4.3.0 runs on'
expect_runs h1 4.3.0
expect_eq "$(pid h1)" "$before"
expect_journal h1 hook-failed 4.1.0
expect_contains "$(on h1 cat /opt/till/.shipit/hook.log)" 'no such table'
expect_eq "$(on h1 systemctl --failed --quiet --plain)" ''
shipit_code 0 '4.1.0         failed        hook-failed' list staging --release "$SHIPIT_RELEASES/1.0.0" --host h1

# One that hangs is ended in time, with all that it has started.
deploys 74 'h1: bin/migrate of 4.2.0 did not end within 5 seconds' 4.2.0
expect_runs h1 4.3.0
expect_eq "$(pid h1)" "$before"
expect_eq "$(on h1 sh -c 'pgrep -x sleep || true')" ''
expect_migrated 4.3.0

# Of several hosts the first runs it; where it fails, the others get nothing.
deploys 74 'not tried: h2' 4.1.0 "${both[@]}"
on h2 test ! -e /opt/till
deploys 0 'h2: 4.3.0 runs' 4.3.0 "${both[@]}"
expect_contains "$said" 'h1: | two words'
expect_lacks "$said" 'h2: | two words'
on h2 test ! -e /var/lib/till/migrated

# A plan tells of it; it can be left out; and it is not for a .deb.
deploys 0 "run     bin/migrate fails 'two words' on the first host, for up to 5 seconds" 4.1.0 --dry-run
expect_migrated 4.3.0,4.3.0
deploys 0 'h1: 4.1.0 runs' 4.1.0 --no-hooks
deploys 1 "'bin/migrate', can't be run from a .deb" 4.3.0 --format deb
rolls_back 0 'h1: 4.3.0 runs'
expect_migrated 4.3.0,4.3.0
