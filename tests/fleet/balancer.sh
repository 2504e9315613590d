#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two hosts behind the nginx of a third, under load: a deploy to both fails not one request.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
# shellcheck source=tests/fleet/browsers.sh
. "${BASH_SOURCE[0]%/*}/browsers.sh"
boot_hosts 3
both=(--host h1 --host h2)
on_with_input h3 tee /etc/nginx/conf.d/till.conf >/dev/null <<'END'
upstream till {
  server 10.77.0.11:8020 max_fails=1 fail_timeout=1s;
  server 10.77.0.12:8020 max_fails=1 fail_timeout=1s;
}
server {
  listen 8000;
  location / { proxy_pass http://till; }
}
END
on h3 systemctl start nginx
deploys 0 'h2: 1.0.0 runs' 1.0.0 "${both[@]}"

# The balancer finds out by itself that a host is down, and the other has to be up by then.
get() { client curl --silent --show-error --max-time 10 http://10.77.0.13:8000/ 2>&1; }
begin_load get
deploys 0 'h2: 1.1.0 runs' 1.1.0 "${both[@]}" --drain 2
end_load 100

# The hosts tell it: so nothing is on its way to one that restarts, and a POST needs no second try.
on_with_input h3 install -m 0755 /dev/stdin /root/balance <<'END'
#!/bin/sh
set -eu
case $1 in
  out) sed -i "s/$2:8020 max/$2:8020 down max/" /etc/nginx/conf.d/till.conf ;;
  in) sed -i "s/$2:8020 down/$2:8020/" /etc/nginx/conf.d/till.conf ;;
esac
workers=$(pgrep --parent "$(cat /run/nginx.pid)" nginx)
nginx -s reload
for worker in $workers; do while kill -0 "$worker" 2>/dev/null; do sleep 0.05; done; done
echo "$1 $2" >>/run/balanced
END
for host in h1 h2; do
  on_with_input "$host" install -D -m 0600 /dev/stdin /root/.ssh/id_ed25519 <"$scratch/ssh/id"
  echo "10.77.0.13 $(<"$scratch/ssh/host.pub")" | on_with_input "$host" tee /root/.ssh/known_hosts >/dev/null
  on_with_input "$host" install -D -m 0755 /dev/stdin /etc/shipit/drain <<END
#!/bin/sh
exec ssh root@10.77.0.13 /root/balance "\$1" 10.77.0.1${host#h}
END
done
post() { client curl --silent --show-error --max-time 10 --data coins=1 http://10.77.0.13:8000/ 2>&1; }
begin_load post
deploys 0 'h2: 1.5.0 runs' 1.5.0 "${both[@]}"
end_load 100
expect_eq "$(on h3 cat /run/balanced)" "out 10.77.0.11
in 10.77.0.11
out 10.77.0.12
in 10.77.0.12"

# A bad release: back in when the one before runs again.
deploys 70 'till.service has ended' 1.3.0 "${both[@]}"
expect_eq "$(on h3 tail -n 1 /run/balanced)" 'in 10.77.0.11'
expect_runs h1 1.5.0

# A host that can't be taken out is not touched; one that can't be taken in again ends the deploy.
on_with_input h1 tee /etc/shipit/drain >/dev/null <<'END'
#!/bin/sh
[ "$1" = in ] || { echo 'the balancer is asleep' && exit 1; }
END
deploys 78 "'/etc/shipit/drain out till' failed: the balancer is asleep" 1.1.0 "${both[@]}"
expect_runs h1 1.5.0
on h1 sed -i 's/= in/= out/' /etc/shipit/drain
deploys 73 '1.1.0 runs, but the load balancer was not told so' 1.1.0 "${both[@]}"
expect_runs h1 1.1.0
expect_runs h2 1.5.0
