#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What goes wrong around a deploy: other people, clients and hosts that die, full disks, missing
# secrets, packages that were changed, keys that are not trusted or may do only this.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
boot_hosts 1
deploys 0 'h1: 1.0.0 runs' 1.0.0

# Somebody else is at it: the second comes away at once, and is told who it is.
(exec ip netns exec ctl "$shipit" deploy staging --ssh-config "$ssh_config" --release "$SHIPIT_RELEASES/1.2.0" \
  --host h1 >"$scratch/first" 2>&1) &
first=$!
until grep --quiet restarting "$scratch/first"; do sleep 0.05; done
deploys 75 'locked by ' 1.1.0
expect_contains "$said" 'for deploy of 1.2.0 since 20'
# Its client is killed: the host undoes the bad release by itself, and the lock is free then.
kill -KILL "$first" "$(pgrep --parent "$first")" # with its ssh
until on h1 flock --nonblock /opt/till/.shipit/lock true; do sleep 0.1; done
expect_runs h1 1.0.0
expect_journal h1 bad 1.2.0

# A client that is gone before all of the package is there has changed nothing.
before=$(on h1 cat /opt/till/.shipit/journal)
mkdir "$scratch/cut"
cp "$SHIPIT_RELEASES"/1.1.0/* "$scratch/cut"
{
  agent_greeting
  printf '%s\n' 'verb deploy' 'name till' 'environment staging' 'who somebody' 'version 1.1.0' 'format archive' 'file till-1.1.0.tar.zst' \
    'size 5000' "sha256 $(printf '%064d' 1)" 'unit till.service' end
  head -c 100 /dev/zero
} >"$scratch/stream"
code=0
said=$(client ssh -F "$ssh_config" h1 "$start_agent" <"$scratch/stream") || code=$?
expect_eq "$code" 65
expect_contains "$said" 'the upload ended too early'
expect_eq "$(on h1 cat /opt/till/.shipit/journal)" "$before"

# What was changed on its way here is not even sent; nor is a deploy.json that was.
cp "$SHIPIT_RELEASES"/1.1.0/* "$scratch/cut"
printf X | dd of="$scratch/cut/till-1.1.0-linux-all.tar.zst" conv=notrunc bs=1 seek=100 status=none
shipit_code 65 "'till-1.1.0-linux-all.tar.zst' is not what deploy.json says" deploy staging --release "$scratch/cut" --host h1
printf X | dd of="$scratch/cut/till_1.1.0_all.deb" conv=notrunc bs=1 seek=100 status=none
shipit_code 65 "'till_1.1.0_all.deb' is not what" deploy staging --release "$scratch/cut" --host h1 --format deb
sed -i 's/8020/8021/' "$scratch/cut/deploy.json"
shipit_code 65 "'deploy.json' is not what SHA256SUMS says" deploy staging --release "$scratch/cut" --host h1

rm "$scratch/cut/SHA256SUMS"
shipit_code 65 "'SHA256SUMS' is missing" deploy staging --release "$scratch/cut" --host h1
expect_contains "$said" 'help: package the release again, or fetch all of its files; nothing was sent'
rm "$scratch/cut/deploy.json"
shipit_code 1 "there is no release in '$scratch/cut': it has no deploy.json" deploy staging --release "$scratch/cut" --host h1
expect_contains "$said" "help: name the folder that 'package' has made"

# Secrets are on the host, and are asked for before anything happens.
shipit_code 78 "the secrets file '/opt/till/shared/etc/till/secrets.ini' is not on this host" \
  deploy production --release "$SHIPIT_RELEASES/1.1.0" --host h1
expect_eq "$(on h1 cat /opt/till/.shipit/journal)" "$before"
on h1 mkdir -p /opt/till/shared/etc/till
echo 'token = live' | on_with_input h1 tee /opt/till/shared/etc/till/secrets.ini >/dev/null
# One environment is not deployed over another by mistake.
in_production=(deploy production --release "$SHIPIT_RELEASES/1.1.0" --host h1)
shipit_code 78 "this host has staging of till in '/opt/till', and this is production" "${in_production[@]}"
shipit_code 78 'say --over staging if it is to be production from now on' "${in_production[@]}" --dry-run
shipit_code 0 'h1: 1.1.0 runs' "${in_production[@]}" --over staging
shipit_code 0 '  environment production' status production --release "$SHIPIT_RELEASES/1.1.0" --host h1
shipit_code 0 'archive       production' list production --release "$SHIPIT_RELEASES/1.1.0" --host h1
expect_eq "$(on h1 cat /opt/till/current/etc/till/secrets.ini)" 'token = live'
expect_contains "$(on h1 curl --silent http://127.0.0.1:8020/)" 'hello from production'
deploys 0 'h1: 1.0.0 runs' 1.0.0 --over production

# A host whose key is another is not talked to.
cp "$scratch/ssh/known_hosts" "$scratch/ssh/right"
sed -i 's/AAAA[^ ]*/AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/' "$scratch/ssh/known_hosts"
deploys 69 'ssh cannot reach the host' 1.5.0
expect_contains "$said" 'note: Host key verification failed.'
expect_contains "$said" 'the host has another key than ssh knows of it'
expect_contains "$said" 'ssh-keygen -R h1'
cp "$scratch/ssh/right" "$scratch/ssh/known_hosts"

# The disk is full: said before, and nothing is left of the try.
on h1 systemctl stop till.service
on h1 mv /opt/till /opt/moved
on h1 mkdir /opt/till
on h1 mount -t tmpfs -o size=900k,mode=755 tmpfs /opt/till
deploys 78 'KiB left, and' 1.5.0
expect_eq "$(on h1 ls -A /opt/till/releases)" ''
on h1 umount /opt/till
on h1 rmdir /opt/till
on h1 mv /opt/moved /opt/till
on h1 systemctl start till.service

