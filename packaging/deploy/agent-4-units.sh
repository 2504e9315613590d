# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2015,SC2034,SC2154 # the parts share their variables
# ---- units ------------------------------------------------------------------------------------

readonly placed='# placed by shipit deploy, for' etc=/etc/systemd/system

# A unit that somebody else made is not taken from them.
check_units() {
  for unit in "$1"/lib/systemd/system/*; do
    there=$etc/${unit##*/}
    [ ! -f "$unit" ] || [ ! -e "$there" ] || grep -Fqx "$placed $name" "$there" || {
      rm -rf "$1"
      die 78 "'$there' is on this host already, and is not of $name" "move it away; nothing was changed"
    }
  done
}

place_units() {
  for there in "$etc"/*; do
    [ -f "$there" ] && grep -Fqx "$placed $name" "$there" || continue
    [ ! -f "$1/lib/systemd/system/${there##*/}" ] || continue
    systemctl disable --quiet --now "${there##*/}" 9>&-
    rm -f "$there"
  done
  for unit in "$1"/lib/systemd/system/*; do
    [ -f "$unit" ] || continue
    { echo "$placed $name" && cat "$unit"; } >"$etc/.shipit" && mv "$etc/.shipit" "$etc/${unit##*/}" || return 1
  done
  for unit in $units; do
    [ -n "$environment" ] || continue
    mkdir -p "$etc/$unit.d" && printf '%s %s\n[Service]\nEnvironment=SHIPIT_ENVIRONMENT=%s\n' \
      "$placed" "$name" "$environment" >"$etc/$unit.d/50-shipit.conf"
  done
  for conf in "$1"/lib/sysusers.d/*.conf; do [ ! -f "$conf" ] || systemd-sysusers "$conf" 9>&-; done
  for conf in "$1"/lib/tmpfiles.d/*.conf; do
    [ ! -f "$conf" ] || { cp "$conf" /etc/tmpfiles.d/ && systemd-tmpfiles --create "$conf" 9>&-; }
  done
  systemctl daemon-reload 9>&-
}

install_deb() {
  said=$(DEBIAN_FRONTEND=noninteractive SHIPIT_ENVIRONMENT="$environment" apt-get --quiet --quiet --yes --no-install-recommends --reinstall \
    --allow-downgrades -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold install "$1" </dev/null 2>&1 9>&-) && return 0
  why='apt-get cannot install it'
  echo "$said" | tail -n 12 | while IFS= read -r line; do say log "$line"; done
  return 1
}

pids() { for unit in $units; do systemctl show --property MainPID --value "$unit"; done; }

# go_to RELEASE: it becomes the current one, and is seen to be well; otherwise 1 and $why
go_to() {
  why='it is not here'
  # shellcheck source=/dev/null
  [ -f "$state/records/$1" ] && [ -d "$root/releases/$1" ] && . "$state/records/$1" || return 1
  why="cannot switch '$root/current'"
  ln -sfn "releases/$1" "$root/current.new" && mv -T "$root/current.new" "$root/current" && sync "$root" || return 1
  before=$(pids)
  started=$(date +%s)
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
  for unit in $units; do await_unit "$unit" || return 1; done
  reload_nginx
}

start_units() {
  # shellcheck disable=SC2086 # one word a unit
  systemctl reset-failed $units 2>/dev/null 9>&-
  for socket in "$1"/lib/systemd/system/*.socket; do
    [ -f "$socket" ] && ! systemctl --quiet is-active "${socket##*/}" || continue
    systemctl stop "$(basename "$socket" .socket).service" 2>/dev/null 9>&-
    systemctl start "${socket##*/}" 9>&- || { why="${socket##*/} doesn't start" && return 1; }
  done
  for unit in "$1"/lib/systemd/system/*; do
    [ ! -f "$unit" ] || ! grep -q '^\[Install\]' "$unit" || systemctl enable --quiet "${unit##*/}" 9>&-
  done
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
  why="$1 has ended ($(systemctl show --property Result --value "$1"))"
  return 1
}

# Most services are up at once: the first questions come faster.
pause() { if [ "$questions" -lt 5 ]; then sleep 0.2; else sleep "$interval"; fi; }

await_unit() {
  questions=0
  while :; do
    unit_runs "$1" || return 1
    if answers; then break; fi
    questions=$((questions + 1))
    [ "$questions" -lt "$retries" ] || return 1
    pause
  done
  pid=$(systemctl show --property MainPID --value "$1")
  sleep "$stable"
  unit_runs "$1" || return 1
  why="$1 was restarted meanwhile"
  [ "$pid" = "$(systemctl show --property MainPID --value "$1")" ]
}

# The URL answers with the status, and with the version as one word of what it says.
answers() {
  [ -n "$url" ] || return 0
  body=$state/incoming.answer
  if command -v curl >/dev/null; then
    answered=$(curl --silent --max-time "$answer" --output "$body" --write-out '%{http_code}' "$url" 9>&-)
  else
    answered=000
    wget -q -T "$answer" -O "$body" "$url" 9>&- && answered=200
  fi
  why="$url answers $answered, not $status"
  [ "$answered" != 000 ] || why="$url doesn't answer"
  [ "$answered" = "$status" ] || return 1
  why="$url doesn't name the version $version"
  tr -c '0-9A-Za-z.+~-' '\n' <"$body" | grep -Fqx -e "$version" -e "v$version"
}

show_log() {
  journalctl --sync 2>/dev/null 9>&-
  for unit in $units; do
    journalctl --unit "$unit" --since "@$started" --lines 15 --output cat --no-pager 2>/dev/null 9>&- |
      while IFS= read -r line; do say log "$line"; done
  done
}
