# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154,SC2317 # the parts share their variables
# ---- what is asked for ------------------------------------------------------------------------

# The way back needs all that the request said of a release.
keep_record() {
  for key in version format sha256 units secrets assets url answer interval retries stable environment; do
    eval "value=\$$key"
    printf "%s='%s'\n" "$key" "$value" # is_word() and its like let no quote through
  done >"$state/records/$1.new" && sync "$state/records/$1.new" && mv "$state/records/$1.new" "$state/records/$1"
}

# The same release with other settings, which are not known to be good yet: recover() and try() know
# by this where to go back to.
keep_settings() {
  [ "$1" != "$from" ] || [ ! -f "$state/records/$1" ] || cp "$state/records/$1" "$state/records/.before-$1"
}

# A first release that failed leaves the host as it was; what apt has installed stays, stopped.
give_up() {
  # shellcheck source=/dev/null
  [ -f "$state/records/$1" ] && . "$state/records/$1" || return 1
  # shellcheck disable=SC2046,SC2086 # one word a unit
  systemctl disable --quiet --now $(sockets) $units 2>/dev/null 9>&-
  rm -f "$root/current"
  place_sites /nowhere
  reload_nginx
  clear_units /nowhere
  systemctl daemon-reload 9>&-
}

old_settings() { [ ! -f "$state/records/.before-$1" ] || mv "$state/records/.before-$1" "$state/records/$1"; }

# tell_way FROM RELEASE: a client that loses us, or wants all of its hosts back, has to know
tell_way() {
  say field "from ${1:--}"
  say field "release $2"
}

# try RELEASE VERSION SHA256 FROM, with $mark in the journal meanwhile: returns if it is well and the
# journal says so, otherwise goes back and exits
try() {
  drain_out
  journal "$mark" "$2" "$1" "$3" "$4" || {
    drain_in
    die 78 "cannot write '$state/journal'"
  }
  say step "restarting with $2"
  if go_to "$1"; then
    journal good "$2" "$1" "$3" "$4" && rm -f "$state/records/.before-$1" && return 0
    why="cannot write '$state/journal'"
  fi
  failure=$why code=70
  show_log
  if [ -z "$4" ]; then
    code=72 ending="there is no release to go back to: nothing runs"
    if was_good "$1"; then ending="there is no release to go back to"; else give_up "$1"; fi
  elif old_settings "$4" && go_to "$4"; then
    ending="$version runs again"
    drain_in
  else
    code=71 ending="and $4 doesn't run either: $why"
    # What failed may have been nothing of the service's.
    if [ "$1" = "$4" ] && all_run && answers; then drain_in; fi
  fi
  close_try bad "$2" "$1" "$3" "$4"
  keep_apart "$1"
  die "$code" "$2 is not well: $failure" "$ending"
}

# A host that its load balancer has forgotten ends a deploy to several.
take_in() {
  drain_in || die 73 "$asked runs, but the load balancer was not told so" \
    "run '$drain in $name' on the host"
}

# The last one that failed is kept, where no way back finds it.
keep_apart() {
  if [ "$1" = "$(current_one)" ] || was_good "$1"; then return 0; fi
  find "$root/failed" -mindepth 1 -maxdepth 1 ! -name '*.replaced' -exec rm -rf {} +
  mv "$root/releases/$1" "$root/failed/$1"
}

# Never half of it under its own name.
remove_release() {
  mv -T "$root/releases/$1" "$root/releases/.tmp-$1" && rm -rf "$root/releases/.tmp-$1" "$state/records/$1"
}

# Times of folders say nothing here: what is kept is what the journal calls good.
prune() {
  kept=" $(current_one) ${1:--} "
  kept="$kept$(good_ones | grep -Fvx -e "$(current_one)" -e "${1:--}" | head -n "$keep" | tr '\n' ' ')"
  for folder in "$root"/releases/*; do
    case $kept in *" ${folder##*/} "*) ;; *) remove_release "${folder##*/}" ;; esac
  done
  forget_assets
}

# With nothing of before unfinished.
begin() {
  save_request || die 78 "cannot write '$state/records'" "nothing was changed"
  recover
  load_request
}

environment_of() { sed -n "s/^environment='\(.*\)'/\1/p" "$state/records/$1" 2>/dev/null; }

# A host of one environment does not become one of another by a slip of the hand.
check_environment() {
  was=$(environment_of "$(current_or_last)")
  case $was in '' | "$environment" | "$over") return 0 ;; esac
  way="say --over $was if it is to be $environment from now on"
  case $verb in
    rollback | foresee) [ -n "$environment" ] || return 0 && way="say $was if that is to go back" ;;
  esac
  lack "this host has $was of $name in '$root', and this is $environment" "$way; nothing was changed"
  [ "$verb" = check ] || refuse_lacks
}

# What was true when the client began need not be any more.
what_is_here() { current_one && tail -n 1 "$state/journal" 2>/dev/null; }
check_unchanged() {
  [ "$(what_is_here)" != "$here" ] || return 0
  die 75 "$(tail -n 1 "$state/journal" | awk -F '\t' '{ print $7 " has deployed " $3 " meanwhile (" $2 ")" }')" \
    "see shipit list, and deploy again if $version is to take its place; nothing was changed"
}

