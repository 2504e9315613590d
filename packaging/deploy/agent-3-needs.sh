# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154 # the parts share their variables
# ---- the packages that an archive needs -------------------------------------------------------

# Sets $packages: "NAME VERSION" of what dpkg has installed; of what that provides "NAME" or "NAME VERSION".
# What waits for triggers is there.
look_for_packages() {
  packages=$(dpkg-query --show --showformat='${db:Status-Status},${Package} (= ${Version}),${Provides}\n' 2>&1) ||
    die 78 "dpkg-query can't tell what is installed: $(echo "$packages" | tail -n 1)" "nothing was changed"
  packages=$(echo "$packages" | awk -F , '$1 ~ /^(installed|triggers-pending|triggers-awaited)$/ {
    for (i = 2; i <= NF; i++) {
      gsub(/[(=)]/, " ", $i)
      if (split($i, word, " ")) print word[1], word[2]
    }
  }')
}

# is_met RELATION: as Depends of a .deb has it, "a (>= 1) | b", by the list $packages
is_met() {
  echo "$1" | tr '|' '\n' | tr -d '()' | while read -r package order least; do
    echo "$packages" | awk -v package="${package%%:*}" '$1 == package { print "=" $2 }' | while read -r version; do
      # What is provided without a version fulfils none (policy 7.5).
      [ -z "$order" ] || { [ "$version" != = ] && dpkg --compare-versions "${version#=}" "$order" "$least"; } && echo met
    done
  done | grep met >/dev/null # to the end: nobody writes to nobody
}

check_needs() {
  [ -n "$needs" ] && command -v dpkg-query >/dev/null && command -v awk >/dev/null || return 0
  look_for_packages
  missing=$(echo "$needs" | while read -r relation; do is_met "$relation" || echo "$relation"; done)
  [ -z "$missing" ] || lack "this host lacks what the release depends on: $(echo "$missing" | paste -s -d , | sed 's/,/, /g')" \
    "apt-get install $(echo "$missing" | sed 's/[ :|].*//' | paste -s -d ' ')"
}
