#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Only what is missing travels, and what comes of it is the release, whatever the host has.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
boot_hosts 1
on h1 apt-get --quiet --quiet update

# What the archive depends on has to be there: that is said, and how to get it.
to_h1=(--release "$SHIPIT_RELEASES/myservice" --host h1 --format archive)
shipit_code 78 'this host lacks what the release depends on: ' deploy staging "${to_h1[@]}" --dry-run
shipit_code 78 'libcpp-httplib0.11' deploy staging "${to_h1[@]}"
on h1 test ! -e /opt/myservice/current
shipit_code 72 "1.0.32 is not well: myservice.service has ended" deploy staging "${to_h1[@]}" --ignore-dependencies
on h1 rm -r /opt/myservice
shipit_code 78 'libcpp-httplib0.11' deploy staging "${to_h1[@]}"
install=$(sed -n 's/^  help: apt-get install //p' <<<"$said")
# shellcheck disable=SC2086 # one word a package
on h1 apt-get --quiet --quiet --yes install $install >"$scratch/apt"

# brings FOLDER PIECE VERSION: deployed, PIECE is said, and all files are those of the release
brings() {
  shipit_code 0 "$2" deploy staging --release "$SHIPIT_RELEASES/$1" --host h1 --format archive
  expect_contains "$said" "h1: $3 runs"
  if [[ ! -f $scratch/$1 ]]; then
    mkdir -p "$scratch/tree-$1"
    tar -xf "$SHIPIT_RELEASES/$1"/*.tar.zst -C "$scratch/tree-$1" --strip-components 1
    (cd "$scratch/tree-$1" && find . -type f -printf '%m %T@ ' -exec sha256sum {} \; | sort -k 4) >"$scratch/$1"
  fi
  on h1 sh -c "cd /opt/myservice/current/ && find . -type f -printf '%m %T@ ' -exec sha256sum {} \; | sort -k 4" |
    diff "$scratch/$1" -
  expect_eq "$(on h1 find /opt/myservice/.shipit -name 'incoming*' ! -name incoming.answer)" ''
}
# sent_at_most PERCENT, of the package, by the last one
sent_at_most() {
  [[ $said =~ ([0-9]+)' % of the package sent' ]] || fail "$said"
  grep 'package sent' <<<"$said" # for whoever reads the log
  ((BASH_REMATCH[1] <= $1)) || fail "sent ${BASH_REMATCH[1]} %: $said"
}

brings myservice 'all of the package sent' 1.0.32
brings myservice-next ' % of the package sent' 1.0.33
sent_at_most 40
brings myservice ' % of the package sent' 1.0.32 # by what was put together on the host
sent_at_most 40
brings myservice ' % of the package sent' 1.0.32 # the same again
sent_at_most 10

# What the host has isn't what it says: the whole package comes, and with it a base for the next.
on h1 sh -c 'echo rubbish >/opt/myservice/.shipit/base/archive'
brings myservice-next "what is here already doesn't fit: all of myservice-1.0.33-linux-amd64.tar.zst is needed" 1.0.33
expect_contains "$said" 'all of the package sent'
on_with_input h1 tee /opt/myservice/.shipit/base/archive <"$(echo "$SHIPIT_RELEASES"/pyramid-service/*.tar.zst)" >/dev/null
brings myservice "what is here already doesn't fit" 1.0.32
on h1 sh -c 'echo rubbish >/opt/myservice/.shipit/base/list'
brings myservice-next 'all of the package sent' 1.0.33
brings myservice ' % of the package sent' 1.0.32

# Of what was put together, too, a host that trusts keys wants to know that one of them signed it.
ssh-keygen -q -t ed25519 -N '' -C ops -f "$scratch/ops"
printf 'ops@example.org namespaces="shipit" %s\n' "$(cut -d ' ' -f 1,2 "$scratch/ops.pub")" |
  on_with_input h1 install -D /dev/stdin /etc/shipit/allowed_signers
shipit_code 65 'the release is not signed' deploy staging --release "$SHIPIT_RELEASES/myservice-next" --host h1 --format archive
cp -r "$SHIPIT_RELEASES/myservice-next" "$scratch/signed"
"$shipit" sign --key "$scratch/ops" "$scratch/signed"
shipit_code 0 'h1: 1.0.33 runs' deploy staging --release "$scratch/signed" --host h1 --format archive
sent_at_most 40

# A client that sends something else in pieces is found out by what is signed.
tar -C "$scratch/tree-myservice" -cf "$scratch/false.tar" .
zstd -q "$scratch/false.tar"
printf 'new %d\n' "$(stat -c %s "$scratch/false.tar")" >"$scratch/steps"
bytes() { stat -c %s "$1"; }
{
  agent_greeting
  printf '%s\n' 'verb deploy' 'name myservice' 'environment staging' 'who somebody' 'version 1.0.33' 'format archive' 'size 5000' \
    "file $(basename "$scratch"/signed/*.tar.zst)" "sha256 $(sha256sum <"$scratch/steps" | cut -d ' ' -f 1)" \
    "content $(sha256sum <"$scratch/false.tar" | cut -d ' ' -f 1)" "unpacked $(bytes "$scratch/false.tar")" \
    "sums $(bytes "$scratch/signed/SHA256SUMS")" "signature $(bytes "$scratch/signed/SHA256SUMS.sig")" \
    "document $(bytes "$scratch/signed/deploy.json")" 'list 4' 'unit myservice.service' end
  cat "$scratch"/signed/{SHA256SUMS,SHA256SUMS.sig,deploy.json}
  printf 'listpart %d %d\n' "$(bytes "$scratch/steps")" "$(bytes "$scratch/false.tar.zst")"
  cat "$scratch/steps" "$scratch/false.tar.zst"
} >"$scratch/stream"
code=0
said=$(client ssh -F "$ssh_config" h1 "$start_agent" <"$scratch/stream") || code=$?
expect_eq "$code" 65
expect_contains "$said" 'is not in the signed SHA256SUMS'
expect_eq "$(on h1 readlink /opt/myservice/current)" releases/1.0.33
