#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The agent's journal and ways back, for hosts that die and disks that are full at the worst moment.
# shellcheck disable=SC2016 # what on_restart takes is for the stub
# shellcheck source=tests/fleet/stubs.sh
. "${BASH_SOURCE[0]%/*}/stubs.sh"

package 1.0.0
package 1.1.0
package 1.2.0
package 1.3.0 unwell

# The rest of the disk, and of the journal's last page but 10 bytes.
readonly fill='size=$(stat -c %s "$root/.shipit/journal")
  { head -c $((4085 - size % 4096)) /dev/zero | tr "\\0" "#" && echo; } >>"$root/.shipit/journal"
  cat /dev/zero >"$root/fill" 2>/dev/null'

# The disk fills while the service restarts: what the journal can't call good has not been deployed.
fresh 1.0.0
on_restart "$fill"
asks 70 "error 1.1.0 is not well: cannot write '$root/.shipit/journal'" deploy 1.1.0
expect_contains "$said" 'help 1.0.0 runs again'
expect_contains "$said" "note cannot write '$root/.shipit/journal': the next request will undo 1.1.0 once more"
expect_current 1.0.0
rm "$root/fill"
asks 0 'step 1.1.0 runs' deploy 1.1.0
expect_current 1.1.0
expect_results '1.0.0 good,1.1.0 good'

# What ran before is said, and the end.
asks 0 'field from 1.1.0' rollback
expect_contains "$said" 'field release 1.0.0'
expect_eq "${said##*$'\n'}" 'end 0'
asks 0 'field from 1.0.0' deploy 1.1.0
asks 0 'field from 1.1.0' deploy 1.1.0
asks 78 'error 7.0.0 was never on this host' rollback to=7.0.0
expect_eq "${said##*$'\n'}" 'end 78'

# A host is rolled back by the name of what it has.
for verb in rollback foresee; do
  asks 78 "error this host has staging of till in '$root', and this is production" $verb environment=production
  expect_contains "$said" 'help say staging if that is to go back; nothing was changed'
done
expect_current 1.1.0
asks 0 'step 1.0.0 runs' rollback environment=staging
asks 0 'field from 1.0.0' deploy 1.1.0

# What is cut off in the journal is neither lengthened nor believed.
printf '2026-01-01T00:00:00Z\tuncommitted\t1.0.0\t1.0.0\tx\t-\tann\tarch' >>"$root/.shipit/journal"
expect_results '1.0.0 good,1.1.0 good'
asks 0 'step 1.2.0 runs' deploy 1.2.0
expect_results '1.0.0 good,1.1.0 good,1.2.0 good'

# The disk is full before that: nothing was changed, and nothing is left.
package 1.4.0 well 'head -c 8000000 /dev/zero >zeros'
asks 78 "error '1.4.0.tar.zst' can't be unpacked: " deploy 1.4.0 unpacked=1
mkdir "$root/.shipit/records/1.3.0.new"
asks 78 "error cannot write '$root/.shipit/records'" deploy 1.3.0
rmdir "$root/.shipit/records/1.3.0.new"
expect_current 1.2.0
expect_eq "$(find "$root" -name '.tmp-*' -o -name 'incoming*')" ''
expect_results '1.0.0 good,1.1.0 good,1.2.0 good'

# A host that dies: the next request undoes it, and a rollback is content with that.
fresh 1.0.0 1.1.0
on_restart "$die"
ask deploy 1.2.0
expect_eq "$code" 137
asks 0 'step 1.1.0 runs again' rollback
expect_contains "$said" "note somebody@laptop's deploy of 1.2.0 did not come to its end"
expect_current 1.1.0
expect_results '1.0.0 good,1.1.0 good,1.2.0 interrupted'
on_restart "$die"
ask deploy 1.2.0
asks 0 'step 1.0.0 runs' rollback to=1.0.0
expect_current 1.0.0
asks 0 'step 1.1.0 runs' deploy 1.1.0
on_restart "$die"
ask deploy 1.0.0 # it was good, and still this is no way back
asks 0 'step 1.1.0 runs again' rollback

