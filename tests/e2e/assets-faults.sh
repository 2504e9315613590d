#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Publishing assets that is killed at any moment, done twice at once, tampered with, out of disk, or
# let down by its esbuild, leaves nothing half-written, and the next one makes what a clean one does.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
esbuild=$SHIPIT_SOURCE/examples/myservice/node_modules/.bin/esbuild
[[ -x $esbuild ]] || skip "ESBUILD IS NOT INSTALLED: ./dev setup brings it"

web=$scratch/web
mkdir -p "$web/img" "$web/css"
for i in {1..400}; do
  echo "<svg xmlns='http://www.w3.org/2000/svg' id='i$i'/>" >"$web/img/$i.svg"
  seq "$i" $((i + 150)) | sed "s/.*/.c& { background: url(..\/img\/$i.svg) }/" >"$web/css/$i.css"
done
echo "import './app.css'; console.log('hello')" >"$web/app.js"
echo '@import "css/1.css"; @import "css/2.css";' >"$web/app.css"
cat >"$scratch/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(faults VERSION 1.0.0 LANGUAGES NONE)
find_package(ShipIt REQUIRED)
include(ShipIt)
shipit_add_assets(site ROOT web ENTRY_POINTS app.js PUBLIC_PATH /static/ DESTINATION static MINIFY OFF **
                  PRECOMPRESS FAST ZSTD)
END

# configured FOLDER [ESBUILD]
configured() {
  cmake -S "$scratch" -B "$1" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" \
    -DESBUILD_EXECUTABLE="${2-$esbuild}" >"$scratch/log" 2>&1 || fail "configure: $(<"$scratch/log")"
}
# publish [FOLDER]: runs the tool itself, whatever the build tool thinks of it
publish() { "$SHIPIT_PREFIX/bin/shipit" assets --plan "${1-$build}/shipit/site/plan.json"; }
# bytes_of FOLDER: the names and the bytes of its files
bytes_of() { (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }
# expect_right [BUILD]: the output is what a clean build made
expect_right() {
  [[ $(bytes_of "${1-$build}/shipit/site/tree") == "$wanted" ]] ||
    fail "another output: $(diff <(echo "$wanted") <(bytes_of "${1-$build}/shipit/site/tree") | head -5)"
}
# expect_whole: what stands in the output under a final name is what a clean build has there
expect_whole() {
  local line
  [[ -d $build/shipit/site/tree ]] || return 0
  while IFS= read -r line; do
    [[ $line == */.* || $line == *manifest.json* || $'\n'$wanted$'\n' == *$'\n'$line$'\n'* ]] || fail "half-written: $line"
  done < <(bytes_of "$build/shipit/site/tree")
}

build=$scratch/build
configured "$build"
started=$EPOCHREALTIME
publish
whole=$(python3 -c "print($EPOCHREALTIME - $started)")
wanted=$(bytes_of "$build/shipit/site/tree")
expect_contains "$wanted" manifest.json
for suffix in gz br zst; do
  (($(grep -c "\.css\.$suffix\$" <<<"$wanted") > 390)) || fail "hardly any .$suffix: $wanted"
done

# Killed with its children, at moments from the first to the last.
work=$build/shipit/site
for ((i = 0; i < ${SHIPIT_TEST_KILLS:-10}; i++)); do
  rm -rf "$work/tree"
  ((i % 2)) || rm -rf "$SHIPIT_CACHE_DIR"
  touch "$web/img/$((i + 1)).svg"
  setsid "$SHIPIT_PREFIX/bin/shipit" assets --plan "$work/plan.json" >"$scratch/log" 2>&1 &
  victim=$!
  sleep "$(python3 -c "import random; print(random.random() * $whole)")"
  kill -KILL -- "-$victim" 2>/dev/null || true
  wait "$victim" 2>/dev/null || true
  expect_whole
  publish
  expect_right
done

# Two at once: on one cache, then on one output folder.
second=$scratch/second
configured "$second"
for ((i = 0; i < 3; i++)); do
  rm -rf "$SHIPIT_CACHE_DIR" "$work/tree" "$second/shipit/site/tree"
  publish "$build" &
  publish "$second"
  wait $!
  expect_right "$build"
  expect_right "$second"
done
for ((i = 0; i < 3; i++)); do
  rm -rf "$work/tree"
  publish >"$scratch/one" 2>&1 &
  publish
  wait $! || fail "$(<"$scratch/one")"
  expect_right
done

# A cache whose every value is another: with other bytes, empty, cut, or that of another key. None is
# believed, and the right ones take their places.
rm -rf "$work/tree"
kept=$(bytes_of "$SHIPIT_CACHE_DIR/values")
mapfile -t values < <(find "$SHIPIT_CACHE_DIR/values" -type f | LC_ALL=C sort)
((${#values[@]} > 1170)) || fail "the cache has ${#values[@]} values only"
for i in "${!values[@]}"; do
  case $((i % 4)) in
    0) printf 'tampered' | dd of="${values[i]}" conv=notrunc status=none ;;
    1) : >"${values[i]}" ;;
    2) truncate --size=-1 "${values[i]}" ;;
    3) cp "${values[(i + 4) % ${#values[@]}]}" "${values[i]}" ;;
  esac
