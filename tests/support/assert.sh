# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What the end-to-end scripts share; a script sources it first. It gives
#   SHIPIT_PREFIX, SHIPIT_SOURCE   the installed ShipIt and its source folder (from ctest)
#   scratch                        an empty folder that goes when the script ends
# and the words below. The script ends at the first command that fails, and says which.
set -Eeuo pipefail

scratch=$(mktemp -d "${TMPDIR:-/tmp}/shipit-e2e.XXXXXXXX")
_at_end=()

_end() {
  local i
  for ((i = ${#_at_end[@]} - 1; i >= 0; i--)); do eval "${_at_end[i]}" || true; done
  rm -rf "$scratch"
}
trap _end EXIT
trap '_where "failed with $?: $BASH_COMMAND"' ERR

# Nothing of the machine's settings reaches a script, and every commit has the same date.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE SOURCE_DATE_EPOCH DESTDIR SHIPIT_CACHE_SIZE
export SHIPIT_CACHE_DIR=$scratch/cache
export LC_ALL=C.UTF-8 TZ=UTC GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=Case GIT_AUTHOR_EMAIL=case@example.org
export GIT_COMMITTER_NAME=Case GIT_COMMITTER_EMAIL=case@example.org
export GIT_AUTHOR_DATE=2024-01-02T03:04:05+00:00 GIT_COMMITTER_DATE=2024-01-02T03:04:05+00:00

# Prints a message with the line of the script, not of this file, that it is about.
_where() {
  local i=0
  while [[ ${BASH_SOURCE[i]} == "${BASH_SOURCE[0]}" && -n ${BASH_SOURCE[i + 1]-} ]]; do i=$((i + 1)); done
  printf '%s:%s: %s\n' "${BASH_SOURCE[i]##*/}" "${BASH_LINENO[i - 1]}" "$1" >&2
}

fail() {
  _where "$*"
  exit 1
}

# Ends the script as skipped.
skip() {
  printf 'skipped: %s\n' "$*"
  exit 77
}

# Runs a piece of shell when the script ends, however it ends; the last given is run first.
at_end() { _at_end+=("$1"); }

# expect_eq ACTUAL EXPECTED
expect_eq() { [[ $1 == "$2" ]] || fail "was to be '$2' and is '$1'"; }

# expect_contains TEXT PIECE
expect_contains() { [[ $1 == *"$2"* ]] || fail "'$2' is not in: $1"; }

# expect_lacks TEXT PIECE
expect_lacks() { [[ $1 != *"$2"* ]] || fail "'$2' was not to be in: $1"; }

# expect_file PATH [PIECE]: a file that is there and, if asked, contains PIECE
expect_file() {
  [[ -f $1 ]] || fail "no file '$1'; its folder holds: $(ls -A "$(dirname "$1")" 2>&1 || true)"
  (($# < 2)) || expect_contains "$(<"$1")" "$2"
}

# expect_fails PIECE COMMAND ...: the command fails and says PIECE, on either stream
expect_fails() {
  local said
  if said=$("${@:2}" 2>&1); then fail "was to fail and did not: ${*:2}: $said"; fi
  expect_contains "$said" "$1"
}

# A TCP port of the loopback that nobody listens on.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# wait_for_http URL [SECONDS]: until it answers with success, 20 seconds at most by default
wait_for_http() {
  local until=$((SECONDS + ${2-20}))
  until curl --silent --fail --output /dev/null --max-time 2 "$1"; do
    ((SECONDS < until)) || fail "no answer from $1 within ${2-20} seconds"
    sleep 0.1
  done
}