# One that dies over what was good has not lost it: neither the only one, nor where it went back to.
fresh 1.0.0
on_restart "$die"
ask deploy 1.0.0
asks 0 'step 1.1.0 runs' deploy 1.1.0
on_restart "$die"
ask rollback
expect_eq "$code" 137
expect_current 1.0.0
asks 0 'step 1.1.0 runs again' rollback to=1.1.0
expect_results '1.0.0 good,1.1.0 good'
on_restart "$die"
ask rollback
asks 0 'step 1.0.0 runs' rollback # it was a rollback already
expect_current 1.0.0
expect_results '1.0.0 good,1.1.0 rolled-back'

# Nor has a try that fails once: the same again goes back to itself, and a rollback may be repeated.
fresh 1.0.0
on_restart 'echo crash >"$units/runs"'
asks 70 'help 1.0.0 runs again' deploy 1.0.0
expect_current 1.0.0
asks 0 'step 1.1.0 runs' deploy 1.1.0
on_restart 'echo crash >"$units/runs"'
asks 70 'help 1.1.0 runs again' rollback
expect_results '1.0.0 good,1.1.0 good'
asks 0 'step 1.0.0 runs' rollback

# The same package with other settings goes back to those it had, also after the host has died.
fresh 1.0.0
other=http://127.0.0.1:8020/other
asks 70 "error 1.0.0 is not well: $other answers 404, not 200" deploy 1.0.0 url=$other
expect_contains "$said" 'help 1.0.0 runs again'
asks 0 'field health ok' status
on_restart "$die"
ask deploy 1.0.0 url=$other
asks 0 "field health $other answers 404, not 200" status
asks 0 'step 1.1.0 runs' deploy 1.1.0
asks 0 'step 1.0.0 runs' rollback
asks 0 'field health ok' status
expect_eq "$(find "$root/.shipit/records" -name '.before*')" ''

# A first release that is bad leaves nothing, and what was bad is nobody's way back.
fresh
asks 72 'there is no release to go back to: nothing runs' deploy 1.3.0
[[ ! -e $root/current && ! -e $units/runs && ! -e $etc/till.service ]] || fail "something is left"
asks 0 'step 1.0.0 runs' deploy 1.0.0
asks 78 'error 1.3.0 is known to be bad' rollback to=1.3.0
asks 72 'there is no good release before 1.0.0' rollback

# What is waited for is told, once the quick questions are over.
asks 70 "wait http://127.0.0.1:8020/healthz answers 503, not 200; asked 6 of 8 times" deploy 1.3.0 retries=8
expect_lacks "$said" 'asked 4 of'
asks 0 'wait the units have to stay up for 5 seconds' deploy 1.0.0 stable=5

# Of a version that was built twice the good one is meant.
package 1.1.0 unwell
asks 70 'error 1.1.0 is not well' deploy 1.1.0
package 1.1.0
asks 0 'step 1.1.0 runs' deploy 1.1.0
again=$(readlink "$root/current")
[[ $again == releases/1.1.0~???????? ]] || fail "'$again' is not the second 1.1.0"
asks 0 'step 1.0.0 runs' rollback
asks 0 'step 1.1.0 runs' rollback to=1.1.0
expect_current "${again#releases/}"

# Without its journal, too: what was built again is not taken for what is there.
fresh 1.1.0
rm "$root/.shipit/journal"
package 1.1.0 crash
asks 70 'error 1.1.0 is not well: till.service has ended' deploy 1.1.0
expect_current 1.1.0
package 1.1.0

# Without its record a release is not gone to, and the host goes on.
fresh 1.0.0
on_restart "$die"
ask deploy 1.1.0
rm "$root/.shipit/records/1.0.0" "$root/.shipit/records/1.1.0"
asks 0 'step 1.2.0 runs' deploy 1.2.0
expect_current 1.2.0

