# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154,SC2317 # the parts share their variables
# ---- what is asked for, and changes nothing ---------------------------------------------------

do_check() {
  check_host
  check_environment
  check_least "$version"
  check_release
  refuse_lacks
  do_status
}

# The signature, which comes with the request, and what nginx says to its own configuration.
check_release() {
  why=''
  ! has_nginx || nginx_is_right || say note "the nginx of this host does not take its own configuration: $why"
  inbox=$(mktemp -d) || return 0
  exec 8</dev/null
  if receive "${sums:-0}" "$inbox/sums" && receive "${signature:-0}" "$inbox/sig" &&
    receive "${document:-0}" "$inbox/json"; then
    words=$(check_signature) ||
      lack "$(echo "$words" | sed -n 's/^error //p')" "$(echo "$words" | sed -n 's/^help //p')"
  fi
  close_inbox
}

# What a rollback would do.
do_foresee() {
  check_environment
  from=$(current_one)
  there=$from
  read -r open tried back whose <<END
$(last_words | awk -F '\t' '$2 ~ /^(uncommitted|going-back)$/ { print $2, $3, $6, $7 }' | tail -n 1)
END
  [ -z "$open" ] || say note "$whose's deploy of $tried did not come to its end: it would be undone first"
  [ "${back:--}" = - ] || from=$back
  if [ "$open$to" = uncommitted ] && [ "$back" != - ]; then
    target=$back
  else
    find_target
    [ "$target" != "$from" ] || die 78 "$to runs already"
  fi
  [ -f "$state/records/$target" ] || die 78 "what is known of $target is gone from this host" "deploy it again"
  check_least "$(last_words | awk -F '\t' -v one="$target" '$4 == one { print $3 }')"
  say field "target $target"
  of=$(environment_of "$target")
  # shellcheck source=/dev/null
  say step "would go from ${there:-nothing} to $target${of:+ of $of}, and restart$(. "$state/records/$target" && echo "$units")"
  do_status
}

# Sets $result to "removed" or "replaced" where apt has done that with a release's .deb.
look_for_deb() {
  deb=$root/releases/$1/package.deb
  [ -f "$deb" ] || return 0
  # shellcheck disable=SC2016 # for dpkg-query
  there=$(dpkg-query --show --showformat='${db:Status-Status} ${Version}' \
    "$(dpkg-deb --field "$deb" Package)" 2>/dev/null)
  case $there in
    "installed $(dpkg-deb --field "$deb" Version)") ;;
    installed*) result=replaced ;;
    *) result=removed ;;
  esac
}

# say_holder: whether somebody holds the lock, and who
say_holder() {
  ! flock --shared --nonblock "$state/lock" true 2>/dev/null && [ -f "$state/holder" ] &&
    say field "locked $(cat "$state/holder")"
}

# Changes nothing, and waits for nobody. The lock is looked at before the journal, which says how what
# held it ended, and after it, for who has begun since.
do_status() {
  held=''
  ! say_holder || held=yes
  release=$(current_one)
  if [ -z "$release" ] || [ ! -f "$state/records/$release" ]; then
    say field "current -"
    [ -z "$(good_ones)" ] || say note "'$root/current' is gone: deploying or going back puts it there again"
    return 0
  fi
  result=$(result_of "$release")
  look_for_deb "$release"
  last_words | awk -F '\t' -v one="$release" '$4 == one { print "since " $1; print "who " $7 }' |
    while IFS= read -r line; do say field "$line"; done
  say field "result $result"
  # shellcheck source=/dev/null
  . "$state/records/$release"
  say field "current $version"
  say field "release $release"
  [ -z "$environment" ] || say field "environment $environment"
  for unit in $units; do say field "unit $unit $(systemctl is-active "$unit")"; done
  [ -n "$held" ] || say_holder || :
  if answers; then say field "health ok"; else say field "health $why"; fi
}

do_list() {
  current=$(current_one)
  last_words | while IFS='	' read -r when result version release _ _ who format; do
    place=gone
    [ ! -d "$root/failed/$release" ] || place=failed
    [ ! -d "$root/releases/$release" ] || place=here
    [ "$release" != "$current" ] || place=current
    of=$(environment_of "$release")
    say release "$release $place $result $when $who $format ${of:--}"
  done
}
