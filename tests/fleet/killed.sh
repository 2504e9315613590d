#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A host dies at some moment of a deploy, ten times: `current` is always a whole release, the host
# boots, and the next deploy is right.
# shellcheck source=tests/fleet/fleet.sh
. "${BASH_SOURCE[0]%/*}/fleet.sh"
# shellcheck source=tests/fleet/deploys.sh
. "${BASH_SOURCE[0]%/*}/deploys.sh"
boot_hosts 1
deploys 0 'h1: 1.0.0 runs' 1.0.0
declare -A whole=()
for version in 1.0.0 1.1.0 1.5.0; do
  mkdir "$scratch/$version"
  tar --extract --zstd --strip-components 1 --directory "$scratch/$version" --file "$SHIPIT_RELEASES/$version"/*.tar.zst
  whole[$version]=$(cd "$scratch/$version" && find . -type f -exec sha256sum {} + | sort)
done

versions=(1.1.0 1.5.0)
for round in {0..9}; do
  version=${versions[round % 2]}
  (exec ip netns exec ctl "$shipit" deploy staging --ssh-config "$ssh_config" --release "$SHIPIT_RELEASES/$version" \
    --host h1 >"$scratch/first" 2>&1) &
  first=$!
  sleep "0.$((RANDOM % 10))"
  [[ $((RANDOM % 2)) == 0 ]] || sleep 0.6
  kill_host h1
  pkill -KILL --parent "$first" || true # its ssh would wait for the host
  wait "$first" 2>/dev/null || true
  start_host h1
  await_host h1 || fail "h1 does not boot"
  current=$(on h1 readlink /opt/till/current)
  known=${whole[${current#releases/}]-}
  [[ -n $known ]] || fail "'$current' is no release"
  there=$(on h1 sh -c 'cd /opt/till/current/ && find . -type f -exec sha256sum {} + | sort')
  expect_eq "$there" "$known"
  deploys 0 "h1: $version runs" "$version"
  expect_runs h1 "$version"
  expect_eq "$(on h1 sh -c 'ls -A /opt/till/releases | grep tmp || true')" ''
done
