# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- what the host must have ------------------------------------------------------------------

check_host() {
  tools='flock head tar sha256sum sync systemctl journalctl awk timeout'
  if [ "$format" = deb ]; then tools="$tools apt-get dpkg-deb"; else tools="$tools zstd"; fi
  for tool in $tools; do
    command -v "$tool" >/dev/null || die 78 "this host has no '$tool'" "apt-get install $tool"
  done
  [ -z "$url" ] || command -v curl >/dev/null || command -v wget >/dev/null ||
    die 78 "this host has neither curl nor wget, which ask the service how it is" "apt-get install curl"
  for secret in $secrets; do
    place=$(secret_place "$secret")
    [ -s "$place" ] || die 78 "the secrets file '$place' is not on this host" \
      "put it there, readable for the service; it is no part of a release"
  done
}
secret_place() { if [ "$format" = deb ]; then echo "/$1"; else echo "$root/shared/$1"; fi; }

check_space() {
  unpacked=${unpacked:-$((size * 4))}
  need=$(((size + unpacked) / 1024 + 1024))
  free=$(free_space)
  [ "$free" -ge "$need" ] || die 78 "'$root' has $free KiB left, and $need are needed"
}
free_space() { df -Pk "$root" | awk 'NR == 2 { print $4 }'; }

# ---- the package ------------------------------------------------------------------------------

# receive BYTES FILE
receive() {
  refusal=78 why="'$root' has no room for it, or it took over $upload seconds"
  timeout "$upload" head -c "$1" >"$2" 9>&- || return 1
  refusal=65 why='the upload ended too early'
  [ "$(wc -c <"$2")" -eq "$1" ]
}

receive_package() {
  if ! receive "${sums:-0}" "$state/incoming.sums" || ! receive "${signature:-0}" "$state/incoming.sig" ||
    ! receive "${document:-0}" "$state/incoming.json" || ! receive "${list:-0}" "$state/incoming.list" ||
    ! receive_content; then
    rm -f "$state"/incoming*
    die "$refusal" "'$file' did not arrive: $why" "nothing was changed"
  fi
  check_signature
}

receive_whole() {
  [ "$answer_word" = whole ] && receive "$size" "$state/incoming" || return 1
  [ "$(sha256sum <"$state/incoming")" = "$sha256  -" ] ||
    die 65 "'$file' is not what deploy.json says: its sha256 differs" "nothing was changed"
}

# Where the host has keys that it trusts, nothing comes in without a signature of one of them.
check_signature() {
  trusted=/etc/shipit/allowed_signers
  [ -f "$trusted" ] || return 0
  help="sign the release by one of the keys in '$trusted' of this host; nothing was changed"
  command -v ssh-keygen >/dev/null || die 78 "this host has no ssh-keygen to check signatures" \
    "apt-get install openssh-client"
  [ "${signature:-0}" -gt 0 ] || die 65 "the release is not signed" "$help"
  signer=$(ssh-keygen -Y find-principals -f "$trusted" -s "$state/incoming.sig" 2>/dev/null | head -n 1)
  [ -n "$signer" ] || die 65 "the release's signature is of no key that this host trusts" "$help"
  # What is signed begins as signed_text() of release/signed_text.hpp has it: of name and version too.
  { printf 'shipit release 1\nname: %s\nversion: %s\n\n' "$name" "$version" && cat "$state/incoming.sums"; } |
    ssh-keygen -Y verify -f "$trusted" -I "$signer" -n shipit -s "$state/incoming.sig" >/dev/null 2>&1 ||
    die 65 "the release's signature is of another release" "$help"
  is_signed || die 65 "'$file' is not in the signed SHA256SUMS" "$help"
}

# Of an archive that was put together here, deploy.json knows what is in it.
is_signed() {
  if [ ! -f "$state/incoming.tar" ]; then
    grep -Fqx "$sha256  $file" "$state/incoming.sums"
  else
    grep -Fqx "$(sha256sum <"$state/incoming.json" | cut -d ' ' -f 1)  deploy.json" "$state/incoming.sums" &&
      grep -Eq "\"uncompressedSha256\": *\"$content\"" "$state/incoming.json"
  fi
}

unpack_to() {
  if [ -f "$state/incoming.tar" ]; then set -- "$1" "$state/incoming.tar"; else set -- "$1" "$state/incoming" --zstd; fi
  tar --extract --no-same-owner --strip-components 1 --directory "$1" --file "$2" ${3+"$3"}
}

# To a temporary name, and to its own only when all of it is on the disk.
unpack() {
  release=$version
  known=$(last_words | awk -F '\t' -v release="$release" '$4 == release { print $5 }')
  [ -z "$known" ] || [ "$known" = "$sha256" ] || release=$version~$(echo "$sha256" | cut -c 1-8)
  if [ "$release" = "$(current_one)" ]; then
    keep_base
    return 0
  fi
  new=$root/releases/.tmp-$release
  mkdir -p "$new"
  if [ "$format" = deb ]; then
    mv "$state/incoming" "$new/package.deb"
  else
    said=$(unpack_to "$new" 2>&1) || {
      rm -rf "$new" "$state"/incoming*
      die 78 "'$file' can't be unpacked: $(echo "$said" | head -n 1)" "nothing was changed"
    }
    for secret in $secrets; do
      mkdir -p "$new/$(dirname "$secret")" && ln -sfn "$root/shared/$secret" "$new/$secret"
    done
  fi
  check_units "$new"
  find "$new" -exec sync {} + || die 78 "cannot write '$root/releases'" "nothing was changed"
  rm -rf "$root/releases/$release" "$root/failed/$release"
  mv -T "$new" "$root/releases/$release" || die 78 "cannot write '$root/releases'" "nothing was changed"
  sync "$root/releases"
  keep_base
}
