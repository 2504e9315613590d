#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What is mistyped on the command line, or comes from a variable that isn't set, changes nothing and
# is told.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

shipit=$SHIPIT_PREFIX/bin/shipit
mkdir "$scratch/source" && cd "$scratch/source"
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(hello VERSION 1.0.0 LANGUAGES NONE)
include(ShipIt)
install(FILES CMakeLists.txt DESTINATION share/hello)
shipit_add_environment(staging HOSTS own.example.org)
shipit_package(FORMATS TAR_ZST SUMMARY "Says hello" CONTACT "A <a@example.org>")
END
cmake -S . -B build -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >/dev/null
cmake --build build --target package >/dev/null
cd build

# Nobody is reached: whoever would call ssh leaves a trace.
mkdir "$scratch/bin"
printf '#!/bin/sh\ntouch "%s"\nexit 255\n' "$scratch/called" >"$scratch/bin/ssh"
chmod +x "$scratch/bin/ssh"
export PATH=$scratch/bin:$PATH

# refused CODE PIECE WORD...: shipit ends so, says so, and has asked no host
refused() {
  local code=0
  said=$("$shipit" "${@:3}" 2>&1) || code=$?
  [[ $code == "$1" ]] || fail "'${*:3}' was to end with $1, not $code: $said"
  expect_contains "$said" "$2"
  [[ ! -e $scratch/called ]] || fail "a host was asked: ${*:3}"
}

# --write is as > of a shell: a link stays one, a folder is not made.
ln -s written link
"$shipit" deploy staging --write link
[[ -L link && -f written ]] || fail 'the link was replaced'
expect_eq "$("$shipit" deploy staging --write /dev/stdout | sha256sum)" "$(sha256sum <written)"
refused 1 "cannot write 'gone/file': there is no folder 'gone'" deploy staging --write gone/file

# An empty value is a mistake, not as if the option wasn't there.
for option in --write --hosts --host --release --user --ssh-config --drain --format --over; do
  refused 2 "shipit deploy: error: $option: the value is empty" deploy staging "$option" ''
  expect_contains "$said" 'help: leave the option out or say one'
  refused 2 "$option: the value is empty" deploy "$option=" staging
done
refused 2 'environment: the value is empty' deploy ''
refused 2 'version: the value is empty' rollback staging ''
for option in --allowed-signers --identity --name --version; do
  refused 2 "$option: the value is empty" verify dist --allowed-signers list "$option" ''
done
refused 2 '--key: the value is empty' sign dist --key ''
refused 2 '--diff: the value is empty' inspect dist --diff ''
refused 2 'shipit repo add: error: --keep: the value is empty' repo add dist --repo r --key k --keep ''
# Tags may begin with nothing.
git -C .. init --quiet && git -C .. add CMakeLists.txt && git -C .. commit --quiet --message one && git -C .. tag 1.0.0
"$shipit" version .. --tag-prefix '' >/dev/null
"$shipit" version .. --tag-prefix= >/dev/null

# A file of hosts decides: the release's own are not asked where it has none.
printf '[staging]\n' >empty
printf '[stagign]\nh1\n' >mistyped
refused 1 "'empty' has no hosts for 'staging'" deploy staging --hosts empty
refused 1 "'mistyped' has no hosts for 'staging'" rollback staging --hosts mistyped
expect_contains "$said" 'note: it has some for stagign'
expect_contains "$said" 'help: write [staging] for [stagign]'
refused 1 "there is no environment 'stagign'" deploy stagign --hosts mistyped
expect_contains "$said" "help: did you mean 'staging'?"
refused 1 "'empty' has no hosts for 'staging'" deploy --inventory --hosts empty
refused 1 "'mistyped' has [stagign], and the release has no such environment" deploy --inventory --hosts mistyped

