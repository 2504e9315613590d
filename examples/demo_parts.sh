# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # `place` is the demo's folder
# What the demos share; each sources it and sets `place` and `prefix`.
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# Runs a step quietly and says how long it took; its output is shown only when it fails.
step() {
  local what=$1 log=$place/log start=$EPOCHREALTIME status=0
  shift
  "$@" >"$log" 2>&1 || status=$?
  printf '  %-44s %6.2f s\n' "$what" "$(elapsed "$start")"
  [ "$status" -eq 0 ] || { cat "$log" >&2; exit "$status"; }
}

elapsed() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }'; }

make_checkout() {
  cp -a "$examples/myservice" "$place/checkout"
  rm -rf "$place/checkout/build"
  git -C "$place/checkout" init --quiet --initial-branch=main
  commit_as 1.0.32 'Sell something'
}

# commit_as TAG MESSAGE: all that is in the checkout
commit_as() {
  git -C "$place/checkout" add --all
  git -C "$place/checkout" -c user.name=Demo -c user.email=demo@example.org -c commit.gpgsign=false \
    commit --quiet --message "$2"
  git -C "$place/checkout" -c tag.gpgsign=false tag "$1"
}

configure() {
  cmake -S "$place/checkout" -B "$place/checkout/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_PREFIX_PATH="$prefix"
}

package() { cmake --build "$place/checkout/build" --target package; }
