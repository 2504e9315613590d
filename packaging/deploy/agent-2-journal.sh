# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- what was done before ---------------------------------------------------------------------

# journal RESULT VERSION RELEASE SHA256 FROM
journal() {
  # A line that was cut off, of a host that died or on a full disk, must not be lengthened.
  [ -z "$(tail -c 1 "$state/journal" 2>/dev/null)" ] || echo >>"$state/journal"
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$(now)" "$1" "$2" "$3" "$4" "${5:--}" "$who" "$format" \
    >>"$state/journal" && sync "$state/journal"
}

# The last line about each release, the oldest first; what was cut off is no line. After "undone"
# that is what it was before the try; "hook-failed" tells of a release of which nothing else is told.
last_words() {
  [ ! -f "$state/journal" ] ||
    awk -F '\t' 'NF != 8 || $8 !~ /^(archive|deb)$/ { next }
      $2 == "hook-failed" && last[$4] && result[$4] != $2 { next }
      $2 ~ /^(uncommitted|going-back)$/ { before[$4] = last[$4] }
      { result[$4] = $2 }
      { at[NR] = $4; line[NR] = $0; last[$4] = $2 == "undone" ? before[$4] : NR }
      END { for (n = 1; n <= NR; n++) if (n in at && last[at[n]] == n) print line[n] }' "$state/journal"
}
result_of() { last_words | awk -F '\t' -v release="$1" '$4 == release { print $2 }'; }
# Good releases that are still here, the newest first.
good_ones() {
  last_words | awk -F '\t' '$2 == "good" { print $4 }' | sed '1!G;h;$!d' | while read -r one; do
    [ ! -d "$root/releases/$one" ] || echo "$one"
  done
}
# Nothing, where 'current' was removed or leads nowhere.
current_one() {
  link=$(readlink "$root/current" 2>/dev/null) && [ -d "$root/$link" ] || return 0
  echo "${link#releases/}"
}
# The way back of a host, also of one that has lost its 'current'.
current_or_last() {
  one=$(current_one)
  [ -n "$one" ] || one=$(good_ones | head -n 1)
  echo "$one"
}

make_folders() {
  mkdir -p "$state/records" "$root/releases" "$root/failed" "$root/shared" ||
    die 78 "cannot make folders in '$root'"
}

# take_lock [SECONDS]: or 75, when somebody else holds it so long
take_lock() {
  exec 9>>"$state/lock"
  # Not at once: status looks at the lock for a moment.
  flock --wait 1 9 || {
    holder=$(cat "$state/holder" 2>/dev/null)
    [ $# -eq 0 ] || say step "waiting for $holder"
    flock --wait "${1:-0}" 9 || die 75 "locked by $holder" "try again when that is done"
  }
  echo "$who for ${verb} of ${version:-$name} since $(now), process $$" >"$state/holder"
}

# was_good RELEASE: before the try that is going on. Such a one is not lost by a try that fails.
was_good() {
  awk -F '\t' -v release="$1" '$4 == release && $2 !~ /^(uncommitted|going-back|undone|hook-failed)$/ { result = $2 }
    END { exit result !~ /^(good|rolled-back)$/ }' "$state/journal"
}

# close_try RESULT VERSION RELEASE SHA256 FROM: of one that did not end well
close_try() {
  result=$1
  ! was_good "$3" || result=undone
  journal "$result" "$2" "$3" "$4" "$5" ||
    say note "cannot write '$state/journal': the next request will undo $2 once more"
}

# Sets the variables of the request to those of other releases; $undone says what came of it: it is
# empty, or the release that is back, or "-" where that one doesn't run. $unfinished is how the
# journal called it.
recover() {
  undone='' unfinished=''
  for kept in "$state"/records/.before-*; do
    [ ! -f "$kept" ] || mv "$kept" "$state/records/${kept##*/.before-}"
  done
  rm -rf "$root"/releases/.tmp-* "$root/current.new"
  last_words | awk -F '\t' '$2 ~ /^(uncommitted|going-back)$/ { print $2, $3, $4, $5, $6, $7, $8 }' \
    >"$state/unfinished"
  while read -r mark v r s f w k; do
    say note "$w's deploy of $v did not come to its end"
    undone=$f unfinished=$mark
    if [ "$f" != - ]; then
      if go_to "$f"; then drain_in; else say note "$f doesn't run: $why" && undone=-; fi
    elif ! was_good "$r"; then
      give_up "$r"
    fi
    format=$k
    close_try interrupted "$v" "$r" "$s" "$f"
  done <"$state/unfinished"
  rm -f "$state/unfinished"
}
