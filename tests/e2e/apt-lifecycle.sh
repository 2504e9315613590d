#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The life of a package by the real apt-get: installed, upgraded with conffiles that the admin has
# edited and ones that he hasn't, downgraded, removed, purged; and what piuparts says of it.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/root.sh
. "${BASH_SOURCE[0]%/*}/../support/root.sh"
need_root

source=$scratch/source
mkdir -p "$source/config"
printf '#!/bin/sh\necho wellmet @VERSION@\n' >"$source/wellmet.in"
printf '.TH WELLMET 1 2024-01-02 wellmet\n.SH NAME\nwellmet \\- greets\n' >"$source/wellmet.1"
cat >"$source/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
include(ShipItVersion)
shipit_version()
project(wellmet VERSION ${SHIPIT_VERSION} LANGUAGES NONE)
include(ShipIt)
set(VERSION ${PROJECT_VERSION})
configure_file(wellmet.in wellmet @ONLY)
install(PROGRAMS "${CMAKE_CURRENT_BINARY_DIR}/wellmet" DESTINATION bin)
install(FILES wellmet.1 DESTINATION share/man/man1)
file(GLOB configs CONFIGURE_DEPENDS config/*.ini)
shipit_install_configs(ENVIRONMENT production FILES ${configs})
shipit_add_service(wellmet PORT 8000 USER wellmet)
shipit_package(FORMATS DEB SUMMARY "says wellmet" CONTACT "Ops <ops@example.org>" LICENSE MIT COPYRIGHT "2024 Ops"
               OBSOLETE_CONFFILES ${OBSOLETE})
END
git -C "$source" init --quiet --initial-branch=main

# release VERSION [OBSOLETE-CONFFILE;...]: of what is in the source folder, as $scratch/VERSION.deb
release() {
  git -C "$source" add --all
  git -C "$source" commit --quiet --message "Say $1"
  git -C "$source" tag "$1"
  (cmake -S "$source" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" -DOBSOLETE="${2-/etc/wellmet/never.ini}" &&
    cmake --build "$scratch/build" --target package) >"$scratch/log" 2>&1 || fail "package: $(<"$scratch/log")"
  cp "$scratch/build/dist/wellmet_$1_all.deb" "$scratch/$1.deb"
  lintian --fail-on error,warning "$scratch/$1.deb" >"$scratch/lintian" 2>&1 || fail "lintian: $(<"$scratch/lintian")"
}

config() { printf '[wellmet]\nfrom = %s\n' "$2" >"$source/config/$1.ini"; }
for name in plain edited gone gone-edited forgotten; do config $name 1.0.0; done
release 1.0.0
for name in plain edited new; do config $name 1.1.0; done
rm "$source"/config/{gone,gone-edited,forgotten}.ini
release 1.1.0 '/etc/wellmet/gone.ini;/etc/wellmet/gone-edited.ini'

root=$scratch/root
fresh_root "$root"
cp "$scratch"/1.?.0.deb "$root/root"

# apt WORD ...: as an unattended administrator; a question would be one about conffiles
apt() {
  in_root "$root" apt-get --quiet --quiet --yes --no-install-recommends "$@" >"$scratch/apt.log" 2>&1 ||
    fail "apt-get $*: $(<"$scratch/apt.log")"
}
keep_old=(--option Dpkg::Options::=--force-confdef --option Dpkg::Options::=--force-confold)
take_new=(--option Dpkg::Options::=--force-confnew)
from() { sed -n 's/^from = //p' "$root/etc/wellmet/$1"; }
configs() { find "$root/etc/wellmet" -type f -printf '%f\n' | LC_ALL=C sort | tr '\n' ' '; }
conffiles() { in_root "$root" dpkg-query --show --showformat "\${Conffiles}" wellmet; }
# What of the package the system knows: units in both their places, and how the admin wants them.
units() { (cd "$root" && find etc/systemd lib/systemd usr/lib/systemd -name 'wellmet*' ! -path '*/sysusers*' -printf '%p->%l\n' | LC_ALL=C sort); }
enabled='etc/systemd/system/multi-user.target.wants/wellmet.service->/lib/systemd/system/wellmet.service'
unit='lib/systemd/system/wellmet.service->'

# Installed: it runs, its unit is wanted, its user is there.
apt install /root/1.0.0.deb
expect_eq "$(in_root "$root" wellmet)" 'wellmet 1.0.0'
expect_contains "$(units)" "$enabled"
expect_contains "$(units)" "$unit"
expect_contains "$(in_root "$root" getent passwd wellmet)" '/usr/sbin/nologin'
expect_eq "$(in_root "$root" dpkg --verify wellmet)" ""
expect_eq "$(configs)" 'edited.ini forgotten.ini gone-edited.ini gone.ini plain.ini '
for name in edited gone-edited; do sed -i 's/^from = .*/from = admin/' "$root/etc/wellmet/$name.ini"; done
mkdir -p "$root/var/lib/wellmet"
echo data >"$root/var/lib/wellmet/db"

# Upgraded: what the admin has edited stays, the new one lies beside it; what he hasn't is new; what
# is obsolete goes, but not his words; what nobody declared so stays, as dpkg has it.
apt install "${keep_old[@]}" /root/1.1.0.deb
expect_eq "$(in_root "$root" wellmet)" 'wellmet 1.1.0'
expect_eq "$(from edited.ini)" admin
expect_eq "$(from edited.ini.dpkg-dist)" 1.1.0
expect_eq "$(from plain.ini)" 1.1.0
expect_eq "$(from gone-edited.ini.dpkg-bak)" admin
expect_eq "$(configs)" 'edited.ini edited.ini.dpkg-dist forgotten.ini gone-edited.ini.dpkg-bak new.ini plain.ini '
expect_contains "$(conffiles)" '/etc/wellmet/forgotten.ini'
expect_lacks "$(conffiles)" '/etc/wellmet/gone'
expect_contains "$(units)" "$enabled"
expect_eq "$(<"$root/var/lib/wellmet/db")" data

# Downgraded, by the option to take the package's own: the admin's lies beside it.
apt install --allow-downgrades "${take_new[@]}" /root/1.0.0.deb
expect_eq "$(in_root "$root" wellmet)" 'wellmet 1.0.0'
expect_eq "$(from plain.ini)" 1.0.0
expect_eq "$(from edited.ini)" 1.0.0
expect_eq "$(from edited.ini.dpkg-old)" admin
expect_file "$root/etc/wellmet/gone.ini"
expect_contains "$(units)" "$enabled"

# A unit that the admin has disabled stays so when the package is upgraded.
in_root "$root" systemctl disable wellmet.service 2>"$scratch/log"
apt install "${keep_old[@]}" /root/1.1.0.deb
expect_lacks "$(units)" "$enabled"
expect_contains "$(units)" "$unit"
in_root "$root" systemctl enable wellmet.service 2>"$scratch/log"

# Removed: programs and units go; conffiles, data and the user stay. Installed again it is as before.
sed -i 's/^from = .*/from = admin/' "$root/etc/wellmet/plain.ini"
apt remove wellmet
[[ ! -e $root/usr/bin/wellmet ]] || fail "the program is there after a removal"
expect_lacks "$(units)" "$unit"
expect_eq "$(from plain.ini)" admin
expect_eq "$(<"$root/var/lib/wellmet/db")" data
expect_contains "$(in_root "$root" getent passwd wellmet)" wellmet
apt install "${keep_old[@]}" /root/1.1.0.deb
expect_eq "$(from plain.ini)" admin
expect_contains "$(units)" "$enabled"
expect_lacks "$(units)" '/dev/null'

# Purged: nothing is left but the user, whose number may own files elsewhere.
apt purge wellmet
expect_eq "$(find "$root"/{etc,usr,var} -name '*wellmet*' ! -path '*/var/log/*' ! -path '*/var/cache/*')" ""
expect_contains "$(in_root "$root" getent passwd wellmet)" wellmet
expect_fails 'no packages found' in_root "$root" dpkg-query --list wellmet

# piuparts: installed and purged, then the earlier version upgraded to this one and purged.
command -v piuparts >/dev/null || skip "piuparts is not installed; all before it passed"
mkdir "$root/srv/earlier"
cp "$scratch/1.0.0.deb" "$root/srv/earlier/wellmet_1.0.0_all.deb"
(cd "$root/srv/earlier" && dpkg-scanpackages . >Packages 2>"$scratch/log")
echo 'deb [trusted=yes] file:/srv/earlier ./' >"$root/etc/apt/sources.list.d/earlier.list"
# It copies the root, which has what the package depends on already, with all that is mounted there.
umount "$root/proc"
piuparts --existing-chroot "$root" --keep-sources-list --no-adequate --no-eatmydata --warn-on-leftovers-after-purge \
  --tmpdir "$scratch" "$scratch/1.1.0.deb" >"$scratch/piuparts" 2>&1 ||
  fail "piuparts: $(grep -v DEBUG "$scratch/piuparts" | tail -n 40)"
expect_contains "$(<"$scratch/piuparts")" 'PASS: Installation and purging test'
expect_contains "$(<"$scratch/piuparts")" 'PASS: Installation, upgrade and purging tests'
