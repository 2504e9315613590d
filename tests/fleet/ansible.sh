#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Ansible's own ansible-playbook with the role shipit_release: over three hosts it stops at the
# first bad one, which is back on the release before.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
# shellcheck source=tests/fleet/plays.sh
. "${BASH_SOURCE[0]%/*}/plays.sh"
boot_for_plays 3

# What somebody else lays in the way of the parcel is nobody's business.
on h1 install --owner nobody --mode 0666 /dev/null /var/tmp/shipit-till

# The release that runs already is left alone; one variable is a must.
plays 0 'changed=0 ' --extra-vars "$(release 1.0.0)"
expect_lacks "$said" 'changed=1'
plays 2 'missing required arguments: shipit_release_folder'

# It is not there where it is another environment's.
on h1 sed -i "s/environment='staging'/environment='production'/" /opt/till/.shipit/records/1.0.0
plays 2 'this host has production of till' --extra-vars "$(release 1.0.0)" --limit h1
on h1 sed -i "s/environment='production'/environment='staging'/" /opt/till/.shipit/records/1.0.0
# A host that has lost it gets it again; what is damaged there is put right when that is asked for.
on h1 rm -r /opt/till/releases/1.0.0
plays 0 'changed=2 ' --extra-vars "$(release 1.0.0)" --limit h1
expect_runs h1 1.0.0
on h1 rm /opt/till/current/bin/till
plays 0 'changed=2 ' --extra-vars "$(release 1.0.0)" --limit h1 --extra-vars '{"shipit_release_again": true}'
on h1 test -x /opt/till/current/bin/till

# A bad one stops at the first host, which is back.
plays 2 '1.3.0 is not well: till.service has ended (exit-code); 1.0.0 runs again' --extra-vars "$(release 1.3.0)"
expect_lacks "$said" '[h2'
expect_runs h1 1.0.0
expect_journal h1 bad 1.3.0
for host in h2 h3; do
  expect_runs $host 1.0.0
  expect_lacks "$(on $host cat /opt/till/.shipit/journal)" 1.3.0
done

# One that was never deployed is not gone back from, whatever became of another in the same play.
cat >"$scratch/twice.yml" <<END
- hosts: h1
  gather_facts: false
  tasks:
    - ansible.builtin.include_role: { name: shipit_release }
      vars: { shipit_release_folder: "$SHIPIT_RELEASES/1.1.0" }
    - ansible.builtin.include_role: { name: shipit_release }
      vars: { shipit_release_folder: "$SHIPIT_RELEASES/1.5.0", shipit_release_options: [--no-such-option] }
END
play=twice
plays 2 'no-such-option'
expect_runs h1 1.1.0
play=ship
plays 0 'PLAY RECAP' --extra-vars "$(release 1.0.0)" --limit h1
expect_runs h1 1.0.0

# So does one that is well on its host and not what is seen from here.
mkdir "$scratch/front"
echo '{"version":"1.0.0"}' >"$scratch/front/healthz"
client python3 -m http.server --bind 10.77.0.1 --directory "$scratch/front" 8021 >"$scratch/front.log" 2>&1 &
front=(--extra-vars shipit_release_url=http://10.77.0.1:8021/healthz)
plays 2 'http://10.77.0.1:8021/healthz does not answer with 1.1.0; 1.0.0 runs' --extra-vars "$(release 1.1.0)" "${front[@]}"
expect_lacks "$said" '[h2'
expect_runs h1 1.0.0
expect_journal h1 rolled-back 1.1.0
expect_lacks "$(on h2 cat /opt/till/.shipit/journal)" 1.1.0

# And a good one goes over all; shipit knows what Ansible has done.
echo '{"version":"1.1.0"}' >"$scratch/front/healthz"
plays 0 'PLAY RECAP' --extra-vars "$(release 1.1.0)" "${front[@]}"
for host in h1 h2 h3; do
  expect_runs $host 1.1.0
  expect_journal $host good 1.1.0
  expect_eq "$(on $host find /var/tmp -name 'shipit-*' ! -user nobody)" ''
done
on h1 test -f /var/tmp/shipit-till
shipit_code 0 'h3: 1.1.0 since' status staging --release "$SHIPIT_RELEASES/1.1.0" --host h3
