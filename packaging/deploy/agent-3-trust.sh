# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- what may come in -------------------------------------------------------------------------

readonly trust=/etc/shipit

# check_place [NAME [ROOT]]: what the forced command of a key is for. What lies in $root is believed
# later, so nobody but root may write there.
check_place() {
  [ "$name" = "${1:-$name}" ] || die 78 "this key deploys $1, and not $name"
  [ "$root" = "${2:-/opt/$name}" ] || die 78 "this key deploys to '${2:-/opt/$name}', and not to '$root'" \
    "name the folder after the name in the command of the key"
}
check_owner() {
  for folder in "$root" "$state" "$state/records" "$root/releases"; do
    if [ ! -e "$folder" ] && [ ! -L "$folder" ]; then continue; fi
    [ -z "$(find -H "$folder" -maxdepth 0 '(' ! -uid 0 -o -perm /022 -o ! -type d ')' 2>&1)" ] ||
      die 78 "'$folder' is not a folder that only root can write to" "chown root: '$folder' && chmod 755 '$folder'"
  done
}

# Nothing older than this host's least version, if it has one.
check_least() {
  [ -e "$trust/$name.least" ] || return 0
  least=$(cat "$trust/$name.least")
  [ -n "$least" ] || die 78 "cannot read '$trust/$name.least'"
  # As sort takes it, '1.0.0~rc.1' comes before '1.0.0'.
  first=$(printf '%s\n' "$least" "$1" | sed 's/-/~/' | sort --version-sort | head -n 1)
  [ "$first" = "$(echo "$least" | sed 's/-/~/')" ] ||
    lack "$1 is older than $least, the least that '$trust/$name.least' allows" "nothing was changed"
  [ "$verb" = check ] || refuse_lacks
}

# Where the host has keys that it trusts, nothing comes in without a signature of one of them.
check_signature() {
  trusted=$trust/allowed_signers
  if [ ! -e "$trusted" ] && [ ! -L "$trusted" ]; then return 0; fi
  if [ ! -f "$trusted" ] || [ ! -r "$trusted" ]; then
    die 78 "'$trusted' is no file that can be read" "no release comes in until it is"
  fi
  help="sign the release by one of the keys in '$trusted' of this host; nothing was changed"
  command -v ssh-keygen >/dev/null || die 78 "this host has no ssh-keygen to check signatures" \
    "apt-get install openssh-client"
  [ "${signature:-0}" -gt 0 ] || die 65 "the release is not signed" "$help"
  signers=$(ssh-keygen -Y find-principals -f "$trusted" -s "$inbox/sig" 2>/dev/null | tr ',' '\n')
  [ -n "$signers" ] || die 65 "the release's signature is of no key that this host trusts" "$help"
  # What is signed begins as signed_text() of release/signed_text.hpp has it: of name and version too.
  { printf 'shipit release 1\nname: %s\nversion: %s\n\n' "$name" "$version" && cat "$inbox/sums"; } \
    >"$inbox/text" || die 78 "cannot write '$state'" "nothing was changed"
  echo "$signers" | has_good_signature || die 65 "the release's signature is of another release" "$help"
  is_signed || die 65 "'$file' is not in the signed SHA256SUMS" "$help"
  [ -z "$hook" ] || is_hook_signed || die 65 "the signed deploy.json has no hook '$hook' with these arguments" "$help"
}

# It is what came in that has to be signed, not what the request says of it. Of an archive that was
# put together here, deploy.json knows what is in it.
is_signed() {
  grep -Fqx "$sha256  $file" "$inbox/sums" || return 1
  [ "$verb" != check ] || return 0 # nothing has come in
  if [ ! -f "$inbox/tar" ]; then
    [ "$(sha256sum <"$inbox/package")" = "$sha256  -" ]
  else
    grep -Fqx "$(sha256sum <"$inbox/json" | cut -d ' ' -f 1)  deploy.json" "$inbox/sums" &&
      grep -Eq "\"uncompressedSha256\": *\"$content\"" "$inbox/json"
  fi
}

# A program of the release, with other arguments, may do anything. What is looked for is as
# tools/release/hook_json.cpp and to_text() of JSON write it, and has no byte that JSON escapes.
is_hook_signed() {
  grep -Fqx "$(sha256sum <"$inbox/json" | cut -d ' ' -f 1)  deploy.json" "$inbox/sums" || return 1
  listed=$(printf '%s\n' "$arguments" | sed '/./s/.*/"&"/' | paste -s -d ,)
  for hosts in each first; do
    sed 's/^ *//' "$inbox/json" | tr -d '\n' |
      grep -F "{\"arguments\": [$listed],\"hosts\": \"$hosts\",\"program\": \"$hook\"," >/dev/null && return 0
  done
  return 1
}

# A key may have several names on its line.
has_good_signature() {
  while IFS= read -r signer; do
    ssh-keygen -Y verify -f "$trusted" -I "$signer" -n shipit -s "$inbox/sig" \
      <"$inbox/text" >/dev/null 2>&1 && return 0
  done
  return 1
}

# What a request names has to be of the package: whoever sends it may be trusted less than who signed.
check_own_units() {
  for unit in $units; do
    template=lib/systemd/system/$(echo "$unit" | sed 's/@[^.]*/@/')
    if [ "$format" = deb ]; then
      dpkg-deb --contents "$1/package.deb" 2>/dev/null | awk '{ print $6 }' |
        grep -Fqx -e "./$template" -e "./usr/$template" && continue
    else
      [ ! -f "$1/$template" ] || continue
    fi
    rm -rf "$1"
    die 65 "'$file' has no unit '$unit'" "nothing was changed"
  done
}
check_own_hook() {
  if [ -z "$hook" ] || { [ -f "$1/$hook" ] && [ -x "$1/$hook" ]; }; then return 0; fi
  rm -rf "$1"
  die 65 "'$file' has no program '$hook'" "nothing was changed"
}
link_secrets() {
  for secret in $secrets; do
    if [ -e "$1/$secret" ] || [ -L "$1/$secret" ]; then
      rm -rf "$1"
      die 65 "'$file' has a file of its own in the place of the secret '$secret'" "nothing was changed"
    fi
    mkdir -p "$1/$(dirname "$secret")" && ln -sfn "$root/shared/$secret" "$1/$secret" || return 1
  done
}
