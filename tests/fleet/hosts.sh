#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two hosts, one after the other; and restarts under load.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
boot_hosts 2
both=(--host h1 --host h2)

printf '[staging]\nh1\nroot@h2 # the new one\n' >"$scratch/hosts.txt"
shipit_code 0 'h2: 1.0.0 runs' deploy staging --release "$SHIPIT_RELEASES/1.0.0" --hosts "$scratch/hosts.txt"
expect_runs h1 1.0.0
expect_runs h2 1.0.0

# The first failure ends it, and the others are not touched.
deploys 70 'not tried: h2' 1.3.0 "${both[@]}"
expect_runs h1 1.0.0
expect_lacks "$(on h2 cat /opt/till/.shipit/journal)" 1.3.0

# What fails on the second host is taken back on the first, when that is wished.
printf '[Service]\nEnvironment=PORT=1\n' | on_with_input h2 install -D /dev/stdin /etc/systemd/system/till.service.d/99-port.conf
deploys 71 'till.service has ended' 1.1.0 "${both[@]}"
expect_runs h1 1.1.0
deploys 71 'h1: reverting it: done' 1.5.0 "${both[@]}" --revert-all
expect_runs h1 1.1.0
# What ran the same before has nothing to be taken back.
deploys 71 'h1: 1.1.0 runs' 1.1.0 "${both[@]}" --revert-all
expect_lacks "$said" reverting
expect_runs h1 1.1.0
on h2 rm /etc/systemd/system/till.service.d/99-port.conf
deploys 0 'h2: 1.1.0 runs' 1.1.0 "${both[@]}"
expect_runs h2 1.1.0

# A connection that is lost while the host is at work: it is asked again what came of it.
(exec ip netns exec ctl "$shipit" deploy staging --ssh-config "$ssh_config" --release "$SHIPIT_RELEASES/1.5.0" \
  --host h2 >"$scratch/lost" 2>&1) &
lost=$!
until grep --quiet restarting "$scratch/lost"; do sleep 0.05; done
pkill -KILL --parent "$lost"
wait "$lost" || fail "was to learn that h2 is done: $(<"$scratch/lost")"
expect_runs h2 1.5.0

# With systemd's socket a restart under load loses no request.
deploys 0 'h1: 2.0.0 runs' 2.0.0
# shellcheck disable=SC2016 # for the host
on h1 sh -c 'bad=0 all=0
  until [ -e /run/enough ]; do
    curl --silent --fail --max-time 10 --output /dev/null http://127.0.0.1:8020/ || bad=$((bad + 1))
    all=$((all + 1))
  done
  echo "$bad of $all" >/run/asked' &
load=$!
deploys 0 'h1: 2.1.0 runs' 2.1.0
deploys 0 'h1: 2.0.0 runs' 2.0.0
on h1 touch /run/enough
wait "$load"
asked=$(on h1 cat /run/asked)
expect_eq "${asked% of *}" 0
((${asked#* of } > 20)) || fail "only ${asked#* of } requests were made"
expect_runs h1 2.0.0