# A key that may do nothing else deploys, and does nothing else.
"$shipit" deploy --agent | on_with_input h1 tee /usr/local/lib/agent.sh >/dev/null
on h1 chmod +x /usr/local/lib/agent.sh
sed 's|^|restrict,command="/usr/local/lib/agent.sh till" |' "$scratch/ssh/id.pub" |
  on_with_input h1 tee /root/.ssh/authorized_keys >/dev/null
code=0
said=$(client ssh -F "$ssh_config" h1 touch /tmp/was-here </dev/null 2>&1) || code=$?
expect_eq "$code" 64
expect_contains "$said" 'this is no request of shipit deploy'
on h1 test ! -e /tmp/was-here
deploys 0 'h1: 1.5.0 runs' 1.5.0
expect_runs h1 1.5.0
shipit_code 78 'this key deploys till, and not myservice' status staging --release "$SHIPIT_RELEASES/myservice" --host h1

# So does a user who may run sh by sudo; the agent itself is in no log.
on h1 useradd --create-home ann
on h1 install -D -m 0600 -o ann "/root/.ssh/authorized_keys" /home/ann/.ssh/authorized_keys
on h1 sed -i 's/^restrict[^ ]* till" //' /home/ann/.ssh/authorized_keys
on h1 chown ann /home/ann/.ssh
shipit_code 78 'the agent could not be started' status staging --release "$SHIPIT_RELEASES/1.0.0" --host h1 --user ann
expect_contains "$said" 'the user is not root, and sudo asks for a password'
expect_contains "$said" 'help: a line in /etc/sudoers.d on the host: ann ALL=(root) NOPASSWD: /usr/bin/sh'
echo 'ann ALL=(root) NOPASSWD: /usr/bin/sh' | on_with_input h1 tee /etc/sudoers.d/ann >/dev/null
deploys 0 'h1: 1.0.0 runs' 1.0.0 --user ann
deploys 0 'h1: 1.5.0 runs' 1.5.0 --user ann
expect_contains "$(on h1 journalctl --output cat --identifier sudo)" COMMAND=/usr/bin/sh
expect_lacks "$(on h1 journalctl --output cat)" take_request

# Where the host trusts keys, only what one of them has signed comes in, and no other release.
ssh-keygen -q -t ed25519 -N '' -C ops -f "$scratch/ops"
printf 'ops@example.org namespaces="shipit" %s\n' "$(cut -d ' ' -f 1,2 "$scratch/ops.pub")" |
  on_with_input h1 install -D /dev/stdin /etc/shipit/allowed_signers
deploys 65 'the release is not signed' 1.1.0
deploys 78 'the release is not signed' 1.1.0 --dry-run
cp -r "$SHIPIT_RELEASES/1.1.0" "$SHIPIT_RELEASES/1.0.0" "$scratch"
"$shipit" sign --key "$scratch/ops" "$scratch/1.1.0"
shipit_code 0 'h1: 1.5.0 since' deploy staging --release "$scratch/1.1.0" --host h1 --dry-run
shipit_code 0 'h1: 1.1.0 runs' deploy staging --release "$scratch/1.1.0" --host h1
cp "$scratch/1.1.0/SHA256SUMS.sig" "$scratch/1.0.0"
shipit_code 65 "the release's signature is of another release" deploy staging --release "$scratch/1.0.0" --host h1
expect_runs h1 1.1.0~staging

# Nor what was changed by somebody who has made deploy.json and SHA256SUMS anew, without such a key.
forged=$scratch/forged
cp -r "$scratch/1.1.0" "$forged"
for file in till-1.1.0-linux-all.tar.zst till_1.1.0_all.deb; do
  was=$(sha256sum <"$forged/$file" | cut -c 1-64) size=$(stat -c %s "$forged/$file")
  case $file in
    *.zst) zstd -q -d -c "$scratch/1.1.0/$file" | zstd -q -1 >"$forged/$file" ;;
    *) printf X >>"$forged/$file" ;;
  esac
  sed -i "s/$was/$(sha256sum <"$forged/$file" | cut -c 1-64)/
    s/\"size\": $size\b/\"size\": $(stat -c %s "$forged/$file")/" "$forged/deploy.json"
done
(cd "$forged" && sha256sum deploy.json ./*.json ./till* | sed 's|\./||' | sort -u -k 2 >SHA256SUMS)
for format in archive deb; do
  shipit_code 65 "the release's signature is of another release" deploy staging --release "$forged" --host h1 --format $format
done
# An old release is signed well, and comes in unless the host has a least version.
cp -r "$SHIPIT_RELEASES/1.0.0" "$scratch/old"
"$shipit" sign --key "$scratch/ops" "$scratch/old"
echo 1.1.0 | on_with_input h1 tee /etc/shipit/till.least >/dev/null
shipit_code 78 '1.0.0 is older than 1.1.0' deploy staging --release "$scratch/old" --host h1
on h1 rm /etc/shipit/till.least
shipit_code 0 'h1: 1.0.0 runs' deploy staging --release "$scratch/old" --host h1
shipit_code 0 'h1: 1.1.0 runs' deploy staging --release "$scratch/1.1.0" --host h1

# Something else has a unit of that name.
on h1 sed -i 1d /etc/systemd/system/till.service
on h1 rm /etc/shipit/allowed_signers
deploys 78 "'/etc/systemd/system/till.service' is on this host already" 1.5.0
expect_runs h1 1.1.0
