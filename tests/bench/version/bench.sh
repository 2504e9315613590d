#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What knowing the version costs a build: ShipIt beside no version at all, and beside the two usual
# ways of asking git at every build, with their git calls (rapids-cmake's and those of
# cmake-git-version-tracking). On a repository of 50,000 commits and 500 tags, with few files and
# with many. Ratios and git processes are the figures; the milliseconds are this machine's.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

scratch=$(mktemp -d "${TMPDIR:-/tmp}/shipit-bench.XXXXXXXX")
trap 'rm -rf "$scratch"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
for who in AUTHOR COMMITTER; do
  export GIT_"$who"_NAME=Bench GIT_"$who"_EMAIL=bench@example.org
done

# repository FOLDER FILES: the project in it, so many files beside it
repository() {
  git init --quiet --initial-branch=main "$1"
  python3 "$here/history.py" "$2" | git -C "$1" fast-import --quiet
  git -C "$1" checkout --quiet main
  cp "$here"/project/* "$1"
  git -C "$1" add --all
  git -C "$1" commit --quiet --message "The project"
  git -C "$1" pack-refs --all
}

readonly ways=(none shipit three_calls nine_calls)
declare -A title=([none]="no version" [shipit]="ShipIt" [three_calls]="rapids-cmake's calls"
  [nine_calls]="cmake-git-version-tracking's calls")

build() { ninja -C "$scratch/$1" >/dev/null; }

# gits COMMAND ...: how many git processes it starts
gits() {
  strace -f -qq -e trace=execve -e status=successful -o "$scratch/trace" "$@" >/dev/null
  grep -c 'execve("[^"]*/git"' "$scratch/trace" || true
}

# measure FILES: prints the table's rows
measure() {
  local files=$1 way
  repository "$scratch/source" "$files"
  for way in "${ways[@]}"; do
    cmake -S "$scratch/source" -B "$scratch/$way" -G Ninja -DWAY="$way" \
      -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >/dev/null
    build "$way"
    build "$way"
  done
  local commands=()
  for way in "${ways[@]}"; do commands+=(--command-name "$way" "ninja -C $scratch/$way"); done
  hyperfine --shell=none --style none --warmup 3 --runs 40 --export-json "$scratch/noop.json" \
    "${commands[@]}" 2>/dev/null >&2
  local -A noop_gits
  for way in "${ways[@]}"; do noop_gits[$way]=$(gits ninja -C "$scratch/$way"); done
  local commit_gits compiled
  for way in "${ways[@]}"; do
    build "$way"
    git -C "$scratch/source" commit --quiet --allow-empty --message "$way"
    commit_gits=$(gits ninja -C "$scratch/$way")
    git -C "$scratch/source" commit --quiet --allow-empty --message "$way again"
    compiled=$(ninja -v -C "$scratch/$way" | grep -c ' -c ' || true)
    python3 "$here/row.py" "$scratch/noop.json" "$way" "${title[$way]}" "$files" \
      "${noop_gits[$way]}" "$commit_gits" "$compiled"
  done
  for way in "${ways[@]}" source; do rm -rf "${scratch:?}/$way"; done
}

printf '%-36s %7s | %9s %9s %9s %6s | %6s %9s\n' "build with" files "no-op, ms" "more, ms" ratio gits \
  gits compiled
printf '%-36s %7s | %9s %9s %9s %6s | %6s %9s\n' "" "" "(median)" "(minimum)" "" "" \
  "after" "a commit"
measure 400
measure 10000
