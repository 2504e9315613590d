#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A release is signed by an SSH key, and verified: each thing that is wrong has its own message.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

shipit=$SHIPIT_PREFIX/bin/shipit
cd "$scratch"
for who in alice bob; do ssh-keygen -q -t ed25519 -N '' -C "$who" -f "$who"; done
printf 'alice@example.org namespaces="shipit" %s\n' "$(cut -d' ' -f1,2 alice.pub)" >allowed

# release VERSION: a release of a file and a config, in ./VERSION
release() {
  mkdir -p "source-$1" && cd "source-$1"
  cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(hello VERSION $1 LANGUAGES NONE)
include(ShipIt)
install(FILES CMakeLists.txt DESTINATION share/hello)
shipit_package(FORMATS TAR_ZST SUMMARY "Says hello" CONTACT "A <a@example.org>")
END
  cmake -S . -B build -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >/dev/null
  cmake --build build --target package >/dev/null
  cd ..
  cp -a "source-$1/build/dist" "$1"
}
release 1.0.0
release 1.0.1

# refused PIECE COMMAND...: it exits with 1 and says so
refused() {
  local piece=$1 said
  shift
  if said=$("$@" 2>&1); then fail "was to be refused: $*"; fi
  expect_contains "$said" "$piece"
}
verify() { "$shipit" verify "$1" --allowed-signers allowed "${@:2}"; }

refused "there is no signature '1.0.0/SHA256SUMS.sig'" verify 1.0.0
expect_eq "$("$shipit" sign 1.0.0 --key alice)" ''
expect_eq "$("$shipit" sign 1.0.0 --key alice 2>&1)" "hello 1.0.0 is signed by 'alice', in 1.0.0/SHA256SUMS.sig"
key_of() { ssh-keygen -l -f "$1.pub" | cut -d' ' -f2; }
alices="alice@example.org with ED25519 key $(key_of alice)"
expect_eq "$(verify 1.0.0)" "hello 1.0.0, signed by $alices"
expect_eq "$(cd 1.0.0 && "$shipit" verify --allowed-signers ../allowed --identity alice@example.org \
  --name hello --version 1.0.0)" "hello 1.0.0, signed by $alices"

# What the manual says for a shell alone.
expect_contains "$({ printf 'shipit release 1\nname: %s\nversion: %s\n\n' hello 1.0.0 && cat 1.0.0/SHA256SUMS; } |
  ssh-keygen -Y verify -n shipit -I alice@example.org -f allowed -s 1.0.0/SHA256SUMS.sig)" 'Good "shipit" signature'

# An agent has the private key, and only the public one lies here.
eval "$(ssh-agent -s)" >/dev/null
at_end "kill $SSH_AGENT_PID"
ssh-add -q alice
mkdir public && cp alice.pub public/
"$shipit" sign 1.0.1 --key public/alice.pub
expect_eq "$(verify 1.0.1)" "hello 1.0.1, signed by $alices"

# Replayed: an old release in the place of a new one, an old signature beside new files.
refused "the release has the version '1.0.0', and '1.0.1' is expected" verify 1.0.0 --version 1.0.1
refused "the release has the name 'hello', and 'other' is expected" verify 1.0.0 --name other
cp -a 1.0.1 replayed && cp 1.0.0/SHA256SUMS.sig replayed/
refused 'the signature is not of this release' verify replayed

