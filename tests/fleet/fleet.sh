# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Real Debian hosts with systemd, sshd and apt, in namespaces of this machine. A test sources this
# file first; it brings assert.sh along, and needs SHIPIT_FLEET, the folder of tests/fleet/root.sh.
#
#   boot_hosts 2         h1 and h2, reachable by name from the client's namespace
#   client COMMAND ...   as a person at another machine would: ssh -F "$ssh_config" h1
#   on h1 COMMAND ...    as root on the host, not by ssh
#   kill_host h1         as if the power went; start_host h1 boots it again
#
# The script runs itself again in mount and process namespaces of its own. So when it ends, however
# it ends, the kernel ends the hosts and takes away mounts and network namespaces.

_fleet_skip() {
  printf 'skipped: NO HOST CAN BE BOOTED HERE: %s\n' "$*"
  exit 77
}

if [[ ${SHIPIT_FLEET_OUTER-} != "$PPID" ]]; then
  ((EUID == 0)) || _fleet_skip "this needs root"
  for _tool in systemd-nspawn ip nsenter unshare ssh ssh-keygen; do
    command -v "$_tool" >/dev/null || _fleet_skip "$_tool is not installed"
  done
  compgen -G "$SHIPIT_FLEET/root-*/usr/bin" >/dev/null || _fleet_skip "there is no root file system; the fixture says why"
  # exec keeps the process, so it is the parent of the script's second run.
  SHIPIT_FLEET_OUTER=$$ SHIPIT_FLEET_ID=$$ exec unshare --mount --pid --fork --kill-child --mount-proc \
    --propagation private bash -c 'export SHIPIT_FLEET_OUTER=$$; bash "$@"; exit $?' fleet "$0" "$@"
fi

# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

fleet_hosts=()
readonly ssh_config=$scratch/ssh/config
declare -A _launcher=() _leader=()

client() { ip netns exec ctl "$@"; }
on() { nsenter --target "${_leader[$1]}" --mount --uts --ipc --net --pid --root --wd=/ "${@:2}" </dev/null; }
# As on(), with this script's standard input.
on_with_input() { nsenter --target "${_leader[$1]}" --mount --uts --ipc --net --pid --root --wd=/ "${@:2}"; }

# The hierarchies in which a host needs a cgroup of its own.
_cgroups() {
  local hierarchy
  for hierarchy in /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
    [[ ! -d $hierarchy ]] || echo "$hierarchy/shipit-$SHIPIT_FLEET_ID-$1"
  done
  [[ ! -f /sys/fs/cgroup/cgroup.procs ]] || echo "/sys/fs/cgroup/shipit-$SHIPIT_FLEET_ID-$1"
}

_remove_cgroups() {
  local group
  for group in $(_cgroups "$1"); do
    [[ ! -d $group ]] || find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
}

_make_network() {
  mkdir -p /run/netns
  mount -t tmpfs tmpfs /run/netns
  ip netns add ctl
  ip -n ctl link set lo up
  ip -n ctl link add bridge type bridge
  ip -n ctl address add 10.77.0.1/24 dev bridge
  ip -n ctl link set bridge up
}

_make_client() {
  mkdir -p "$scratch/ssh"
  ssh-keygen -q -t ed25519 -N '' -C client -f "$scratch/ssh/id"
  ssh-keygen -q -t ed25519 -N '' -C host -f "$scratch/ssh/host"
  cat >"$ssh_config" <<END
Host *
  User root
  IdentityFile $scratch/ssh/id
  IdentitiesOnly yes
  UserKnownHostsFile $scratch/ssh/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  BatchMode yes
  ConnectTimeout 5
END
}

# _make_host NAME NUMBER
_make_host() {
  local folder=$scratch/hosts/$1 address=10.77.0.$((10 + $2)) root
  root=$(compgen -G "$SHIPIT_FLEET/root-*")
  mkdir -p "$folder"/{upper,work,root}
  mount -t overlay overlay -o "lowerdir=$root,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
  at_end "umount --lazy '$folder/root'"
  echo "$1" >"$folder/root/etc/hostname"
  install -m 0600 "$scratch/ssh/host" "$folder/root/etc/ssh/ssh_host_ed25519_key"
  install -m 0644 "$scratch/ssh/host.pub" "$folder/root/etc/ssh/ssh_host_ed25519_key.pub"
  install -D -m 0600 "$scratch/ssh/id.pub" "$folder/root/root/.ssh/authorized_keys"
  ip netns add "$1"
  ip -n "$1" link set lo up
  ip -n ctl link add "to-$1" type veth peer name eth0 netns "$1"
  ip -n ctl link set "to-$1" master bridge up
  ip -n "$1" address add "$address/24" dev eth0
  ip -n "$1" link set eth0 up
  printf 'Host %s\n  HostName %s\n  HostKeyAlias %s\n' "$1" "$address" "$1" >>"$ssh_config"
  echo "$1 $(<"$scratch/ssh/host.pub")" >>"$scratch/ssh/known_hosts"
}

# start_host NAME: in the background; await_host() waits until it is up
start_host() {
  (
    for group in $(_cgroups "$1"); do
      mkdir -p "$group"
      echo "$BASHPID" >"$group/cgroup.procs"
    done
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec systemd-nspawn --quiet --directory "$scratch/hosts/$1/root" --boot \
      --register=no --keep-unit --network-namespace-path="/run/netns/$1" --console=pipe \
      --machine="shipit-$SHIPIT_FLEET_ID-$1" --resolv-conf=off --timezone=off
  ) </dev/null >>"$scratch/hosts/$1/console" 2>&1 &
  _launcher[$1]=$!
}

# Succeeds once the host is up; fails after 30 seconds.
await_host() {
  local until=$((SECONDS + 30)) state=
  while ((SECONDS < until)); do
    _leader[$1]=$(pgrep --parent "${_launcher[$1]}" | head -n 1 || true)
    [[ -z ${_leader[$1]} ]] || state=$(on "$1" systemctl is-system-running 2>/dev/null || true)
    [[ $state != running && $state != degraded ]] || return 0
    kill -0 "${_launcher[$1]}" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# kill_host NAME: at once, with all that runs on it
kill_host() {
  kill -KILL "${_leader[$1]}" 2>/dev/null || true
  wait "${_launcher[$1]}" 2>/dev/null || true
  _remove_cgroups "$1"
}

_end_hosts() {
  local host
  for host in "${fleet_hosts[@]}"; do kill_host "$host"; done
}

# boot_hosts COUNT: ends the script as skipped where the first one can't boot
boot_hosts() {
  local i host
  _make_network
  _make_client
  for ((i = 1; i <= $1; i++)); do
    _make_host "h$i" "$i"
    fleet_hosts+=("h$i")
  done
  at_end _end_hosts
  for host in "${fleet_hosts[@]}"; do start_host "$host"; done
  for host in "${fleet_hosts[@]}"; do
    await_host "$host" || _fleet_skip "$host did not come up: $(tail -n 5 "$scratch/hosts/$host/console")"
  done
}
