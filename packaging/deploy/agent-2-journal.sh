# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- what was done before ---------------------------------------------------------------------

# journal RESULT VERSION RELEASE SHA256 FROM
journal() {
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$(now)" "$1" "$2" "$3" "$4" "${5:--}" "$who" "$format" \
    >>"$state/journal" && sync "$state/journal"
}

# The last line about each release, the oldest first; what a host that died left half is no line.
last_words() {
  [ ! -f "$state/journal" ] ||
    awk -F '\t' 'NF == 8 { line[$4] = $0; at[NR] = $4; last[$4] = NR }
      END { for (n = 1; n <= NR; n++) if (n in at && last[at[n]] == n) print line[at[n]] }' "$state/journal"
}
result_of() { last_words | awk -F '\t' -v release="$1" '$4 == release { print $2 }'; }
# Good releases that are still here, the newest first.
good_ones() {
  last_words | awk -F '\t' '$2 == "good" { print $4 }' | sed '1!G;h;$!d' | while read -r one; do
    [ ! -d "$root/releases/$one" ] || echo "$one"
  done
}
current_one() {
  link=$(readlink "$root/current" 2>/dev/null) || return 0
  echo "${link#releases/}"
}

take_lock() {
  mkdir -p "$state/records" "$root/releases" "$root/failed" "$root/shared" ||
    die 78 "cannot make folders in '$root'"
  exec 9>>"$state/lock"
  flock --nonblock 9 || die 75 "locked by $(cat "$state/holder" 2>/dev/null)" "try again when that is done"
  echo "$who for ${verb} of ${version:-$name} since $(now), process $$" >"$state/holder"
  # A line that was cut off must not be lengthened by the next.
  [ -z "$(tail -c 1 "$state/journal" 2>/dev/null)" ] || echo >>"$state/journal"
}

# Sets the variables of the request to those of other releases.
recover() {
  rm -rf "$root"/releases/.tmp-* "$state"/incoming* "$root/current.new"
  last_words | awk -F '\t' '$2 == "uncommitted" { print $3, $4, $5, $6, $7, $8 }' >"$state/unfinished"
  while read -r v r s f w k; do
    say note "$w's deploy of $v did not come to its end"
    if [ "$f" = - ]; then give_up "$r"; elif go_to "$f"; then drain_in; else say note "$f doesn't run: $why"; fi
    format=$k
    journal interrupted "$v" "$r" "$s" "$f"
  done <"$state/unfinished"
  rm -f "$state/unfinished"
}
