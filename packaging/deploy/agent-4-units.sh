# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2015,SC2034,SC2154 # the parts share their variables
# ---- units ------------------------------------------------------------------------------------

readonly placed='# placed by shipit deploy, for' etc=/etc/systemd/system

is_placed() { [ -f "$1" ] && grep -Fqx "$placed $name" "$1"; }

# A unit that somebody else made is not taken from them, nor hidden by one of that name.
check_units() {
  for unit in "$1"/lib/systemd/system/* "$1"/lib/tmpfiles.d/*.conf; do
    [ -f "$unit" ] || continue
    case $unit in
      *.conf) there=/etc/tmpfiles.d/${unit##*/} ;;
      *)
        there=$etc/${unit##*/}
        if [ ! -e "$there" ] && [ ! -L "$there" ]; then
          there=$(systemctl show --property FragmentPath --value "${unit##*/}" 2>/dev/null)
        fi
        ;;
    esac
    if [ -z "$there" ] || is_placed "$there"; then continue; fi
    if [ ! -e "$there" ] && [ ! -L "$there" ]; then continue; fi
    rm -rf "$1"
    die 78 "'$there' is on this host already, and is not of $name" "move it away; nothing was changed"
  done
}

# place FILE PLACE: with a line that says whose it is; another project may be at the same on this host
place() {
  { echo "$placed $name" && cat "$1"; } >"${2%/*}/.shipit-$name" && mv "${2%/*}/.shipit-$name" "$2"
}

# What is placed, and not in FOLDER any more, goes.
clear_units() {
  for there in "$etc"/* /etc/tmpfiles.d/*.conf; do
    if ! is_placed "$there"; then continue; fi
    case $there in
      *.conf) [ -f "$1/lib/tmpfiles.d/${there##*/}" ] || rm -f "$there" ;;
      *)
        [ ! -f "$1/lib/systemd/system/${there##*/}" ] || continue
        systemctl disable --quiet --now "${there##*/}" 9>&-
        rm -f "$there"
        ;;
    esac
  done
  for there in "$etc"/*.d/50-shipit.conf; do
    if is_placed "$there"; then rm -f "$there" && rmdir --ignore-fail-on-non-empty "${there%/*}"; fi
  done
}

# Sets $changed to the sockets that were another's; systemd goes on with those it has open.
place_units() {
  changed=''
  clear_units "$1"
  for unit in "$1"/lib/systemd/system/*; do
    [ -f "$unit" ] || continue
    there=$etc/${unit##*/}
    case $unit in *.socket) tail -n +2 "$there" 2>/dev/null | cmp -s - "$unit" || changed="$changed ${unit##*/}" ;; esac
    place "$unit" "$there" || return 1
  done
  for unit in $units; do
    [ -n "$environment" ] || continue
    mkdir -p "$etc/$unit.d" && printf '%s %s\n[Service]\nEnvironment=SHIPIT_ENVIRONMENT=%s\n' \
      "$placed" "$name" "$environment" >"$etc/$unit.d/50-shipit.conf" || return 1
  done
  for conf in "$1"/lib/sysusers.d/*.conf; do
    [ ! -f "$conf" ] || systemd-sysusers "$conf" 9>&- || return 1
  done
  for conf in "$1"/lib/tmpfiles.d/*.conf; do
    [ -f "$conf" ] || continue
    mkdir -p /etc/tmpfiles.d && place "$conf" "/etc/tmpfiles.d/${conf##*/}" &&
      systemd-tmpfiles --create "$conf" 9>&- || return 1
  done
  systemctl daemon-reload 9>&-
}

install_deb() {
  # What a host that died left half done is in the way of everything else.
  DEBIAN_FRONTEND=noninteractive dpkg --configure -a --force-confdef --force-confold </dev/null >/dev/null 2>&1 9>&-
  set -- install "$1"
  # A conffile that is missing elsewhere was deleted on purpose.
  [ -z "$mends" ] || set -- -o Dpkg::Options::=--force-confmiss "$@"
  said=$(DEBIAN_FRONTEND=noninteractive SHIPIT_ENVIRONMENT="$environment" apt-get --quiet --quiet --yes --no-install-recommends --reinstall \
    --allow-downgrades -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold "$@" </dev/null 2>&1 9>&-) && return 0
  why='apt-get cannot install it'
  printf '%s\n' "$said" | tail -n 12 | while IFS= read -r line; do say log "$line"; done
  return 1
}

pids() { for unit in $units; do systemctl show --property MainPID --value "$unit"; done; }

# go_to RELEASE: it becomes the current one, and is seen to be well; otherwise 1 and $why
go_to() {
  why='it is not here'
  started=$(date +%s)
  # shellcheck source=/dev/null
  [ -f "$state/records/$1" ] && [ -d "$root/releases/$1" ] && . "$state/records/$1" || return 1
  why="cannot switch '$root/current'"
  ln -sfn "releases/$1" "$root/current.new" && mv -T "$root/current.new" "$root/current" && sync "$root" || return 1
  before=$(pids)
  if [ -f "$root/releases/$1/package.deb" ]; then
    place_units /nowhere
    install_deb "$root/releases/$1/package.deb" || return 1
    place_sites "$root/releases/$1" || return 1
  else
    place_sites "$root/releases/$1" || return 1
    why='its units cannot be placed'
    place_units "$root/releases/$1" || return 1
  fi
  start_units "$root/releases/$1" || return 1
  await_units || return 1
  reload_nginx
}