# A forged version, with checksums that fit: the signature doesn't.
cp -a 1.0.0 forged
sed -i 's/"version": "1.0.0"/"version": "1.0.9"/' forged/deploy.json
(cd forged && sha256sum ./*.json ./*.tar.zst | sed 's,\./,,' | sort -k2 >SHA256SUMS)
refused 'the signature is not of this release' verify forged

# A release that can't be made again is signed, and told of.
sed -i 's/"dirty": false/"dirty": true/' forged/deploy.json
(cd forged && sha256sum ./*.json ./*.tar.zst | sed 's,\./,,' | sort -k2 >SHA256SUMS)
expect_contains "$("$shipit" sign forged --key alice 2>&1)" \
  'shipit sign: warning: 1.0.9+dirty was packaged with edits that no commit has: commit them and package again'

# Keys: one that nobody allowed, one that is another's, none.
cp -a 1.0.0 bobs && "$shipit" sign bobs --key bob
refused "the release is signed by a key that 'allowed' does not know" verify bobs
printf 'bob@example.org %s\n' "$(cut -d' ' -f1,2 bob.pub)" >>allowed
refused "the release is signed by 'bob@example.org', not by 'alice@example.org'" \
  verify bobs --identity alice@example.org
refused "there is no list of allowed signers 'gone'" "$shipit" verify 1.0.0 --allowed-signers gone
refused "there is no key 'gone'" "$shipit" sign 1.0.0 --key gone
refused "cannot sign with the key 'allowed'" "$shipit" sign 1.0.0 --key allowed

# A key that has expired, by the list: nothing that it has signed counts any more.
printf 'alice@example.org namespaces="shipit",valid-before="20240101" %s\n' "$(cut -d' ' -f1,2 alice.pub)" >expired
refused "the release is signed by a key that 'expired' does not know" "$shipit" verify 1.0.0 --allowed-signers expired
refused 'key has expired' "$shipit" verify 1.0.0 --allowed-signers expired
sed 's/20240101/29990101/' expired >lasting
expect_eq "$("$shipit" verify 1.0.0 --allowed-signers lasting)" "hello 1.0.0, signed by $alices"

# A signature for another purpose counts for nothing.
cp -a 1.0.0 purpose
{ printf 'shipit release 1\nname: hello\nversion: 1.0.0\n\n' && cat 1.0.0/SHA256SUMS; } |
  ssh-keygen -q -Y sign -n file -f alice >purpose/SHA256SUMS.sig
refused 'the signature is not of this release' verify purpose

# Files: changed, missing, besides, links; nothing damaged is signed either.
# damaged PIECE COMMAND: 1.0.0 with the COMMAND done to it
damaged() {
  rm -rf damaged && cp -a 1.0.0 damaged
  (cd damaged && eval "$2")
  refused "$1" verify damaged
  refused "$1" "$shipit" sign damaged --key alice
}
damaged "'hello-1.0.0-linux-all.tar.zst' has been changed" 'echo x >>hello-1.0.0-linux-all.tar.zst'
damaged "'deploy.json' has been changed" 'echo >>deploy.json'
damaged "'hello-1.0.0-linux-all.tar.zst' is missing" 'rm *.tar.zst'
damaged "'extra' is not in SHA256SUMS" 'touch extra'
damaged "'folder' is a folder, and a release has only files" 'mkdir folder'
damaged "'hello-1.0.0-linux-all.tar.zst' is no file" 'mv *.tar.zst ../moved && ln -s ../moved hello-1.0.0-linux-all.tar.zst'
damaged "is no release: it has no SHA256SUMS" 'rm SHA256SUMS'
damaged "is no release: it has no deploy.json" 'rm deploy.json'
damaged "SHA256SUMS:5: this is no digest of a file beside it" 'echo "# x" >>SHA256SUMS'
damaged "'deploy.json' is not in SHA256SUMS" 'sed -i /deploy.json/d SHA256SUMS'

# Packaged again with other bytes: the signature of the old ones goes.
cp 1.0.0/SHA256SUMS.sig source-1.0.0/build/dist/
cmake --build source-1.0.0/build --target package >/dev/null
expect_file source-1.0.0/build/dist/SHA256SUMS.sig
echo '# other bytes' >>source-1.0.0/CMakeLists.txt
cmake --build source-1.0.0/build --target package >/dev/null
[[ ! -e source-1.0.0/build/dist/SHA256SUMS.sig ]] || fail 'the signature stayed'
