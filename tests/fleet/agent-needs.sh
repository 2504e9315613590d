#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the agent wants to know of a host before it changes anything: the packages that an archive
# depends on, and which environment is there.
# shellcheck disable=SC2016 # what on_restart takes is for the stub
# shellcheck source=tests/fleet/stubs.sh
. "${BASH_SOURCE[0]%/*}/stubs.sh"
command -v dpkg >/dev/null || skip "there is no dpkg to compare versions"

_stub dpkg-query <<'END'
echo 'installed,libtill1 (= 1.4-2),'
echo 'installed,drawer-utils (= 2:0.9),drawer, coins (= 3.0), c++-abi'
echo 'config-files,gone (= 1.0),'
echo 'triggers-pending,waits (= 1.0),'
echo 'triggers-awaited,awaits (= 1.0),'
END
package 1.0.0
package 1.1.0
for relation in libtill1 'libtill1 (>= 1.4)' 'libtill1:any (<< 2)' drawer 'coins (= 3.0)' 'drawer-utils (>= 1:1)' \
  waits 'awaits (>= 1)' 'nothing | libtill1 (>= 9) | c++-abi'; do
  asks 0 'step 1.0.0 runs' deploy 1.0.0 "needs=$relation"
done
asks 78 'error this host lacks what the release depends on: libtill1 (>= 1.5), gone, drawer (>= 1), a:any (>= 1) | b' \
  deploy 1.1.0 needs=c++-abi 'needs=libtill1 (>= 1.5)' needs=gone 'needs=drawer (>= 1)' 'needs=a:any (>= 1) | b'
expect_contains "$said" 'help apt-get install libtill1 gone drawer a'
asks 78 'error this host lacks what the release depends on: gone' check format=archive needs=gone
asks 78 'error this host lacks what the release depends on: drawer (<< 5)' check format=archive 'needs=drawer (<< 5)'
for relation in '-o' 'a; b' 'a`b' "a\$b" ''; do
  asks 64 "error the request has no 'needs' that this agent takes" deploy 1.1.0 "needs=$relation"
done
# All that is missing is told at once.
echo 9.0.0 >"$trust/till.least"
asks 78 'error this host lacks what the release depends on: gone' check format=archive needs=gone version=1.0.0 \
  environment=production secret=etc/till/a.ini secret=etc/till/b.ini
for piece in "a.ini' is not on this host (put it there, readable for the service; it is no part of a release)" \
  "note the secrets file '$root/shared/etc/till/b.ini' is not on this host" 'note this host has staging of till' \
  'note 1.0.0 is older than 9.0.0'; do
  expect_contains "$said" "$piece"
done
rm "$trust/till.least"
asks 78 'error this host lacks' deploy 1.1.0 needs=gone secret=etc/till/a.ini
expect_contains "$said" "note the secrets file"
expect_current 1.0.0
expect_results '1.0.0 good'

# Another environment is not deployed over the one that is there, unless that is named.
asks 78 "error this host has staging of till in '$root', and this is production" deploy 1.1.0 environment=production
expect_contains "$said" 'help say --over staging if it is to be production from now on; nothing was changed'
asks 78 'error this host has staging of till' deploy 1.1.0 environment=production over=testing
asks 78 'error this host has staging of till' check format=archive environment=production
expect_current 1.0.0
asks 0 'step 1.1.0 runs' deploy 1.1.0 environment=production over=staging
asks 0 'field environment production' status
ask list
expect_contains "$said" "release 1.0.0 here good"
expect_eq "$(sed -n 's/^release \(.*\) .* .* .* \(.*\) \(.*\)/\1/p' <<<"$said" | wc -l)" 2
expect_eq "$(awk '$1 == "release" { print $2, $8 }' <<<"$said" | paste -s -d ,)" '1.0.0 staging,1.1.0 production'

# Of one package each environment is a release of its own: there is a way back, of a try that fails too.
package 1.2.0
asks 0 'step 1.2.0 runs' deploy 1.2.0 environment=production
on_restart 'echo crash >"$units/runs"'
asks 70 'help 1.2.0 runs again' deploy 1.2.0 over=production
expect_current 1.2.0
expect_file "$etc/till.service.d/50-shipit.conf" SHIPIT_ENVIRONMENT=production
asks 0 'field environment production' status
asks 0 'step 1.2.0 runs' deploy 1.2.0 over=production
expect_current 1.2.0~staging
asks 0 'field environment staging' status
asks 0 'step would go from 1.2.0~staging to 1.2.0 of production' foresee
asks 0 'step 1.2.0 runs' rollback
asks 0 'field environment production' status
asks 0 'step 1.1.0 runs' rollback
rm -r "$root/releases/1.2.0"* "$root/.shipit/records/1.2.0"*

# What a rollback would do is told, and not done.
before=$(find "$root" -printf '%p %T@\n')
asks 0 'step would go from 1.1.0 to 1.0.0 of staging, and restart till.service' foresee
expect_contains "$said" 'field target 1.0.0'
expect_contains "$said" 'field current 1.1.0'
asks 78 'error 1.1.0 runs already' foresee to=1.1.0
asks 78 'error 7.0.0 was never on this host' foresee to=7.0.0
expect_eq "$(find "$root" -printf '%p %T@\n')" "$before"
on_restart "$die"
ask rollback
asks 0 "note somebody@laptop's deploy of 1.0.0 did not come to its end: it would be undone first" foresee to=1.0.0
asks 0 'step 1.1.0 runs' deploy 1.1.0 environment=production over=staging
on_restart "$die"
ask deploy 1.0.0 over=production
asks 0 'step would go from 1.0.0 to 1.1.0 of production, and restart till.service' foresee
asks 0 'step 1.1.0 runs again' rollback
asks 0 'step 1.0.0 runs' rollback
asks 72 'error there is no good release before 1.0.0 to go back to' foresee

# What apt has removed or replaced meanwhile is not well because the journal says so.
fresh
debian 3.0.0
_stub dpkg-query <<END
cat $scratch/dpkg-says
END
for pair in 'installed 3.0.0:good' 'installed 4.0.0:replaced' 'config-files 3.0.0:removed' ':removed'; do
  echo 'installed 3.0.0' >"$scratch/dpkg-says"
  asks 0 'step 3.0.0 runs' deploy 3.0.0 format=deb
  echo "${pair%:*}" >"$scratch/dpkg-says"
  asks 0 "field result ${pair#*:}" status
done

# What can't be asked for is not missing.
_stub dpkg-query <<'END'
echo 'dpkg-query: error: failed to open package info file' >&2
exit 2
END
asks 78 "error dpkg-query can't tell what is installed: dpkg-query: error: failed to open package info file" \
  check format=archive needs=libc6
