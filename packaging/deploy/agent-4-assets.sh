# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- the files with a digest, of all releases that are here -----------------------------------
#
# Pages that were loaded from an earlier release ask for its files: nginx finds in shared/assets
# what the current release has no more. There each lies by the path of its URL, and is a second name
# (a hard link) of the file in the release. Manifests, pages, and all else without a digest in its
# name are of one release, and not here.

# The manifests of a release. What an older agent deployed has them where this release does.
manifests_of() {
  if line=$(grep "^assets=" "$state/records/$1"); then
    line=${line#*\'} && echo "${line%\'}"
  else
    echo "$assets"
  fi
}

# Where a path of a release lies in its folder; of a .deb only the assets are there, in 'unpacked'.
place_in() {
  if [ ! -f "$root/releases/$1/package.deb" ]; then echo "$root/releases/$1/$2"; else
    echo "$root/releases/$1/unpacked/$(deb_place "$2")"
  fi
}
deb_place() { case $1 in etc/* | opt/* | srv/* | var/*) echo "$1" ;; *) echo "usr/$1" ;; esac; }

# unpack_assets FOLDER: out of its package.deb
unpack_assets() {
  for manifest in $assets; do
    place=$(deb_place "$(dirname "$manifest")")
    mkdir -p "$1/unpacked"
    dpkg-deb --fsys-tarfile "$1/package.deb" |
      tar --extract --no-same-owner --directory "$1/unpacked" "./$place" 2>/dev/null ||
      say note "'$manifest' is not in this package"
  done
}

# The names that a manifest has with a digest, one a line, the public path first; 1 for what is no
# manifest. What is written is that of tools/assets/manifest.cpp: a member a line, indented.
digested_names() {
  awk '
    function text(line) {
      sub(/^[^:]*: "/, "", line)
      sub(/",?$/, "", line)
      return plain(line)
    }
    function plain(line) {
      gsub(/\\\\/, "\001", line)
      gsub(/\\"/, "\"", line)
      gsub(/\001/, "\\", line)
      return line
    }
    /^    ".*": [{]$/ { key = $0; sub(/^    "/, "", key); sub(/": [{]$/, "", key); key = plain(key) }
    /^      "file": "/ { file = text($0); if (file != key) names[++count] = file }
    /^  "publicPath": "/ { public = text($0) }
    /^  "schema": 1,?$/ { known = 1 }
    END {
      if (!known || public == "") exit 1
      d = "[a-z2-7]"; d = d d d d; digest = "-" d d d "([.][^/]*)?$"
      print public
      for (i = 1; i <= count; i++)
        if (names[i] ~ digest && names[i] !~ /(^|\/)[.][.](\/|$)/) print names[i]
    }' "$1" 2>/dev/null
}

# Puts those of a release into the store, with their compressed forms.
keep_assets() (
  for manifest in $(manifests_of "$1"); do
    folder=$(dirname "$(place_in "$1" "$manifest")")
    digested_names "$folder/${manifest##*/}" >"$state/names" || continue
    read -r public <"$state/names"
    sed 1d "$state/names" | while IFS= read -r asset; do
      for form in "$asset" "$asset.gz" "$asset.br" "$asset.zst"; do
        [ ! -f "$folder/$form" ] || [ -L "$folder/$form" ] || [ -f "$root/shared/assets$public$form" ] ||
          printf '%s\n' "$form"
      done
    done >"$state/new-names"
    share_files "$folder" "$root/shared/assets$public" <"$state/new-names" || exit 1
  done
  rm -f "$state/names" "$state/new-names"
)

# share_files FROM TO: those that standard input names. Where no hard link can be, each appears as a
# whole.
share_files() (
  mkdir -p "$2" && cd "$1" || exit 1
  xargs -d '\n' -r cp --link --parents --target-directory "$2" -- 2>/dev/null && exit
  # shellcheck disable=SC2016 # for the other sh
  xargs -d '\n' -r sh -c 'to=$1; shift
    for asset; do
      [ ! -f "$to$asset" ] || continue
      mkdir -p "$(dirname "$to$asset")" && cp -- "$asset" "$to.copy" && mv -f "$to.copy" "$to$asset" || exit 255
    done' sh "$2" <"$state/new-names"
)

# What no release that is here has goes; nothing, when a manifest can't be read.
forget_assets() (
  [ -d "$root/shared/assets" ] || exit 0
  : >"$state/kept"
  for folder in "$root"/releases/*; do
    for manifest in $(manifests_of "${folder##*/}"); do
      place=$(place_in "${folder##*/}" "$manifest")
      [ -e "$place" ] || continue
      digested_names "$place" >"$state/names" || {
        say note "'$place' is no manifest: all assets stay"
        exit 0
      }
      awk 'NR == 1 { public = $0; next } { print public $0 }' "$state/names" >>"$state/kept"
    done
  done
  cd "$root/shared/assets" || exit 0
  find . -type f | sed 's/^.//' | awk -v kept="$state/kept" '
    BEGIN { while ((getline line <kept) > 0) is_kept[line] = 1 }
    { base = $0; sub(/[.](gz|br|zst)$/, "", base) }
    !($0 in is_kept) && !(base in is_kept) { print "." $0 }' | xargs -d '\n' -r rm -f --
  find . -mindepth 1 -type d -empty -delete
  rm -f "$state/kept" "$state/names"
)