# The sockets that systemd keeps for the units.
sockets() { for unit in $units; do systemctl show --property TriggeredBy --value "$unit"; done; }

start_units() {
  # shellcheck disable=SC2086 # one word a unit
  systemctl reset-failed $units 2>/dev/null 9>&-
  for socket in "$1"/lib/systemd/system/*.socket; do
    [ -f "$socket" ] || continue
    case " $changed " in
      *" ${socket##*/} "*) ;;
      *) ! systemctl --quiet is-active "${socket##*/}" || continue ;;
    esac
    systemctl stop "$(basename "$socket" .socket).service" 2>/dev/null 9>&-
    systemctl restart "${socket##*/}" 9>&- || { why="${socket##*/} doesn't start" && return 1; }
  done
  for unit in "$1"/lib/systemd/system/*; do
    [ ! -f "$unit" ] || ! grep -q '^\[Install\]' "$unit" || systemctl enable --quiet "${unit##*/}" 9>&-
  done
  # A first .deb that was bad was disabled, and its successor's scripts keep that.
  # shellcheck disable=SC2046,SC2086 # one word a unit
  [ ! -f "$1/package.deb" ] || systemctl enable --quiet $units $(sockets) 2>/dev/null 9>&-
  # A .deb has restarted them itself.
  [ "$(pids)" = "$before" ] || [ ! -f "$1/package.deb" ] || return 0
  for unit in $units; do
    systemctl restart "$unit" 2>/dev/null 9>&- || { why="$unit doesn't start" && return 1; }
  done
}

# Fails at once when the unit does. After a restart the count of systemd's own restarts is 0.
unit_runs() {
  case $(systemctl show --property NRestarts,ActiveState,SubState "$1") in
    *SubState=auto-restart*) ;;
    *NRestarts=0*ActiveState=active* | *NRestarts=0*ActiveState=activating* | *NRestarts=0*ActiveState=reloading*) return 0 ;;
  esac
  why=$(systemctl show --property Result --value "$1")
  if [ "$why" = success ]; then why='by itself'; else why="($why)"; fi
  why="$1 has ended $why"
  return 1
}

# Most services are up at once: the first questions come faster.
pause() { if [ "$questions" -lt 5 ]; then sleep 0.2; else sleep "$interval"; fi; }

all_run() { for unit in $units; do unit_runs "$unit" || return 1; done; }

await_units() {
  questions=0
  while :; do
    all_run || return 1
    if answers; then break; fi
    questions=$((questions + 1))
    [ "$questions" -lt "$retries" ] || return 1
    [ "$questions" -lt 5 ] || say wait "$why; asked $questions of $retries times"
    pause
  done
  before=$(pids)
  [ "$stable" -lt 5 ] || say wait "the units have to stay up for $stable seconds"
  sleep "$stable"
  all_run || return 1
  why='a unit was restarted meanwhile'
  [ "$before" = "$(pids)" ]
}

# Head and body of what the URL answers, by no proxy, and not more than has to be looked at. It is on
# no disk: that may be full.
fetch() {
  if command -v curl >/dev/null; then
    curl -q --silent --globoff --noproxy '*' --include --max-time "$answer" "$1" 2>/dev/null 9>&-
  else
    timeout "$answer" wget --no-config --quiet --no-proxy --tries=1 --max-redirect=0 --save-headers \
      --content-on-error --output-document=- "$1" 2>/dev/null 9>&-
  fi | head -c 1048576 | tr -d '\000\r'
}

# Each URL answers 200, and has the version as one word of what it says.
answers() {
  set -f # a URL may look like a pattern
  for asked_url in $url; do answers_at "$asked_url" || { set +f && return 1; }; done
  set +f
}
answers_at() {
  heard=$(fetch "$1")
  why="$1 doesn't answer"
  [ -n "$heard" ] || return 1
  answered=$(printf '%s\n' "$heard" | sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p')
  why="$1 answers $answered, not 200"
  [ "$answered" = 200 ] || return 1
  why="$1 doesn't name the version $version"
  printf '%s\n' "$heard" | sed '1,/^$/d' | tr -c '0-9A-Za-z.+~-' '\n' | grep -Fqx -e "$version" -e "v$version"
}

show_log() {
  journalctl --sync 2>/dev/null 9>&-
  for unit in $units; do
    # With --since its own --lines counts from there.
    journalctl --unit "$unit" --since "@$started" --output cat --no-pager 2>/dev/null 9>&- | tail -n 15 |
      while IFS= read -r line; do say log "$line"; done
  done
}
