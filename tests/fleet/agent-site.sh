#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the agent tries with the host's nginx, and what it leaves alone; nginx is a stub that refuses
# what says "drawer".
# shellcheck disable=SC2016 # what is for other shells
# shellcheck source=tests/fleet/stubs.sh
. "${BASH_SOURCE[0]%/*}/stubs.sh"

readonly nginx=$scratch/nginx
mkdir -p "$nginx/sites-enabled" "$nginx/sites-available"
sed -i 's|\([ =]"\{0,1\}\)/etc/nginx|\1'"$nginx|g" "$scratch/agent"
_stub nginx <<END
cd $nginx
if [ -e broken ]; then echo 'nginx: [emerg] broken by somebody' >&2 && exit 1; fi
if cat sites-enabled/* 2>/dev/null | grep -q drawer; then echo 'nginx: [emerg] 1#1: unknown directive "drawer"' >&2 && exit 1; fi
END
site() { printf '%s' "mkdir -p etc/nginx/sites-available && echo '# shipit_add_nginx_site($1)
$2' >etc/nginx/sites-available/$1"; }
enabled() { find "$nginx/sites-enabled/" -mindepth 1 -printf '%P -> %l,'; }
# As on a host without the one hierarchy of cgroups.
sed -i "s|/sys/fs/cgroup|$scratch/none|" "$scratch/agent"
_stub pgrep <<END
echo "\$*" >>$scratch/asked-for
echo \$\$
END
package 1.0.0 well "$(site shop ok)"
package 1.1.0 well "$(site newshop drawer)"
refused() {
  local links
  links=$(enabled)
  asks 78 'error the nginx of this host does not take the site of 1.1.0: nginx: unknown directive "drawer"' deploy 1.1.0
  expect_current 1.0.0
  expect_eq "$(enabled)" "$links"
}
# Not even a first one is switched to.
asks 78 'error the nginx of this host does not take the site of 1.1.0: nginx: unknown directive "drawer"' deploy 1.1.0
expect_contains "$said" 'help nothing was changed'
expect_eq "$(enabled)$(readlink "$root/current" || true)$(ls -A "$root/releases")" ''
asks 0 'step 1.0.0 runs' deploy 1.0.0
expect_lacks "$said" cgroup
expect_file "$scratch/asked-for" '-x -f nginx: worker process'
expect_eq "$(enabled)" "shop -> $root/current/etc/nginx/sites-available/shop,"
refused

# The folder of the enabled sites may be a symlink: tried is a copy of what it leads to.
mv "$nginx/sites-enabled" "$nginx/real"
for to in "$nginx/real" real; do
  ln -sfn "$to" "$nginx/sites-enabled"
  refused
done

# The current release again: a site of its own that is damaged is put right, and what somebody else
# has broken is found before anything is touched.
echo drawer >>"$root/current/etc/nginx/sites-available/shop"
asks 0 'note put right in 1.0.0' deploy 1.0.0
touch "$nginx/broken"
: >"$units/said"
asks 78 'error the nginx of this host does not take the site of 1.0.0: nginx: broken by somebody' deploy 1.0.0
expect_lacks "$(<"$units/said")" restart
expect_results '1.0.0 good'

# Where that can't be tried, as no namespace can be made, the balancer has it back if it runs.
printf '#!/bin/sh\necho $* >>%s/drained\n' "$scratch" >"$trust/drain"
chmod +x "$trust/drain"
_stub unshare <<'END'
exit 1
END
asks 71 'error 1.0.0 is not well: nginx: broken by somebody' deploy 1.0.0
expect_eq "$(paste -s -d ' ' "$scratch/drained")" 'out till in till'
[[ -e $units/runs ]] || fail "1.0.0 was stopped"

# A certificate that the site names and the host hasn't: told before anything arrives, and with all
# else that is missing; not where there is no nginx, nor of one that is there.
rm "$nginx/broken"
fresh 1.0.0
touch "$scratch/a.pem"
pem=$scratch/a.pem private=$scratch/a.key
for verb in 'check format=archive' 'deploy 1.2.0'; do
  package 1.2.0
  # shellcheck disable=SC2086 # a verb and its words
  asks 78 "error the nginx of this host needs '$private' for the site, and it is not there" $verb \
    "certificate=$pem" "certificate=$private" secret=etc/till/a.ini
  expect_contains "$said" 'help bring it there (certbot certonly), or name another in CERTIFICATE'
  expect_contains "$said" 'note the secrets file'
  expect_lacks "$said" "'$pem'"
done
expect_current 1.0.0
touch "$private"
asks 0 'step 1.2.0 runs' deploy 1.2.0 "certificate=$pem" "certificate=$private"
for path in etc/x '/etc/a b' /../x /etc//x; do
  asks 64 "error the request has no 'certificate' that this agent takes" check format=archive "certificate=$path"
done
rm -r "$nginx" "$private"
asks 0 'step 1.0.0 runs' deploy 1.0.0 "certificate=$private"