# What was damaged on the host is put right by the same release again, and nothing else is touched.
fresh
package 1.5.0 well 'mkdir share && echo one >share/one && ln -s one share/link && echo two >share/two && chmod 755 share'
asks 0 'step 1.5.0 runs' deploy 1.5.0
asks 0 'step 1.5.0 runs' deploy 1.5.0
expect_lacks "$said" 'put right'
there=$root/releases/1.5.0
kept=$(stat -c %i "$there/share/one")
rm "$there/bin/till" "$there/share/link"
echo 2 >"$there/share/two"
chmod 700 "$there/share" "$there"
mkdir "$there/share/link"
echo mine >"$there/share/mine"
asks 0 'note put right in 1.5.0, changed or gone here: . bin/till share share/link share/two' deploy 1.5.0
expect_current 1.5.0
expect_eq "$(stat -c '%a %F' "$there" "$there/share" "$there/share/link" | paste -s -d ,)" \
  '755 directory,755 directory,777 symbolic link'
expect_eq "$(cat "$there/share/two" "$there/share/mine" | paste -s -d ,)" two,mine
expect_eq "$(stat -c %i "$there/share/one")" "$kept"
rm -r "$there/share"
echo elsewhere >"$there/share"
asks 0 'step 1.5.0 runs' deploy 1.5.0
expect_file "$there/share/two" two
rm -r "$there"
asks 0 'step 1.5.0 runs' deploy 1.5.0
expect_current 1.5.0

# What it replaces is kept, until the next time; a folder with something in it is nobody's to remove.
mkdir -p "$root/shared/etc"
echo old >"$root/shared/etc/till.ini"
asks 0 'step 1.5.0 runs' deploy 1.5.0 secret=etc/till.ini
rm "$there/etc/till.ini"
echo new >"$there/etc/till.ini"
echo more >>"$there/share/two"
kept=$root/failed/1.5.0.replaced
asks 0 "note what lay there before is in '$kept' now" deploy 1.5.0 secret=etc/till.ini
expect_eq "$(cat "$there/etc/till.ini" "$kept/etc/till.ini" "$kept/share/two" | paste -s -d ,)" old,new,two,more
expect_eq "$(stat -c %a "$kept")" 700
asks 70 'error 1.3.0 is not well' deploy 1.3.0
expect_file "$kept/etc/till.ini" new
asks 0 'step 1.5.0 runs' deploy 1.5.0 secret=etc/till.ini
rm "$there/share/link"
mkdir "$there/share/link"
echo precious >"$there/share/link/db"
asks 78 "error '$there/share/link' is a folder with something in it, where 1.5.0 has none" deploy 1.5.0
expect_contains "$said" 'help move it away; nothing was changed'
expect_file "$there/share/link/db" precious
expect_eq "$(find "$root/releases" -name '.tmp-*')" ''
rm -r "$there/share/link"
asks 0 'step 1.5.0 runs' deploy 1.5.0

# What can't be compared is not left as it is, and a name is no line of its own.
_stub comm <<<'exit 1'
asks 78 "error cannot put '$there' right" deploy 1.5.0
rm "$scratch/bin/comm"
package 1.7.0 well 'echo a >"$(printf "x\nend 0\nwant whole")"'
asks 0 'step 1.7.0 runs' deploy 1.7.0
rm "$root"/current/x*
asks 0 'note put right in 1.7.0, changed or gone here: x end 0 want whole' deploy 1.7.0

# Without `current` the last good release is the way back, of a rollback and of a deploy.
fresh 1.0.0 1.1.0
rm "$root/current"
asks 0 "note '$root/current' is gone: deploying or going back puts it there again" status
asks 0 'step would go from nothing to 1.1.0 of staging, and restart till.service' foresee
asks 0 'step 1.1.0 runs' rollback
expect_contains "$said" 'field from -'
expect_current 1.1.0
expect_results '1.0.0 good,1.1.0 good'
rm "$root/current"
asks 78 "error this host has staging of till in '$root', and this is production" deploy 1.3.0 environment=production
asks 70 'help 1.1.0 runs again' deploy 1.3.0
expect_current 1.1.0
rm -r "$root/releases/1.1.0"
asks 0 'step 1.0.0 runs' rollback
expect_current 1.0.0
fresh
asks 72 'error there is no good release to go back to' rollback
