#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the agent places beside the releases: units, drop-ins, folders; and how it asks services.
# shellcheck disable=SC2016,SC2154 # what the stubs take and have
# shellcheck source=tests/fleet/stubs.sh
. "${BASH_SOURCE[0]%/*}/stubs.sh"

mkdir "$etc/tmpfiles.d"
package 1.0.0
asks 0 'step 1.0.0 runs' deploy 1.0.0
expect_file "$etc/till.service.d/50-shipit.conf" SHIPIT_ENVIRONMENT=staging

# Nobody else's unit is hidden, nor their tmpfiles.d.
package 1.1.0 well 'cp lib/systemd/system/till.service lib/systemd/system/redis-server.service'
touch "$scratch/redis-server.service"
echo "$scratch/redis-server.service" >"$units/redis-server.service.place"
asks 78 "error '$scratch/redis-server.service' is on this host already, and is not of till" deploy 1.1.0
rm "$units/redis-server.service.place"
package 1.2.0 well 'mkdir lib/tmpfiles.d && echo "d /run/till" >lib/tmpfiles.d/till.conf'
echo mine >"$etc/tmpfiles.d/till.conf"
asks 78 "error '$etc/tmpfiles.d/till.conf' is on this host already, and is not of till" deploy 1.2.0
rm "$etc/tmpfiles.d/till.conf"
expect_current 1.0.0

# What a release doesn't have any more is taken away with it, and a user that can't be made is told.
asks 0 'step 1.2.0 runs' deploy 1.2.0
expect_file "$etc/tmpfiles.d/till.conf" 'd /run/till'
asks 0 'step 1.0.0 runs' rollback
[[ ! -e $etc/tmpfiles.d/till.conf ]] || fail "till.conf is still there"
package 1.3.0 well 'mkdir lib/sysusers.d && echo broken >lib/sysusers.d/till.conf'
asks 70 'error 1.3.0 is not well: its units cannot be placed' deploy 1.3.0
expect_current 1.0.0

# A socket is opened again when it is another, and only then.
socket() { printf '%s' "printf '[Socket]\nListenStream=$1\n' >lib/systemd/system/till.socket"; }
package 2.0.0 well "$(socket 8020)"
package 2.1.0 well "$(socket 8020)"
package 2.2.0 well "$(socket 8021)"
asks 0 'step 2.0.0 runs' deploy 2.0.0
: >"$units/said"
asks 0 'step 2.1.0 runs' deploy 2.1.0
expect_lacks "$(<"$units/said")" 'restart till.socket'
asks 0 'step 2.2.0 runs' deploy 2.2.0
expect_contains "$(<"$units/said")" $'stop till.service\nrestart till.socket'
on_restart 'echo crash >"$units/runs"'
: >"$units/said"
asks 70 'help 2.2.0 runs again' deploy 2.1.0
expect_eq "$(grep -c 'restart till.socket' "$units/said")" 2 # and back

# Each URL is asked.
asks 70 'error 1.0.0 is not well: http://127.0.0.1:1/other answers 404, not 200' deploy 1.0.0 url=http://127.0.0.1:1/other
expect_current 2.2.0

# There has to be room for what is unpacked.
asks 78 "KiB left, and" deploy 1.0.0 unpacked=99999999

# A service that comes to its end without a fault is none.
package 3.0.0 crash
echo success >"$units/result"
asks 70 'error 3.0.0 is not well: till.service has ended by itself' deploy 3.0.0
expect_current 2.2.0

# A conffile that an admin has deleted stays so, but for the release that runs already.
find "$root" "$units" "$etc" -mindepth 1 -delete
debian 1.0.0
debian 1.1.0
asks 0 'step 1.0.0 runs' deploy 1.0.0 format=deb
asks 0 'step 1.1.0 runs' deploy 1.1.0 format=deb
asks 0 'step 1.0.0 runs' rollback
expect_lacks "$(<"$units/apt")" confmiss
: >"$units/apt"
asks 0 'step 1.0.0 runs' deploy 1.0.0 format=deb
expect_contains "$(<"$units/apt")" '--force-confmiss install'
