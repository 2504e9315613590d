#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: root.sh FOLDER
# Makes FOLDER/root-<digest>, the root file system that every host of the fleet lies over, unless it
# is there: its name holds the digest of this file, and with it the list of packages. The hosts have
# no network but their own, so /srv/repo in it is a Debian repository with all that the examples'
# packages depend on.
set -euo pipefail

# The system itself, what an administrator would have on a server, and what the agent needs.
readonly packages=(systemd systemd-sysv dbus openssh-server sudo nginx-light curl wget zstd rsync python3-minimal
  procps)
# What only apt is to bring, when a .deb of an example asks for it.
readonly wanted=(python3 python3-pyramid python3-waitress libcpp-httplib0.11)

skip() {
  echo "SKIP: $*"
  exit 77
}

digest=$(sha256sum <"${BASH_SOURCE[0]}")
readonly root=$1/root-${digest:0:16}
[[ ! -d $root ]] || exit 0
command -v mmdebstrap >/dev/null || skip "mmdebstrap is not installed"
((EUID == 0)) || skip "a Debian root can only be made by root"
. /etc/os-release

mkdir -p "$1"
rm -rf "$1"/root-* # of another list
trap 'rm -rf "$root.new" "$root.hook"' EXIT
# Runs outside of the new root, which mmdebstrap gives it as its argument.
cat >"$root.hook" <<END
#!/bin/sh
set -eu
export APT_CONFIG="\$MMDEBSTRAP_APT_CONFIG" DEBIAN_FRONTEND=noninteractive
apt-get --quiet --quiet clean
apt-get --quiet --quiet --yes --no-install-recommends --download-only install ${wanted[*]}
mkdir -p "\$1/srv/repo"
mv "\$1"/var/cache/apt/archives/*.deb "\$1/srv/repo"
(cd "\$1/srv/repo" && dpkg-scanpackages --multiversion . >Packages 2>/dev/null)
echo 'deb [trusted=yes] file:/srv/repo ./' >"\$1/etc/apt/sources.list"
chroot "\$1" systemctl --quiet mask systemd-networkd-wait-online.service apt-daily.timer \
  apt-daily-upgrade.timer systemd-timesyncd.service console-getty.service
chroot "\$1" systemctl --quiet disable nginx.service
rm -f "\$1"/etc/ssh/ssh_host_*
END
chmod +x "$root.hook"
mmdebstrap --quiet --variant=minbase --include="$(IFS=, && echo "${packages[*]}")" \
  --customize-hook="$root.hook" "$VERSION_CODENAME" "$root.new"
mv "$root.new" "$root"