# What can't be made again goes to users only if that is wished; a Debug build is told of.
cp -r dist edited
doctored() { # doctored SED-SCRIPT
  sed -i "$1" edited/deploy.json
  sed -i "s/^[0-9a-f]*  deploy.json/$(sha256sum <edited/deploy.json | cut -c 1-64)  deploy.json/" edited/SHA256SUMS
}
doctored 's/"dirty": false/"dirty": true/'
for words in '--dry-run' '--write file'; do
  # shellcheck disable=SC2086 # two words
  refused 1 'was packaged with edits that no commit has' deploy staging --release edited $words
  expect_contains "$said" 'help: commit them and package again; or say --dirty, if it is to go out as it is'
done
said=$("$shipit" deploy staging --release edited --dirty --write file 2>&1)
expect_contains "$said" 'shipit deploy: warning: '
expect_contains "$said" 'was packaged with edits that no commit has: commit them'
doctored 's/"dirty": true/"dirty": false/; s/"buildType": "[^"]*"/"buildType": "Debug"/'
said=$("$shipit" deploy staging --release edited --write file 2>&1)
expect_contains "$said" 'is a Debug build: configure with -DCMAKE_BUILD_TYPE=Release for users'
expect_lacks "$said" edits
expect_eq "$("$shipit" deploy staging --write file 2>&1)" ''

# Two that exclude each other.
for verb in deploy rollback; do
  refused 2 "--write and --dry-run don't go together" $verb staging --write file --dry-run
done

# What is mistyped comes before what is missing.
refused 2 "unknown option '--alowed-signers', did you mean '--allowed-signers'?" verify --alowed-signers s
refused 2 "unknown option '--alowed-signers', did you mean" verify --alowed-signers=s
refused 2 'shipit: error: --allowed-signers is required' verify
expect_contains "$said" 'help: see shipit verify --help'
refused 2 "shipit repo knows no 'lst', did you mean 'list'?" repo lst --repo r
expect_contains "$said" 'help: there are add, list, remove'
refused 2 "shipit assets knows no 'repotr', did you mean 'report'?" assets repotr
refused 2 "unknown verb 'deplyo', did you mean 'deploy'?" deplyo
refused 2 "unknown option '--verison', did you mean '--version'?" --verison
refused 2 "shipit status has no use for 'more'" status staging more

# A host that doesn't answer is not waited for, unless ssh's configuration says how long.
real_ssh=$(PATH=/usr/bin:/bin command -v ssh)
cat >"$scratch/bin/ssh" <<END
#!/bin/sh
case \$1 in -G) exec "$real_ssh" "\$@" ;; esac
printf '%s\n' "\$@" >words
exit 255
END
echo 'Host slow.example.org
  ConnectTimeout 45' >config
"$shipit" status staging --ssh-config config --host other.example.org >said 2>&1 && fail 'a host was there'
expect_file words 'ConnectTimeout=10'
expect_lacks "$(<said)" connecting
"$shipit" status staging --ssh-config config --host slow.example.org >said 2>&1 && fail 'a host was there'
expect_lacks "$(<words)" ConnectTimeout
# A host that waits for something says so: once elsewhere, in a line that goes again on a terminal.
cat >"$scratch/bin/ssh" <<END
#!/bin/sh
case \$1 in -G) exec "$real_ssh" "\$@" ;; esac
for count in 5 6 7; do echo "wait it doesn't answer; asked \$count of 30 times" && sleep 2.1; done
echo 'field current -'
echo end 0
END
expect_eq "$("$shipit" status staging --host own.example.org 2>&1 >/dev/null)" \
  "own.example.org: waiting: it doesn't answer; asked 7 of 30 times"
said=$(script -qec "'$shipit' status staging --host own.example.org" /dev/null)
expect_contains "$said" "waiting: it doesn't answer; asked 5 of 30 times"$'\r\e[K'"own.example.org: waiting: it doesn't answer; asked 6"
printf '#!/bin/sh\nexit 255\n' >"$scratch/bin/ssh"
# On a terminal that is told.
expect_contains "$(script -qec "'$shipit' status staging --ssh-config config" /dev/null || true)" 'own.example.org: connecting'
