#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A host dies at some moment of a deploy, ten times with archives and three with .debs: `current` is
# always a whole release, the host boots, what was unfinished goes back to what ran before it, and the
# next deploy is right.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
boot_hosts 2
declare -A whole=()
for version in 1.0.0 1.1.0 1.5.0; do
  mkdir "$scratch/$version"
  tar --extract --zstd --strip-components 1 --directory "$scratch/$version" --file "$SHIPIT_RELEASES/$version"/*.tar.zst
  whole[$version]=$(cd "$scratch/$version" && find . -type f -exec sha256sum {} + | sort)
done

# dies_while HOST VERSION FORMAT: at some moment, of a .deb in most cases while apt is at it
dies_while() {
  : >"$scratch/first"
  (exec ip netns exec ctl "$shipit" deploy staging --ssh-config "$ssh_config" --release "$SHIPIT_RELEASES/$2" \
    --host "$1" --format "$3" >"$scratch/first" 2>&1) &
  local first=$! ssh
  [[ $3 == archive ]] || until grep --quiet restarting "$scratch/first" || ! kill -0 "$first" 2>/dev/null; do sleep 0.05; done
  sleep "0.$((RANDOM % 10))"
  [[ $3 == archive && $((RANDOM % 2)) == 0 ]] || sleep 0.6
  kill_host "$1"
  ssh=$(pgrep --parent "$first" || true) # would wait for the host, and its client for it
  kill -KILL "$first" 2>/dev/null || true
  [[ -z $ssh ]] || kill -KILL "$ssh" 2>/dev/null || true
  wait "$first" 2>/dev/null || true
  start_host "$1"
  await_host "$1" || fail "$1 does not boot"
}

# undoes HOST: the next request goes back to the release that ran before, if the journal is open
undoes() {
  local result release from
  IFS=$'\t' read -r _ result _ release _ from _ < <(on "$1" tail -n 1 /opt/till/.shipit/journal)
  echo "$1: $release $result" # for whoever reads the log
  [[ $result == uncommitted ]] || return 0
  shipit_code 0 "$1: $from runs again" rollback staging --release "$SHIPIT_RELEASES/1.0.0" --host "$1"
  expect_runs "$1" "$from"
  result=$(on "$1" tail -n 1 /opt/till/.shipit/journal | cut -f 2,4)
  [[ $result =~ ^(interrupted|undone).$release$ ]] || fail "the journal ends with '$result'"
}

deploys 0 'h1: 1.0.0 runs' 1.0.0
versions=(1.1.0 1.5.0)
for round in {0..9}; do
  version=${versions[round % 2]}
  dies_while h1 "$version" archive
  current=$(on h1 readlink /opt/till/current)
  known=${whole[${current#releases/}]-}
  [[ -n $known ]] || fail "'$current' is no release"
  there=$(on h1 sh -c 'cd /opt/till/current/ && find . -type f -exec sha256sum {} + | sort')
  expect_eq "$there" "$known"
  undoes h1
  deploys 0 "h1: $version runs" "$version"
  expect_runs h1 "$version"
  expect_eq "$(on h1 sh -c 'ls -A /opt/till/releases | grep tmp || true')" ''
done

deploys 0 'h2: 1.0.0 runs' 1.0.0 --host h2 --format deb
for round in {0..2}; do
  version=${versions[round % 2]}
  dies_while h2 "$version" deb
  undoes h2
  deploys 0 "h2: $version runs" "$version" --host h2 --format deb
  expect_runs h2 "$version"
  expect_eq "$(on h2 dpkg-query --show till)" till$'\t'"$version"
  expect_eq "$(on h2 dpkg --audit)" ''
done
