#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A signed repository of releases, judged by the real apt-get: install, upgrade, and back to the
# version before; what was changed on its way is refused, and so are releases that are not whole.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/root.sh
. "${BASH_SOURCE[0]%/*}/../support/root.sh"
need_root
for tool in aptly gpg; do command -v $tool >/dev/null || skip "$tool is not installed"; done
readonly shipit=$SHIPIT_PREFIX/bin/shipit repo=$scratch/repo

source=$scratch/source
mkdir "$source"
printf '#!/bin/sh\necho wellmet @PROJECT_VERSION@ @MOOD@\n' >"$source/wellmet.in"
cat >"$source/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
include(ShipItVersion)
shipit_version()
project(wellmet VERSION ${SHIPIT_VERSION} LANGUAGES NONE)
include(ShipIt)
configure_file(wellmet.in wellmet @ONLY)
install(PROGRAMS "${CMAKE_CURRENT_BINARY_DIR}/wellmet" DESTINATION bin)
shipit_package(FORMATS DEB SUMMARY "says wellmet" CONTACT "Ops <ops@example.org>" COMPRESSION gzip)
END
# release VERSION MOOD FOLDER
release() {
  (cmake -S "$source" -B "$scratch/build" -G Ninja -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" -DSHIPIT_VERSION_OVERRIDE="$1" \
    -DMOOD="$2" && cmake --build "$scratch/build" --target package) >"$scratch/log" 2>&1 || fail "$(<"$scratch/log")"
  mv "$scratch/build/dist" "$scratch/$3"
}
for version in 1.0.0 1.1.0 1.2.0; do release $version happy $version; done
release 1.1.0 sad other

export GNUPGHOME=$scratch/gnupg
mkdir -m 0700 "$GNUPGHOME"
at_end 'gpgconf --kill all'
gpg --batch --quiet --passphrase '' --quick-generate-key 'Ops <ops@example.org>' ed25519 sign never 2>/dev/null

# add FOLDER [ARGUMENT ...]
add() { "$shipit" repo add "$scratch/$1" --repo "$repo" --key ops@example.org "${@:2}"; }
refused() { expect_fails "$1" "$shipit" repo "${@:2}"; }

# What isn't right is refused before anything is made.
refused "gpg has no secret key 'nobody@example.org'" add "$scratch/1.0.0" --repo "$repo" --key nobody@example.org
refused "no component can be called 'a b'" add "$scratch/1.0.0" --repo "$repo" --key ops@example.org --component 'a b'
refused "there is no repository in '$repo'" list --repo "$repo"
refused "--keep got '0'" add "$scratch/1.0.0" --repo "$repo" --key ops@example.org --keep 0
mkdir "$scratch/bin"
for tool in gpg dpkg-deb tar gzip rm; do ln -s "$(command -v $tool)" "$scratch/bin"; done
expect_fails 'there is no aptly here' env PATH="$scratch/bin" "$shipit" repo add "$scratch/1.0.0" --repo "$scratch/no" --key ops@example.org
rm "$scratch/bin/gpg"
expect_fails 'there is no gpg here' env PATH="$scratch/bin" "$shipit" repo add "$scratch/1.0.0" --repo "$scratch/no" --key ops@example.org
cp -r "$scratch/1.0.0" "$scratch/changed"
printf X | dd of="$scratch/changed/wellmet_1.0.0_all.deb" conv=notrunc bs=1 seek=100 status=none
expect_fails "'wellmet_1.0.0_all.deb' has been changed" add changed
sed -i "s/[0-9a-f]*  wellmet_1.0.0/$(sha256sum "$scratch/changed/wellmet_1.0.0_all.deb" | cut -d ' ' -f 1)  wellmet_1.0.0/" \
  "$scratch/changed/SHA256SUMS"
expect_fails "deploy.json and SHA256SUMS disagree on 'wellmet_1.0.0_all.deb'" add changed
[[ ! -e $repo/public/dists ]] || fail "something was published"

add 1.0.0
cp -r "$scratch/1.0.0" "$scratch/edited"
sed -i 's/"dirty": false/"dirty": true/' "$scratch/edited/deploy.json"
sed -i "s/[0-9a-f]*  deploy.json/$(sha256sum <"$scratch/edited/deploy.json" | cut -c 1-64)  deploy.json/" \
  "$scratch/edited/SHA256SUMS"
expect_contains "$(add edited 2>&1)" \
  'shipit repo add: warning: 1.0.0+dirty was packaged with edits that no commit has'
expect_eq "$(add 1.0.0 2>&1)" "stable main in $repo had all of wellmet 1.0.0" # again changes nothing
add 1.1.0
expect_eq "$("$shipit" repo list --repo "$repo")" $'stable main wellmet 1.0.0 all\nstable main wellmet 1.1.0 all'
expect_fails 'wellmet 1.1.0 all is in the repository already, with other contents' add other
[[ -d $repo/public/dists/stable/main/binary-amd64/by-hash/SHA256 ]] || fail "nothing is found by its digest"

# A client on the network.
root=$scratch/root
unpacked_root "$root"
port=$(free_port)
(cd "$repo/public" && exec python3 -m http.server --bind 127.0.0.1 "$port" >"$scratch/requests" 2>&1) &
at_end "kill $!"
wait_for_http "http://127.0.0.1:$port/archive-key.asc"
install -D -m 0644 "$repo/public/archive-key.asc" "$root/etc/apt/keyrings/ops.asc"
rm -f "$root"/etc/apt/sources.list
use() { # use DISTRIBUTION COMPONENT
  cat >"$root/etc/apt/sources.list.d/ops.sources" <<END
Types: deb
URIs: http://127.0.0.1:$port/
Suites: $1
Components: $2
Signed-By: /etc/apt/keyrings/ops.asc
END
}
apt() { in_root "$root" apt-get --quiet --quiet --yes --option APT::Update::Error-Mode=any "$@" 2>&1; }
works() { apt "$@" >"$scratch/apt.log" || fail "apt-get $*: $(<"$scratch/apt.log")"; }
says() { expect_eq "$(in_root "$root" wellmet)" "wellmet $1 happy"; }

use stable main
works update
works install wellmet=1.0.0
says 1.0.0
works upgrade
says 1.1.0
works install --allow-downgrades wellmet=1.0.0
says 1.0.0
expect_contains "$(<"$scratch/requests")" by-hash

# The next one pushes out the oldest; who has just fetched the lists before still finds what is left.
expect_eq "$(add 1.2.0 --keep 2 2>&1)" \
  "stable main in $repo has now wellmet 1.2.0 all, and no more wellmet 1.0.0 all"
expect_eq "$("$shipit" repo list --repo "$repo")" $'stable main wellmet 1.1.0 all\nstable main wellmet 1.2.0 all'
works install wellmet=1.1.0
works update
works install wellmet
says 1.2.0
works install --allow-downgrades wellmet=1.1.0
expect_fails "Version '1.0.0' for 'wellmet' was not found" apt install wellmet=1.0.0

# Another component, and another distribution, beside them.
# At no moment is the distribution away for it.
(until [[ -e $scratch/enough ]]; do [[ -s $repo/public/dists/stable/InRelease ]] || echo gone; done) >"$scratch/watched" &
watching=$!
by_digest=$(cd "$repo/public" && find dists/stable/main -path '*/by-hash/*' -type f | sort)
add 1.0.0 --component testing
touch "$scratch/enough"
wait "$watching"
expect_eq "$(<"$scratch/watched")" ''
expect_eq "$(cd "$repo/public" && find dists/stable/main -path '*/by-hash/*' -type f | sort | comm -12 - <(echo "$by_digest"))" \
  "$by_digest"
add 1.0.0 --distribution bookworm
use stable 'main testing'
works update
works install --allow-downgrades wellmet=1.0.0
use bookworm main
works update
says 1.0.0
refused "stable testing has no 'wellmet=1.0.1', did you mean 'wellmet=1.0.0'?" remove wellmet=1.0.1 --repo "$repo" \
  --key ops@example.org --component testing
"$shipit" repo remove wellmet=1.0.0 --repo "$repo" --key ops@example.org --component testing
expect_lacks "$("$shipit" repo list --repo "$repo")" testing

# What was changed on its way is refused: a package, and the file that is signed.
use stable main
works update
works clean
deb=$(find "$repo/public/pool" -name 'wellmet_1.2.0_all.deb')
# aptly's own copy is the same file
damage() { cp "$1" "$scratch/whole" && rm "$1" && sed "$2" "$scratch/whole" >"$1"; }
mend() { cp "$scratch/whole" "$1"; }
damage "$deb" s/e/f/
expect_fails 'Hash Sum mismatch' apt install wellmet=1.2.0
mend "$deb"
dists=$repo/public/dists/stable
rm -rf "$root"/var/lib/apt/lists/*
damage "$dists/InRelease" 's/^Architectures: .*/Architectures: all/'
expect_fails 'The following signatures were invalid: BADSIG' apt update
mend "$dists/InRelease"
works update
works install wellmet=1.2.0
says 1.2.0
