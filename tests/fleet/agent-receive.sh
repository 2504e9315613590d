#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The agent while a release arrives: nobody waits for who is slow, and nothing of others is undone.
# shellcheck source=tests/fleet/stubs.sh
. "${BASH_SOURCE[0]%/*}/stubs.sh"

package 1.0.0
package 1.1.0
package 1.2.0

# Whoever stalls while sending holds up nobody, and may come to an end later; what a host that died
# has received goes.
ask deploy 1.2.0
mv "$scratch/request" "$scratch/slow-request"
mkfifo "$scratch/pipe"
# stall: all of 1.2.0 but 50 bytes is on its way to the agent; end_stall CODE: it comes to its end
stall() {
  dash "$scratch/agent" sent <"$scratch/pipe" >"$scratch/slow" 2>&1 &
  slow=$!
  exec 7>"$scratch/pipe"
  head -c -50 "$scratch/slow-request" >&7
  until grep --quiet 'want whole' "$scratch/slow"; do sleep 0.05; done
}
last_bytes() {
  tail -c 50 "$scratch/slow-request" >&7
  exec 7>&-
}
ends_with() {
  local code=0
  wait "$slow" || code=$?
  [[ $code == "$1" ]] || fail "was to end with $1, not $code: $(<"$scratch/slow")"
  expect_contains "$(<"$scratch/slow")" "$2"
  expect_eq "$(find "$root/.shipit" -name 'incoming*')" ''
}
fresh 1.0.0
mkdir "$root/.shipit/incoming.1"
stall
asks 78 'error 7.0.0 was never on this host' rollback to=7.0.0
expect_eq "$(find "$root/.shipit" -name 'incoming*' | wc -l)" 1
last_bytes
ends_with 0 'field from 1.0.0'
expect_current 1.2.0

# But not over what somebody else has deployed meanwhile.
fresh 1.0.0
stall
asks 0 'step 1.1.0 runs' deploy 1.1.0
last_bytes
ends_with 75 'error somebody@laptop has deployed 1.1.0 meanwhile (good)'
expect_contains "$(<"$scratch/slow")" 'help see shipit list, and deploy again if 1.2.0 is to take its place; nothing was changed'
expect_current 1.1.0
expect_results '1.0.0 good,1.1.0 good'

# What has arrived isn't thrown away because somebody else is at it: that is waited for.
fresh 1.0.0
stall
flock "$root/.shipit/lock" sh -c "echo ann >'$root/.shipit/holder' && touch '$scratch/held' && sleep 2.5" &
until [[ -e $scratch/held ]]; do sleep 0.05; done
last_bytes
ends_with 0 'step waiting for ann'
expect_current 1.2.0

# From the last byte on status knows of it, and the client what is tried, before that is looked at.
fresh 1.0.0
stall
_stub sha256sum <<END
until [ -e "$scratch/go" ]; do sleep 0.05; done
exec /usr/bin/sha256sum "\$@"
END
last_bytes
until grep --quiet 'field release 1.2.0' "$scratch/slow"; do sleep 0.05; done
asks 0 'field locked somebody@laptop for deploy of 1.2.0' status
touch "$scratch/go"
ends_with 0 'step 1.2.0 runs'

# What ends while status looks, whose health takes a moment, is not told as unfinished and at rest.
hold() {
  rm -f "$scratch/held" "$scratch/go"
  flock "$root/.shipit/lock" sh -c "echo 'ann for deploy of 1.2.0' >'$root/.shipit/holder' && touch '$scratch/held' &&
    until [ -e '$scratch/go' ]; do sleep 0.05; done" &
  until [[ -e $scratch/held ]]; do sleep 0.05; done
}
fresh 1.0.0
hold
mv "$scratch/bin/curl" "$scratch/bin/true-curl"
_stub curl <<END
touch "$scratch/go"
flock "\$root/.shipit/lock" true
exec "$scratch/bin/true-curl" "\$@"
END
asks 0 'field locked ann for deploy of 1.2.0' status
mv "$scratch/bin/true-curl" "$scratch/bin/curl"
wait

# Nor is a host at rest that gets its first release.
rm "$root/current"
hold
asks 0 'field locked ann for deploy of 1.2.0' status
expect_contains "$said" 'field current -'
touch "$scratch/go"
wait

# Room is reserved before the first byte, so that two can't count on the same; what is unpacked needs
# some at the end, too.
package 1.6.0 well 'head -c 1200000 /dev/urandom >noise'
ask deploy 1.6.0 unpacked=1
mv "$scratch/request" "$scratch/noise-request"
head -c 2050 "$scratch/noise-request" >"$scratch/slow-request"
fresh 1.0.0
left() { df --output=avail -k "$root" | tail -n 1; }
free=$(left)
stall
(($(left) < free - 1100)) || fail "nothing was reserved"
asks 78 'KiB left, and' deploy 1.6.0 unpacked=1000000
head -c 2000000 /dev/zero >"$root/fill"
tail -c +2001 "$scratch/noise-request" >&7
exec 7>&-
ends_with 78 "error '$root' has "
rm "$root/fill"
asks 0 'step 1.6.0 runs' deploy 1.6.0 unpacked=1
