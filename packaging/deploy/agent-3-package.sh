# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- what the host must have ------------------------------------------------------------------

# What is missing, refuse_lacks tells.
check_host() {
  tools='flock head tar sha256sum sync systemctl journalctl awk timeout'
  if [ "$format" = deb ]; then tools="$tools apt-get dpkg-deb"; else tools="$tools zstd"; fi
  for tool in $tools; do
    command -v "$tool" >/dev/null || lack "this host has no '$tool'" "apt-get install $tool"
  done
  [ -z "$url" ] || command -v curl >/dev/null || command -v wget >/dev/null ||
    lack "this host has neither curl nor wget, which ask the service how it is" "apt-get install curl"
  check_needs
  check_certificates
  for secret in $secrets; do
    place=$(secret_place "$secret")
    [ -s "$place" ] || lack "the secrets file '$place' is not on this host" \
      "put it there, readable for the service; it is no part of a release"
  done
}
secret_place() { if [ "$format" = deb ]; then echo "/$1"; else echo "$root/shared/$1"; fi; }

# check_space BYTES
check_space() {
  need=$(($1 / 1024 + 1024))
  free=$(free_space)
  [ "$free" -ge "$need" ] || die 78 "'$root' has $free KiB left, and $need are needed"
}
free_space() { df -Pk "$root" | awk 'NR == 2 { print $4 }'; }

# ---- the package ------------------------------------------------------------------------------

# What comes in has a folder of its own, locked (as descriptor 8) as long as somebody receives into
# it: others needn't wait for a client that has stalled.
open_inbox() {
  for left in "$state"/incoming*; do
    [ ! -e "$left" ] || flock --nonblock "$left" rm -rf "$left"
  done
  inbox=$state/incoming.$$
  { mkdir "$inbox" && exec 8<"$inbox" && flock 8; } || die 78 "cannot write '$state'" "nothing was changed"
}
close_inbox() {
  [ -z "$inbox" ] || rm -rf "$inbox"
  inbox=''
  exec 8<&-
}

# As long as the lock is held: several that come at once must not all count on the same room.
reserve_space() {
  unpacked=${unpacked:-$((size * 4))}
  check_space $((size + unpacked))
  : >"$inbox/package"
  fallocate --keep-size --length "$size" "$inbox/package" 2>/dev/null || : # not every file system can
}

# receive BYTES FILE: into the room that is reserved for it
receive() {
  refusal=78 why="'$root' has no room for it, or it took over $upload seconds"
  timeout "$upload" head -c "$1" 1<>"$2" 8>&- || return 1
  refusal=65 why='the upload ended too early'
  [ "$(wc -c <"$2")" -eq "$1" ]
}

receive_package() {
  if ! receive "${sums:-0}" "$inbox/sums" || ! receive "${signature:-0}" "$inbox/sig" ||
    ! receive "${document:-0}" "$inbox/json" || ! receive "${list:-0}" "$inbox/list" ||
    ! receive_content; then
    die "$refusal" "'$file' did not arrive: $why" "nothing was changed"
  fi
  check_signature
}

receive_whole() {
  receive "$size" "$inbox/package" || return 1
  take_over
  [ "$(sha256sum <"$inbox/package")" = "$sha256  -" ] ||
    die 65 "'$file' is not what deploy.json says: its sha256 differs" "nothing was changed"
}

# Sets $release: the version, unless that is another package on this host, or of another environment:
# the way back to that needs its record.
name_release() {
  release=$version
  known=$(sed -n "s/^sha256='\(.*\)'/\1/p" "$state/records/$version" 2>/dev/null)
  [ -n "$known" ] || known=$(last_words | awk -F '\t' -v release="$version" '$4 == release { print $5 }')
  [ -z "$known" ] || [ "$known" = "$sha256" ] || release=$version~$(echo "$sha256" | cut -c 1-8)
  known=$(environment_of "$release")
  [ "${known:-$environment}" = "$environment" ] || release=$release~$environment
}

unpack_to() {
  if [ -f "$inbox/tar" ]; then set -- "$1" "$inbox/tar"; else set -- "$1" "$inbox/package" --zstd; fi
  tar --extract --no-same-owner --strip-components 1 --directory "$1" --file "$2" ${3+"$3"}
}

# To a temporary name, and to its own only when all of it is on the disk. The current one stays, and
# is compared; $mends says so.
unpack() {
  new=$root/releases/.tmp-$release
  mkdir -p "$new"
  if [ "$format" = deb ]; then
    mv "$inbox/package" "$new/package.deb"
    unpack_assets "$new"
  else
    said=$(unpack_to "$new" 2>&1) || {
      rm -rf "$new"
      die 78 "'$file' can't be unpacked: $(printf '%s\n' "$said" | head -n 1)" "nothing was changed"
    }
  fi
  check_own_units "$new"
  check_own_hook "$new"
  check_units "$new"
  [ "$format" = deb ] || link_secrets "$new" || die 78 "cannot write '$root/releases'" "nothing was changed"
  # Not what a symlink leads to, which may be nothing, or a device.
  find "$new" '(' -type f -o -type d ')' -exec sync {} + || die 78 "cannot write '$root/releases'" "nothing was changed"
  check_sites "$new"
  if [ "$release" = "$(current_one)" ]; then
    mends=yes
    mend "$new" || die 78 "cannot put '$root/releases/$release' right" "deploy it again when there is room"
  else
    rm -rf "$root/releases/$release" "$root/failed/$release"
    mv -T "$new" "$root/releases/$release" || die 78 "cannot write '$root/releases'" "nothing was changed"
    sync "$root/releases"
  fi
  keep_base
}