# All of it is here: from now on the client may go. It needn't come again because of somebody who is
# at it just now.
take_over() {
  take_lock 600
  check_unchanged
  begin
  from=$(current_or_last)
  name_release
  [ -n "$told" ] || tell_way "$from" "$release"
  told=yes
}

do_deploy() {
  if ! is_word "$file" || ! is_number "$size" || [ -z "$sha256" ] || [ -z "$version" ]; then
    die 64 "the request names no package"
  fi
  case $format in archive | deb) ;; *) die 64 "the request names no format" ;; esac
  if [ -n "$hook" ] && { [ "$format" = deb ] || [ -z "$units" ]; }; then
    die 64 "the request names a hook, which is for an archive with a unit"
  fi
  check_host
  refuse_lacks
  check_least "$version"
  make_folders
  take_lock
  begin
  check_environment
  here=$(what_is_here) told=''
  open_inbox
  reserve_space
  exec 9>&- # whoever comes meanwhile needn't wait for the client
  say step "receiving $file"
  receive_package
  check_space "$unpacked"
  [ ! -f "$state/records/${from:--}" ] || grep -Fqx "format='$format'" "$state/records/$from" ||
    die 78 "$name is on this host by another format than '$format'" "go on with that, or remove it from the host"
  unpack
  close_inbox
  run_hook
  { keep_settings "$release" && keep_record "$release"; } || die 78 "cannot write '$state/records'" "nothing was changed"
  for one in $from $release; do
    keep_assets "$one" || die 78 "cannot write '$root/shared/assets'" "nothing was changed"
  done
  asked=$version digest=$sha256 mark=uncommitted
  try "$release" "$asked" "$digest" "$from"
  prune "$from"
  take_in
  say step "$asked runs"
}

# recover() reads the records of other releases, which say other things than the request.
save_request() { keep_record .request; }
# shellcheck source=/dev/null
load_request() { . "$state/records/.request" && rm -f "$state/records/.request"; }

# Sets $target to the release to go to: $to, or the good one before $from; without that the last
# good one.
find_target() {
  if [ -z "$to" ]; then
    target=$(good_ones | grep -Fvx "$from" | head -n 1)
    [ -n "$target" ] || die 72 "there is no good release${from:+ before $from} to go back to"
    return 0
  fi
  # One version may have been several releases: the newest good one is meant.
  target=$(last_words | awk -F '\t' -v to="$to" '
    $3 != to && $4 != to { next }
    { any = $4 }
    $2 ~ /^(good|rolled-back)$/ { good = $4 }
    $2 ~ /^(good|rolled-back)$/ && $4 == to { exact = $4 }
    END { print exact != "" ? exact : good != "" ? good : any }')
  [ -n "$target" ] || die 78 "$to was never on this host" "see shipit list"
  [ "$(result_of "$target")" != bad ] || die 78 "$to is known to be bad" "see shipit list"
  [ -d "$root/releases/$target" ] || die 78 "$to is no longer on this host" "deploy it again"
}

do_rollback() {
  make_folders
  take_lock
  check_environment
  recover
  from=$(current_one)
  # An unfinished deploy has been left by that: this was the way back.
  if [ -z "$to" ] && [ "$unfinished" = uncommitted ] && [ "$undone" = "$from" ]; then
    say step "$version runs again"
    return 0
  fi
  find_target
  if [ "$target" = "$from" ]; then
    [ "$undone" = "$from" ] || die 78 "$to runs already"
    say step "$to runs again"
    return 0
  fi
  tell_way "$from" "$target"
  line=$(last_words | awk -F '\t' -v one="$target" '$4 == one { print $3, $5, $8 }')
  was=$(result_of "$target")
  left=$(last_words | awk -F '\t' -v one="$from" '$4 == one { print $3, $5 }')
  check_least "${line%% *}"
  asked=${line%% *} format=${line##* } digest=$(echo "$line" | cut -d ' ' -f 2) mark=going-back
  [ -z "$from" ] || keep_assets "$from" || say note "cannot write '$root/shared/assets'"
  try "$target" "$asked" "$digest" "$from"
  # Whoever goes forward again has nothing against the release in between.
  [ -z "$from" ] || [ "$was" = rolled-back ] || journal rolled-back "${left% *}" "$from" "${left#* }" - ||
    say note "cannot write '$state/journal': $from still counts as good"
  take_in
  say step "$asked runs"
}

# The whole script is here when this is reached: of one that was cut off nothing is run.
main() {
  trap '' HUP INT QUIT PIPE
  trap 'code=$?; close_inbox; say end $code' EXIT
  umask 022
  inbox='' mends=''
  export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
  # The installed script is sent itself as well.
  if [ "${1-}" != sent ]; then
    read -r word number length
    [ "$word $number" = 'shipit-agent 1' ] || die 64 "this is no request of shipit deploy"
    is_number "$length" || die 64 "the request doesn't say how long the agent is"
    head -c "$length" >/dev/null
  fi
  take_request
  [ "${1-}" = sent ] || check_place "$@"
  [ "$(id -u)" -eq 0 ] || die 78 "this has to be root on the host" "let sudo run it without a password, or deploy as root"
  check_owner
  case $verb in
    deploy | rollback | check | foresee | status | list) "do_$verb" ;;
    *) die 64 "this agent can't '$verb'" ;;
  esac
}

main "$@"
exit
