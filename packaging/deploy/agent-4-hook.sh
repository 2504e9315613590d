# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- the release's own program that runs before the switch ------------------------------------
#
# It runs as the first of the release's units does: as its user, with its environment, folders,
# credentials and sandbox, also as this host's drop-ins have them. So a unit is made of what those
# say, but for how the service is started, heard and ended. systemd makes no process of it that has
# anything of ours, and ends all of them in time.

readonly transient=/run/systemd/system

# settings_of FILE...: what is in their sections [Service], a line each; then the user that systemd
# would make for UNIT, by its name: two units of one user are what a dynamic user may have.
settings_of() {
  awk -v unit="${unit%.service}" '
    FNR == 1 { inside = 0; line = "" }
    /^[ \t]*([#;]|$)/ { next }
    { line = line $0 }
    line ~ /\\$/ { sub(/\\$/, " ", line); next }
    { text = line; line = ""; sub(/^[ \t]*/, "", text) }
    text ~ /^\[/ { inside = text ~ /^\[Service\]/; next }
    !inside { next }
    text ~ /^(Exec(Condition|Start|Reload|Stop|Search)|Type|ExitType|Restart|RemainAfterExit|GuessMainPID|PIDFile)/ { next }
    text ~ /^(BusName|NotifyAccess|Sockets|NonBlocking|FileDescriptor|OpenFile|USBFunction|Standard|TTY)/ { next }
    text ~ /^(Watchdog|Timeout|Runtime|Success|Kill|SendSIG|FinalKill|OOMPolicy|WorkingDirectory|RootDirectoryStart)/ { next }
    text ~ /^User[ \t]*=/ { user = text; sub(/^[^=]*=[ \t]*/, "", user) }
    text ~ /^DynamicUser[ \t]*=/ { dynamic = text ~ /=[ \t]*([Yy]|[Tt]|1|[Oo][Nn])/ }
    { print text }
    END { if (dynamic && user == "") print "User=" unit }' "$@"
}

# The unit of the hook of $release, for which $from makes way.
hook_lines() {
  unit=${units# } && unit=${unit%% *}
  set -- "$root/releases/$release/lib/systemd/system/$unit"
  for conf in "$etc/$unit.d"/*.conf; do [ ! -f "$conf" ] || set -- "$@" "$conf"; done
  echo '[Service]'
  settings_of "$@"
  words=$(printf '%s\n' "$arguments" | sed '/./s/.*/ "&"/' | tr -d '\n')
  before=$(sed -n "s/^version='\(.*\)'/\1/p" "$state/records/${from:--}" 2>/dev/null)
  printf '%s\n' Type=oneshot "ExecStart=$root/releases/$release/$hook$words" \
    "WorkingDirectory=$root/releases/$release" "TimeoutStartSec=$limit" TimeoutStopSec=30 \
    "StandardOutput=append:$state/hook.log" StandardError=inherit \
    "Environment=SHIPIT_VERSION=$version" "Environment=SHIPIT_PREVIOUS_VERSION=$before" \
    "Environment=SHIPIT_ENVIRONMENT=$environment" "Environment=SHIPIT_RELEASE=$root/releases/$release"
}

make_hook_unit() {
  for conf in "$root/releases/$release"/lib/sysusers.d/*.conf; do
    [ ! -f "$conf" ] || systemd-sysusers "$conf" 9>&- || return 1
  done
  mkdir -p "$transient" && : >"$state/hook.log" && hook_lines >"$transient/$hook_unit" &&
    systemctl daemon-reload 9>&-
}
forget_hook_unit() {
  systemctl reset-failed "$hook_unit" 2>/dev/null 9>&-
  rm -f "$transient/$hook_unit"
  systemctl daemon-reload 9>&-
}

# start_hook: it is heard as it speaks, and not for ever: a client that has stalled must not stall us
start_hook() {
  systemctl start "$hook_unit" 2>/dev/null 9>&- &
  starting=$!
  tail --pid "$starting" --sleep-interval 0.2 --lines +1 --follow "$state/hook.log" 2>/dev/null 9>&- |
    dd bs=400 count=1000 status=none 2>/dev/null |
    while IFS= read -r line || [ -n "$line" ]; do say log "$line"; done
  wait "$starting"
}

# What was wrong, as systemd has it.
hook_trouble() {
  result=$(systemctl show --property Result --value "$hook_unit")
  status=$(systemctl show --property ExecMainStatus --value "$hook_unit")
  case $result:$status in
    timeout:*) echo "did not end within $limit seconds" ;;
    exit-code:203) echo "can't be started: is what runs it on this host?" ;;
    exit-code:*) echo "ended with $status" ;;
    success:*) echo "can't be run as the service is" ;;
    *) echo "failed ($result)" ;;
  esac
}

# run_hook: returns if there is none, or it is well; nothing is switched yet
run_hook() {
  [ -n "$hook" ] || return 0
  hook_unit=shipit-$(printf '%s' "$name" | tr -c 'A-Za-z0-9:_.-' '-')-hook.service
  case $(systemctl show --property ActiveState --value "$hook_unit") in
    activating | deactivating) die 75 "what an earlier deploy runs before its switch has not ended" \
      "systemctl status $hook_unit tells of it there; nothing was changed" ;;
  esac
  say step "running $hook of $version"
  make_hook_unit || die 78 "cannot make '$transient/$hook_unit'" "nothing was switched"
  if start_hook; then
    forget_hook_unit
    say field 'hook done'
    return 0
  fi
  why=$(hook_trouble)
  forget_hook_unit
  journal hook-failed "$version" "$release" "$sha256" "$from" || say note "cannot write '$state/journal'"
  keep_apart "$release"
  die 74 "$hook of $version $why" \
    "nothing was switched${from:+, and $from runs on}; '$state/hook.log' on the host has all that it said"
}
