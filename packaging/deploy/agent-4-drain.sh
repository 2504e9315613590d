# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- out of the load balancer, and in again ---------------------------------------------------
#
# /etc/shipit/drain is the host's own program. `drain out NAME` has the balancer send nothing more
# here, and returns when what is on its way has ended; `drain in NAME` has it send again.

readonly drain=/etc/shipit/drain

drain_out() {
  [ -x "$drain" ] || return 0
  say step "leaving the load balancer"
  : >"$state/drained"
  said=$(timeout 600 "$drain" out "$name" </dev/null 2>&1 9>&-) && return 0
  words=$(printf '%s\n' "$said" | tail -n 1)
  drain_in
  die 78 "'$drain out $name' failed: $words" "nothing was changed"
}

# Once more by the next deploy, when it fails.
drain_in() {
  [ -e "$state/drained" ] || return 0
  if said=$(timeout 600 "$drain" in "$name" </dev/null 2>&1 9>&-); then
    rm -f "$state/drained"
  else
    say note "'$drain in $name' failed: $(printf '%s\n' "$said" | tail -n 1)"
    return 1
  fi
}
