#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A site of nginx's: enabled by a deploy, with what earlier pages ask for, and never one that nginx
# refuses; restarts under load through it.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
# shellcheck source=tests/fleet/browsers.sh
. "${BASH_SOURCE[0]%/*}/browsers.sh"
boot_hosts 1
make_certificate
on h1 systemctl start nginx

# Certificates that aren't there are told of beforehand.
lacking="the nginx of this host needs '/etc/till.pem' for the site, and it is not there"
shipit_code 78 "$lacking" deploy staging --dry-run --release "$SHIPIT_RELEASES/3.0.0" --host h1
expect_contains "$said" "'/etc/till.key'"
deploys 78 "$lacking" 3.0.0

# What is not of this project is left alone; a site that nginx refuses is not kept.
on h1 touch /etc/till.pem /etc/till.key
on h1 ln -s ../sites-available/default /etc/nginx/sites-enabled/till
deploys 78 "'/etc/nginx/sites-enabled/till' is on this host already, and is not of till" 3.0.0
on h1 rm /etc/nginx/sites-enabled/till
deploys 78 'the nginx of this host does not take the site of 3.0.0: nginx: cannot load certificate "/etc/till.pem"' 3.0.0
on h1 test ! -e /opt/till/current
on h1 test ! -L /etc/nginx/sites-enabled/till
on h1 nginx -t -q

install_certificate h1
deploys 0 'h1: 3.0.0 runs' 3.0.0
expect_eq "$(on h1 readlink /etc/nginx/sites-enabled/till)" /opt/till/current/etc/nginx/sites-available/till
expect_contains "$(https h1 /healthz)" '"version":"3.0.0"'
head=$(client curl --silent --head --resolve till.test:80:10.77.0.11 'http://till.test/a?b=c')
expect_contains "$head" '301 Moved Permanently'
expect_contains "$head" 'Location: https://till.test/a?b=c'
expect_lacks "$head" 'nginx/'
head=$(https h1 / --head)
expect_contains "$head" 'strict-transport-security: max-age=31536000'
first=$(asset_of h1)
head=$(https h1 "$first" --head --header 'Accept-Encoding: gzip')
expect_contains "$head" 'HTTP/2 200'
expect_contains "$head" 'cache-control: public, max-age=31536000, immutable'
expect_contains "$head" 'content-encoding: gzip'
expect_contains "$head" 'content-type: text/javascript'

# The next release under load: not one request fails, and a page of before still finds its script.
ask_h1() { https h1 /; }
begin_load ask_h1
deploys 0 'h1: 3.1.0 runs' 3.1.0
end_load 20
second=$(asset_of h1)
[[ $second != "$first" ]] || fail "the two releases have the same script"
for script in "$first" "$second"; do
  head=$(https h1 "$script" --head --header 'Accept-Encoding: gzip')
  expect_contains "$head" 'HTTP/2 200'
  expect_contains "$head" immutable
  expect_contains "$head" 'content-encoding: gzip'
  expect_contains "$head" 'content-type: text/javascript'
done
expect_contains "$(https h1 "$first")" 'the till of 3.0.0'
expect_contains "$(https h1 "${first/app-/gone-}" --head)" 'HTTP/2 404'

# A damaged asset is put right with its second name, which is the same file.
on h1 sh -c "echo damage >>/opt/till/current/share/till$second"
on h1 grep -q damage "/opt/till/shared/assets$second"
deploys 0 "put right in 3.1.0, changed or gone here: share/till$second" 3.1.0
on h1 sh -c "! grep damage /opt/till/current/share/till$second /opt/till/shared/assets$second"

# One that nginx refuses is not switched to: what runs is not restarted.
pid=$(on h1 systemctl show --property MainPID --value till.service)
deploys 78 'the nginx of this host does not take the site of 3.4.0: nginx: unknown directive "drawer"' 3.4.0
expect_contains "$said" 'nothing was changed'
expect_eq "$(on h1 systemctl show --property MainPID --value till.service)" "$pid"
expect_journal h1 good 3.1.0
expect_eq "$(on h1 ls -m /opt/till/releases)" '3.0.0, 3.1.0'
on h1 nginx -t -q
expect_contains "$(https h1 /healthz)" '"version":"3.1.0"'

# When its release goes, so do its scripts (KEEP_RELEASES 1); a way back leaves them.
deploys 0 'h1: 3.2.0 runs' 3.2.0
expect_contains "$(https h1 "$first" --head)" 'HTTP/2 200'
deploys 0 'h1: 3.3.0 runs' 3.3.0
third=$(asset_of h1)
expect_eq "$(on h1 ls -m /opt/till/releases)" '3.1.0, 3.2.0, 3.3.0'
head=$(https h1 "$first" --head)
expect_contains "$head" 'HTTP/2 404'
expect_lacks "$head" immutable
rolls_back 0 'h1: 3.2.0 runs'
for script in "$second" "$third"; do expect_contains "$(https h1 "$script" --head)" 'HTTP/2 200'; done
expect_eq "$(on h1 find /opt/till/shared/assets -name 'manifest*')" ''

# A host that has lost its current release is not locked out by the link to its site; an nginx that
# doesn't run is told of.
on h1 rm /opt/till/current
on h1 systemctl stop nginx
deploys 0 'nginx does not run on this host' 3.2.0
on h1 systemctl start nginx
expect_contains "$(https h1 /healthz)" '"version":"3.2.0"'

# A host whose nginx is wrong already is not made worse; a release without a site takes it away.
on h1 sh -c 'mv /etc/till.pem /etc/till.pem.away && touch /etc/till.pem'
deploys 78 'the nginx of this host does not take its own configuration' 3.3.0
on h1 mv /etc/till.pem.away /etc/till.pem
deploys 0 'h1: 2.0.0 runs' 2.0.0
on h1 test ! -L /etc/nginx/sites-enabled/till
on h1 nginx -t -q
