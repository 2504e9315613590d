#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a release runs before its switch runs once in a play of the role shipit_release, before
# another host of the same batch gets the release.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
# shellcheck source=tests/fleet/plays.sh
. "${BASH_SOURCE[0]%/*}/plays.sh"
boot_for_plays 2
# shellcheck disable=SC2034 # of plays
play=both
sed 's/serial: 1/serial: 2/' "$scratch/ship.yml" >"$scratch/both.yml"

plays 2 'bin/migrate of 4.1.0 ended with 3; nothing was switched, and 1.0.0 runs on' --extra-vars "$(release 4.1.0)"
expect_contains "$said" 'h1 comes first, and does not have the release'
expect_runs h1 1.0.0
expect_runs h2 1.0.0
expect_lacks "$(on h2 cat /opt/till/.shipit/journal)" 4.1.0

plays 0 'PLAY RECAP' --extra-vars "$(release 4.3.0)"
expect_runs h1 4.3.0
expect_runs h2 4.3.0
expect_eq "$(on h1 cat /var/lib/till/migrated)" 4.3.0
on h2 test ! -e /var/lib/till/migrated

# The first one that has it is no reason to run it again.
plays 0 'changed=0 ' --extra-vars "$(release 4.3.0)"
plays 0 'PLAY RECAP' --extra-vars "$(release 4.3.0)" --limit h2 --extra-vars '{"shipit_release_again": true}'
expect_eq "$(on h2 cat /var/lib/till/migrated)" 4.3.0 # h2 is the first of that play
expect_eq "$(on h1 cat /var/lib/till/migrated)" 4.3.0
