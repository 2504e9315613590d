# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # scratch is assert.sh's
# Sourced after fleet.sh: shipit as a person calls it, and looks at what it did. SHIPIT_RELEASES is
# the folder of tests/fleet/releases.sh.
readonly shipit=$SHIPIT_PREFIX/bin/shipit
said='' # by the last one

# shipit_code CODE PIECE VERB ARGUMENT ...: it ends with CODE and says PIECE on either stream
shipit_code() {
  local code=0
  said=$(client "$shipit" "$3" --ssh-config "$ssh_config" "${@:4}" 2>&1) || code=$?
  [[ $code == "$1" ]] || fail "was to end with $1, not $code: $said"
  expect_contains "$said" "$2"
}

# deploys CODE PIECE VERSION [ARGUMENT ...]: to h1 as staging, if nothing else is said
deploys() {
  local arguments=("${@:4}")
  [[ " $* " == *" --host "* ]] || arguments+=(--host h1)
  shipit_code "$1" "$2" deploy staging --release "$SHIPIT_RELEASES/$3" "${arguments[@]}"
}
rolls_back() { shipit_code "$1" "$2" rollback staging "${@:3}" --release "$SHIPIT_RELEASES/1.0.0" --host h1; }

# The manual's words that start the agent, and what they want to read first.
start_agent=$(sed -n "s/^\(sh -c '.*'\) <FILE$/\1/p" "$SHIPIT_SOURCE/docs/manual/fleets.md")
# shellcheck disable=SC2034 # for the tests
readonly start_agent
agent_greeting() {
  "$shipit" deploy --agent | gzip -9n >"$scratch/agent.gz"
  printf 'shipit-agent 1 %d\n' "$(wc -c <"$scratch/agent.gz")"
  cat "$scratch/agent.gz"
}

# expect_runs HOST RELEASE: what `current` is, and what answers
expect_runs() {
  expect_eq "$(on "$1" readlink /opt/till/current)" "releases/$2"
  expect_contains "$(on "$1" curl --silent --max-time 5 http://127.0.0.1:8020/healthz)" "\"version\":\"${2%~*}\""
}
# expect_journal HOST RESULT VERSION: the last line of the journal
expect_journal() {
  expect_eq "$(on "$1" tail -n 1 /opt/till/.shipit/journal | cut -f 2,3)" "$2"$'\t'"$3"
}
