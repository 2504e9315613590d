#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the agent runs before it switches: as whom, with what, and what becomes of it when it fails.
# shellcheck disable=SC2016 # what packages hold is for their own shell
# shellcheck disable=SC2034,SC2154 # what ask reads, and what the stubs have
# shellcheck source=tests/fleet/stubs.sh
. "${BASH_SOURCE[0]%/*}/stubs.sh"

# with_hook VERSION LINE ...: a release with the program bin/migrate of these lines
with_hook() {
  printf '%s\n' '#!/bin/sh' "${@:2}" >"$scratch/migrate"
  chmod +x "$scratch/migrate"
  package "$1" well "cp '$scratch/migrate' bin/migrate"
}
package 1.0.0
package 1.2.0
with_hook 1.1.0 'echo "$SHIPIT_PREVIOUS_VERSION to $SHIPIT_VERSION of $SHIPIT_ENVIRONMENT in $SHIPIT_RELEASE"' \
  'pwd' 'for word; do echo "($word)"; done' "readlink '$root/current' || echo none"
with_hook 2.0.0 'echo "no such table" >&2' 'exit 3'
unit=$units/shipit-till-hook.service

# It runs in the new release while the one before is current.
fresh 1.0.0
asks 0 'step 1.1.0 runs' deploy 1.1.0 hook=bin/migrate argument=--to 'argument=the head'
expect_contains "$said" "step running bin/migrate of 1.1.0
log 1.0.0 to 1.1.0 of staging in $root/releases/1.1.0
log $root/releases/1.1.0
log (--to)
log (the head)
log releases/1.0.0
field hook done
step restarting with 1.1.0"
expect_file "$root/.shipit/hook.log" '(the head)'
[[ ! -e $unit ]] || fail "its unit is still there"

# A first deploy, the same release again, and one without.
fresh
asks 0 'log  to 1.1.0 of staging' deploy 1.1.0 hook=bin/migrate
expect_contains "$said" 'log none'
expect_lacks "$said" 'log ('
asks 0 'log 1.1.0 to 1.1.0 of staging' deploy 1.1.0 hook=bin/migrate
asks 0 'step 1.0.0 runs' deploy 1.0.0
expect_lacks "$said" 'hook'
asks 0 'step 1.1.0 runs' rollback
expect_lacks "$said" 'hook'

# It has what the unit and this host's drop-ins give the service, and not how that is started.
package 1.3.0 well 'cp "$scratch/migrate" bin && cat >lib/systemd/system/till.service <<END
[Unit]
Description=till
[Service]
Type=notify
ExecStartPre=/bin/sh -c \
  "echo a"
ExecStart=till
# ExecStart=other
Environment=A=1 \
  B=2
DynamicUser=yes
RuntimeDirectory=till
RuntimeDirectoryMode=0700
StateDirectory=till
RestartSec=1
RestrictRealtime=yes
StandardOutput=null
TimeoutStopSec=900
[Install]
WantedBy=multi-user.target
END'
mkdir -p "$etc/till.service.d"
printf '[Service]\nExecStart=\nLoadCredential=db:/etc/db\n' >"$etc/till.service.d/10-mine.conf"
: >"$units/ends"
ask deploy 1.3.0 hook=bin/migrate limit=7
rm "$units/ends"
expect_eq "$(sed '/^Environment=SHIPIT/d' "$units/ran")" "[Service]
Environment=A=1   B=2
DynamicUser=yes
StateDirectory=till
RestrictRealtime=yes
LoadCredential=db:/etc/db
User=till
Type=oneshot
ExecStart=$root/releases/1.3.0/bin/migrate
WorkingDirectory=$root/releases/1.3.0
TimeoutStartSec=7
TimeoutStopSec=30
StandardOutput=append:$root/.shipit/hook.log
StandardError=inherit"

# One that fails: nothing is switched or restarted, the journal says so, and the release is kept to be looked at.
fresh 1.0.0
runs=$(<"$units/pid")
asks 74 'error bin/migrate of 2.0.0 ended with 3' deploy 2.0.0 hook=bin/migrate
expect_contains "$said" 'log no such table'
expect_contains "$said" "help nothing was switched, and 1.0.0 runs on; '$root/.shipit/hook.log' on the host has all that it said"
expect_lacks "$said" 'hook done'
expect_current 1.0.0
expect_eq "$(<"$units/pid")" "$runs"
expect_results '1.0.0 good,2.0.0 hook-failed'
expect_eq "$(ls "$root/releases")" 1.0.0
expect_eq "$(ls "$root/failed")" 2.0.0
[[ ! -e $unit ]] || fail "its unit is still there"
asks 78 'error 2.0.0 is no longer on this host' rollback to=2.0.0
asks 74 'error bin/migrate of 2.0.0 ended with 3' deploy 2.0.0 hook=bin/migrate # again
asks 0 'step 2.0.0 runs' deploy 2.0.0
expect_results '1.0.0 good,2.0.0 good'

# What was good is not lost by a hook that fails, nor what is known to be bad.
asks 74 "nothing was switched, and 2.0.0 runs on" deploy 2.0.0 hook=bin/migrate
expect_current 2.0.0
expect_results '1.0.0 good,2.0.0 good'
asks 0 'step 1.0.0 runs' rollback
asks 0 'step 2.0.0 runs' rollback to=2.0.0
fresh
asks 74 'help nothing was switched; ' deploy 2.0.0 hook=bin/migrate
[[ ! -e $root/current ]] || fail "something is current"

# What systemd says of it is said.
fresh 1.0.0
for pair in 'timeout=did not end within 5 seconds' 'success=can'\''t be run as the service is' 'oom-kill=failed (oom-kill)'; do
  echo "${pair%%=*}" >"$units/ends"
  asks 74 "error bin/migrate of 1.1.0 ${pair#*=}" deploy 1.1.0 hook=bin/migrate limit=5
done
rm "$units/ends"
with_hook 1.4.0 'exit 203'
asks 74 "error bin/migrate of 1.4.0 can't be started: is what runs it on this host?" deploy 1.4.0 hook=bin/migrate

# One that an earlier agent has left running is not joined by another.
echo activating >"$units/state"
asks 75 'error what an earlier deploy runs before its switch has not ended' deploy 1.1.0 hook=bin/migrate
rm "$units/state"
expect_current 1.0.0

# Whoever has much to say is not heard to the end, but is let go on.
with_hook 1.5.0 'yes 0123456789012345678901234567890123456789 2>/dev/null | head -c 1000000'
asks 0 'step 1.5.0 runs' deploy 1.5.0 hook=bin/migrate
(($(grep -c '^log ' <<<"$said") < 20000)) || fail "all was shown"
expect_eq "$(stat -c %s "$root/.shipit/hook.log")" 1000000