done
! bytes_of "$SHIPIT_CACHE_DIR/values" | grep --line-regexp --fixed-strings --file=<(echo "$kept") || fail "not tampered with"
printf 'tampered' >"$SHIPIT_CACHE_DIR/counts"
publish
expect_right
expect_eq "$(bytes_of "$SHIPIT_CACHE_DIR/values")" "$kept"

# A manifest that was tampered with, one that is no JSON, a file that was damaged or made a link.
for evil in '{"schema":1,"publicPath":"/static/","assets":{"x":{"file":"../../../../CMakeLists.txt"}}}' \
  '{"schema":' '[]' ''; do
  echo "$evil" >"$work/tree/manifest.json"
  publish
  expect_right
  expect_file "$scratch/CMakeLists.txt" shipit_add_assets
done
echo damage >>"$(find "$work/tree/img" -name '7-*.svg')"
echo 'do not touch' >"$scratch/elsewhere"
linked=$(find "$work/tree/img" -name '8-*.svg')
ln -sf "$scratch/elsewhere" "$linked"
publish
expect_right
expect_eq "$(<"$scratch/elsewhere")" 'do not touch'

# An esbuild that crashes, hangs, prints garbage, writes garbage, or writes nothing: a refusal that
# names it, and the last output stays.
# stub NAME: the script on standard input becomes an esbuild that knows its version
stub() {
  mkdir -p "$scratch/stubs"
  # shellcheck disable=SC2016
  printf '#!/bin/sh\nif [ "$1" = --version ]; then echo 0.28.2; exit; fi\n%s\n' "$(cat)" >"$scratch/stubs/$1"
  chmod +x "$scratch/stubs/$1"
}
stub crashes <<<'kill -SEGV $$'
stub garbage <<<'head --bytes 100000 /dev/urandom; exit 0'
stub shouts <<<'head --bytes 100000 /dev/urandom >&2; exit 1'
stub nothing <<<'exit 0'
stub writes <<'END'
for word; do
  case $word in
    --outdir=*) mkdir -p "${word#*=}"; echo x >"${word#*=}/stray"; ln -s /etc/passwd "${word#*=}/app.js" ;;
    --metafile=*) head --bytes 5000 /dev/urandom >"${word#*=}" ;;
  esac
done
END
stub climbs <<'END'
for word; do
  case $word in
    --metafile=*) echo '{"inputs":{},"outputs":{"../../../../climbed.js":{"imports":[],"exports":[],"entryPoint":"web/app.js","inputs":{},"bytes":1}}}' >"${word#*=}" ;;
  esac
done
END
for name in crashes garbage shouts nothing writes climbs; do
  sed "s|$esbuild|$scratch/stubs/$name|" "$work/plan.json" >"$work/stub.json"
  cmp --quiet "$work/plan.json" "$work/stub.json" && fail "the plan names no esbuild"
  expect_fails 'esbuild' "$SHIPIT_PREFIX/bin/shipit" assets --plan "$work/stub.json"
  expect_right
  expect_eq "$(find "$work" -maxdepth 1 -name '.shipit*' -o -maxdepth 1 -name '*.making')" ""
done
expect_eq "$(find / -xdev -maxdepth 4 -name climbed.js 2>/dev/null)" ""

# A full disk.
small=$scratch/small
mkdir "$small"
mount -t tmpfs -o size=24m tmpfs "$small" 2>/dev/null || skip "may not mount a small file system"
at_end "umount '$small'"
configured "$small/build"
build=$small/build
for left in 100 1000 4000 8000 12000; do
  rm -rf "$small/filler" "$build/shipit/site/tree"
  room=$(df --output=avail --block-size=1K "$small" | tail -1)
  head --bytes $(((room - left) * 1024)) /dev/zero >"$small/filler"
  if publish >"$scratch/log" 2>&1; then
    expect_right
  else
    expect_contains "$(<"$scratch/log")" 'shipit assets: error: '
    expect_whole
  fi
  rm "$small/filler"
  publish
  expect_right
done
