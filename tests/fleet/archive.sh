#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Archives on one host: first, next, bad and worse releases, and the ways back.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
boot_hosts 1

# The manual's words bring a host to where it can be deployed to, by a user who is not root.
# shellcheck disable=SC2016 # the fences of the manual
sed -n '/^## My first deploy/,/^## I want/{/^```sh$/,/^```$/{/^```/d;p}}' "$SHIPIT_SOURCE/docs/manual/deploy.md" |
  sed "/^echo 'deploy /q" | sed "s|ssh-ed25519 AAAA… you@laptop|$(<"$scratch/ssh/id.pub")|" >"$scratch/manual"
expect_eq "$(wc -l <"$scratch/manual")" 6
on_with_input h1 sh -eux <"$scratch/manual" >"$scratch/log" 2>&1 || fail "the manual: $(<"$scratch/log")"
deploys 0 'h1: 1.0.0 runs' 1.0.0 --user deploy
expect_runs h1 1.0.0
on_with_input h1 sh -e <<'END'
systemctl disable --quiet --now till.service
rm -r /opt/till /etc/systemd/system/till.service /etc/systemd/system/till.service.d
systemctl daemon-reload
END

# A first release that is bad leaves the host as it was.
deploys 72 '1.2.0 is not well: http://127.0.0.1:8020/healthz answers 503, not 200' 1.2.0
expect_contains "$said" 'there is no release to go back to'
on h1 test ! -e /opt/till/current
on h1 test ! -e /etc/systemd/system/till.service
on h1 test -f /opt/till/failed/1.2.0/bin/till

deploys 0 'h1: 1.0.0 runs' 1.0.0
expect_contains "$said" ' of the package sent, '
expect_runs h1 1.0.0
expect_journal h1 good 1.0.0
expect_contains "$(on h1 curl --silent http://127.0.0.1:8020/)" 'hello from staging'
expect_eq "$(on h1 systemctl is-enabled till.service)" enabled
shipit_code 0 'h1: 1.0.0 since 20' status staging --release "$SHIPIT_RELEASES/1.0.0" --host h1
expect_contains "$said" 'health ok'

# The next ones. A proxy for the administrator's downloads is none for the host's own services.
echo 'proxy = http://127.0.0.1:1' | on_with_input h1 tee /root/.curlrc >/dev/null
deploys 0 'h1: 1.1.0 runs' 1.1.0
on h1 rm /root/.curlrc
expect_runs h1 1.1.0
deploys 0 'h1: 1.5.0 runs' 1.5.0
expect_contains "$(on h1 curl --silent http://127.0.0.1:8020/)" 'good day from staging' # its config came along
rolls_back 0 'h1: would go from 1.5.0 to 1.1.0 of staging, and restart till.service' --dry-run
expect_runs h1 1.5.0
rolls_back 0 'h1: 1.1.0 runs'
expect_runs h1 1.1.0
expect_journal h1 rolled-back 1.5.0

# Bad ones: each is told apart, undone, and kept for a look.
deploys 70 'answers 503, not 200' 1.2.0
expect_runs h1 1.1.0
expect_contains "$said" 'help: 1.1.0 runs again'
deploys 70 'till.service has ended' 1.3.0
expect_contains "$said" 'h1: | till: the drawer is jammed' # its last words
expect_runs h1 1.1.0
deploys 70 "doesn't name the version 1.4.0" 1.4.0
expect_runs h1 1.1.0
expect_journal h1 bad 1.4.0
expect_eq "$(on h1 ls /opt/till/failed)" 1.4.0
on h1 systemctl is-active --quiet till.service
# wget does as well.
on h1 mv /usr/bin/curl /usr/bin/curl.away
echo 'http_proxy = http://127.0.0.1:1' | on_with_input h1 tee /root/.wgetrc >/dev/null
deploys 70 'http://127.0.0.1:8020/healthz answers 503, not 200' 1.2.0
expect_contains "$said" 'help: 1.1.0 runs again'
on h1 mv /usr/bin/curl.away /usr/bin/curl

# Back past the bad ones and the one that was left; to no bad one; and not further than there is.
rolls_back 78 '1.4.0 is known to be bad' 1.4.0
rolls_back 78 '7.0.0 was never on this host' 7.0.0
rolls_back 0 'h1: 1.0.0 runs'
expect_runs h1 1.0.0
rolls_back 72 'there is no good release before 1.0.0'
rolls_back 0 'h1: 1.5.0 runs' 1.5.0
shipit_code 0 '1.3.0' list staging --release "$SHIPIT_RELEASES/1.0.0" --host h1 --json
expect_contains "$said" '"place": "current"'
expect_contains "$said" '"result": "bad"'

deploys 0 'h1: 1.1.0 runs' 1.1.0
expect_eq "$(on h1 ls -m /opt/till/releases)" '1.0.0, 1.1.0, 1.5.0'

# The same again is restarted and looked at.
pid=$(on h1 systemctl show --property MainPID --value till.service)
deploys 0 'h1: 1.1.0 runs' 1.1.0
[[ $(on h1 systemctl show --property MainPID --value till.service) != "$pid" ]] || fail "was not restarted"
expect_lacks "$said" 'put right'

# What was lost or changed there is put right by it.
on h1 sh -c 'cd /opt/till/current/ && rm bin/till && echo >>etc/till/staging.ini'
deploys 0 'h1: put right in 1.1.0, changed or gone here: bin/till etc/till/staging.ini' 1.1.0
expect_runs h1 1.1.0

# Nothing is changed by --dry-run, and it says what would be.
before=$(on h1 find /opt/till -printf '%p %T@\n')
deploys 0 'package till-1.0.0-linux-all.tar.zst' 1.0.0 --dry-run
expect_contains "$said" 'h1: 1.1.0 since'
expect_eq "$(on h1 find /opt/till -printf '%p %T@\n')" "$before"

# Only so many good ones stay beside the current one and the one before (KEEP_RELEASES 1).
deploys 0 'h1: 2.0.0 runs' 2.0.0
expect_eq "$(on h1 ls -m /opt/till/releases)" '1.1.0, 1.5.0, 2.0.0'

# After a boot the service is there.
kill_host h1
start_host h1
await_host h1 || fail "h1 does not boot"
expect_runs h1 2.0.0
