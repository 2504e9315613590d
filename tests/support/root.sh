# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # scratch is assert.sh's
# Minimal Debian roots to install packages into; sourced after assert.sh. SHIPIT_ROOT is the archive
# that the fixture minimal_root.sh made.

# Ends the script as skipped where roots can't be made.
need_root() {
  ((EUID == 0)) || skip "a Debian root can only be entered by root"
  [[ -f $SHIPIT_ROOT ]] || skip "there is no minimal Debian root; the fixture says why"
}

# unpacked_root FOLDER: a root of its own, with /proc
unpacked_root() {
  mkdir "$1"
  tar --extract --file "$SHIPIT_ROOT" --directory "$1"
  mount -t proc proc "$1/proc"
  at_end "umount --lazy '$1/proc'"
}

# fresh_root FOLDER: the same with the network's names and the lists of Debian's packages
fresh_root() {
  unpacked_root "$1"
  cp --dereference /etc/resolv.conf "$1/etc/resolv.conf"
  in_root "$1" apt-get --quiet --quiet update
}

readonly root_environment=(env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
  LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive)

# in_root FOLDER COMMAND ...
in_root() { "${root_environment[@]}" chroot "$@" </dev/null; }

# start_in_root FOLDER COMMAND ...: in the background, until the script ends
start_in_root() {
  "${root_environment[@]}" chroot "$@" </dev/null >"$scratch/service.log" 2>&1 &
  at_end "kill $!"
}

# install_in_root FOLDER FILE.deb: as an administrator would
install_in_root() {
  cp "$2" "$1/root/package.deb"
  in_root "$1" apt-get --quiet --quiet --yes --no-install-recommends install /root/package.deb
}
