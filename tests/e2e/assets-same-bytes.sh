#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The same sources give the same published tree, its compressed forms, manifests, maps and modes: in
# another folder, listed in another order, at another time, under another umask, time zone and
# locale, on one processor and on all, with a cold cache, a warm one and none.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
esbuild=$SHIPIT_SOURCE/examples/myservice/node_modules/.bin/esbuild
[[ -x $esbuild ]] || skip "ESBUILD IS NOT INSTALLED: ./dev setup brings it"

# Bundles, modules in a circle, a combined script, pages with integrities, names with signs, twins.
origin=$scratch/origin
web=$origin/web
mkdir -p "$web/css" "$web/img" "$web/circle" "$web/old" "$origin/config"
for i in {1..120}; do
  echo "<svg xmlns='http://www.w3.org/2000/svg' id='i$i'><!--$(seq "$i" $((i + 400)))--></svg>" >"$web/img/$i.svg"
  seq "$i" $((i + 60)) | sed "s/.*/.c& { background: url(..\/img\/$i.svg) }/" >"$web/css/$i.css"
done
cp "$web/img/1.svg" "$web/img/tw in#ü.svg"
echo '@import "css/1.css"; @import "css/2.css"; a { background: url("img/tw in%23%C3%BC.svg") }' >"$web/app.css"
echo 'import "./app.css"; import logo from "./img/3.svg"; import("./later.js"); console.log(logo)' >"$web/app.js"
echo 'export const later = new URL("./img/4.svg", import.meta.url);' >"$web/later.js"
echo '/*! Licence */ import "./two.js"; export const one = 1' >"$web/circle/one.js"
echo 'import "./one.js"; export const two = 2' >"$web/circle/two.js"
echo 'window.first = 1' >"$web/old/first.js"
echo 'window.second = first + 1' >"$web/old/second.js"
echo '<script type=module src=app.js></script><link rel=stylesheet href=app.css><img src=img/5.svg>' >"$web/index.html"
cat >"$origin/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(same VERSION 1.0.32 LANGUAGES NONE)
find_package(ShipIt REQUIRED)
include(ShipIt)
shipit_add_assets(site ROOT web ENTRY_POINTS app.js app.css CONCAT all.js FILES old/first.js old/second.js
                  PUBLIC_PATH /static/ DESTINATION static FORMAT ESM INTEGRITY ON *.html NAMES QUERY css/9.css
                  PRECOMPRESS RELEASE ZSTD MANIFESTS VITE PROPSHAFT DJANGO PHOENIX)
shipit_add_asset_file(nginx ASSETS site OUTPUT assets.conf FOLDER /srv/same BROTLI)
END

# publish SOURCE BUILD [VARIABLE=VALUE ...]
publish() {
  env "${@:3}" cmake -S "$1" -B "$2" -G Ninja -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" \
    -DESBUILD_EXECUTABLE="$esbuild" >"$scratch/log" 2>&1 || fail "configure: $(<"$scratch/log")"
  env "${@:3}" cmake --build "$2" >"$scratch/log" 2>&1 || fail "publish: $(<"$scratch/log")"
}
# modes FOLDER: of all that is in it
modes() { (cd "$1" && find . -printf '%p %y %m\n' | LC_ALL=C sort); }
# expect_same BUILD
expect_same() {
  local part
  for part in tree maps; do
    diff --recursive --no-dereference "$scratch/first/shipit/site/$part" "$1/shipit/site/$part" || fail "another $part"
    diff <(modes "$scratch/first/shipit/site/$part") <(modes "$1/shipit/site/$part") || fail "other modes in $part"
  done
  cmp "$scratch/first/assets.conf" "$1/assets.conf"
}

publish "$origin" "$scratch/first"
tree=$scratch/first/shipit/site/tree
for suffix in gz br zst; do
  (($(find "$tree" -name "*.$suffix" | wc -l) > 200)) || fail "hardly any .$suffix: $(ls "$tree")"
done
for manifest in manifest.json .vite/manifest.json .manifest.json staticfiles.json cache_manifest.json; do
  expect_file "$tree/$manifest"
done
expect_file "$tree/index.html" 'integrity="sha384-'
expect_lacks "$(modes "$tree" | sed '/ f 644$/d; / d 755$/d')" /

# Another folder, whose files came in another order and have other times, under other settings.
other="$scratch/quite another/höme"
mkdir -p "$other"
(cd "$origin" && find . -type f -print0 | sort --zero-terminated --random-sort --random-source=/bin/sh |
  while IFS= read -r -d '' file; do install -D --mode 600 "$file" "$other/$file"; done)
find "$other" -type f -exec touch --date 2001-02-03 {} +
mine=("SHIPIT_CACHE_DIR=$scratch/another cache")
strange=(TZ=Asia/Tokyo LC_ALL=C LANG=de_DE.UTF-8 LANGUAGE=de "${mine[@]}")
umask 077
publish "$other" "$other/build" "${strange[@]}"
expect_same "$other/build"

# again [COMMAND ...]: all of it anew there, by shipit itself
again() {
  rm -rf "$other/build/shipit/site/tree" "$other/build/shipit/site/tree."* "$other/build/shipit/site/maps"
  env "${strange[@]}" "$@" "$SHIPIT_PREFIX/bin/shipit" assets --plan "$other/build/shipit/site/plan.json" \
    >"$scratch/log" 2>&1 || fail "publish: $(<"$scratch/log")"
  expect_same "$other/build"
}
again # warm
umask 000
again SHIPIT_CACHE_SIZE=0
umask 027
(cd / && again taskset --cpu-list 0 env "SHIPIT_CACHE_DIR=$scratch/third" LC_ALL=POSIX TZ=America/St_Johns)
