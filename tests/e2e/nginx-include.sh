#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What shipit_add_asset_file() writes for nginx, in a real one.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/nginx.sh
. "${BASH_SOURCE[0]%/*}/../support/nginx.sh"

need_nginx
esbuild=$SHIPIT_SOURCE/examples/myservice/node_modules/.bin/esbuild
[[ -x $esbuild ]] || skip "THERE IS NO ESBUILD: ./dev setup installs it"

# Names that HTTP, nginx and regular expressions each read in their own way.
web=$scratch/source/web
mkdir -p "$web/img" "$web/.well-known"
printf '@font-face{font-family:A;src:url(a.woff2)}\na{color:red}\n%s\n' "$(seq -s ';' 2000 | sed 's/.*/b{content:"&"}/')" >"$web/site.css"
echo 'import "./view.css"; console.log(1)' >"$web/app.js"
echo 'b { color: blue }' >"$web/view.css"
echo 'export const m = 1' >"$web/m.mjs"
echo font >"$web/a.woff2"
echo '{}' >"$web/site.webmanifest"
echo picture >"$web/img/odd \"name\$.png"
echo kept >"$web/img/a-placeholders.png"
echo '<p>page</p>' >"$web/page.html"
echo 'Contact: mailto:a@b' >"$web/.well-known/security.txt"
cat >"$scratch/source/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(site LANGUAGES NONE)
include(ShipIt)
shipit_add_assets(site_assets ROOT web ENTRY_POINTS app.js site.css PUBLIC_PATH /a.$t/
                  DESTINATION share/site/static NAMES KEEP a-placeholders.png MANIFESTS VITE)
shipit_add_asset_file(nginx ASSETS site_assets OUTPUT assets.conf FOLDER ${FOLDER} BROTLI)
END
{
  cmake -S "$scratch/source" -B "$scratch/build" -G Ninja "-DCMAKE_PREFIX_PATH=$SHIPIT_PREFIX" \
    "-DESBUILD_EXECUTABLE=$esbuild" "-DFOLDER=$scratch/installed/share/site/static" &&
    cmake --build "$scratch/build" && cmake --install "$scratch/build" --prefix "$scratch/installed"
} >"$scratch/log" 2>&1 || fail "build: $(<"$scratch/log")"
static=$scratch/installed/share/site/static
file() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["assets"][sys.argv[2]]["file"])' "$static/manifest.json" "$1"; }
sheet=$(file site.css)
[[ -f $static/$sheet.br ]] || brotli --keep "$static/$sheet"
[[ -f $static/$sheet.gz ]] || gzip --keep --no-name "$static/$sheet"

port=$(free_port)
start_nginx "$port" <<END
    root $scratch;
    location ~ \.css\$ { return 418; }
    location = /with-link { add_header Link \$site_assets_app_js; return 204; }
    location / { try_files \$uri /source/web/page.html; }
    include $scratch/build/assets.conf;
END
wait_for_http "http://127.0.0.1:$port/"

# ask FILE [CURL OPTION...]: the head of the answer, without CRs and in lower case names
ask() { curl --silent --head --path-as-is "http://127.0.0.1:$port/a.\$t/$1" "${@:2}" | tr --delete '\r'; }
immutable='Cache-Control: public, max-age=31536000, immutable'

for pair in 'br, gzip=br' gzip=gzip identity=; do
  head=$(ask "$sheet" --header "Accept-Encoding: ${pair%=*}")
  expect_contains "$head" '200 OK'
  expect_contains "$head" 'Content-Type: text/css'
  expect_contains "$head" "$immutable"
  expect_contains "$head" 'Vary: Accept-Encoding'
  expect_contains "$head" 'X-Content-Type-Options: nosniff'
  encoding=$(sed -n 's/^Content-Encoding: //p' <<<"$head")
  expect_eq "$encoding" "${pair#*=}"
  curl --silent --output "$scratch/body" --header "Accept-Encoding: ${pair%=*}" "http://127.0.0.1:$port/a.\$t/$sheet"
  case $encoding in
    br) brotli --decompress --stdout "$scratch/body" ;;
    gzip) gzip --decompress --stdout "$scratch/body" ;;
    *) cat "$scratch/body" ;;
  esac | cmp - "$static/$sheet"
done

# What is missing is 404, and not kept; nor is it another page.
for missing in app-aaaaaaaaaaaa.css gone.js img/gone-aaaaaaaaaaaa.png; do
  head=$(ask "$missing")
  expect_contains "$head" '404 Not Found'
  expect_lacks "$head" immutable
done
expect_contains "$(ask .vite/manifest.json)" '404 Not Found'
expect_contains "$(ask '../assets.conf')" '200 OK' # leaves the location: the server's own matter
expect_contains "$(ask '..%2fmanifest.json')" 'Content-Type: text/html'

# What keeps its name is asked for again, though one looks as if it had a digest.
for kept in page.html manifest.json .well-known/security.txt img/a-placeholders.png; do
  head=$(ask "$kept")
  expect_contains "$head" '200 OK'
  expect_contains "$head" 'Cache-Control: no-cache'
  expect_lacks "$head" immutable
  tag=$(sed -n 's/^ETag: //p' <<<"$head")
  expect_contains "$(ask "$kept" --header "If-None-Match: $tag")" '304 Not Modified'
  expect_contains "$(ask "$kept" --header 'If-None-Match: "other"')" '200 OK'
done

expect_contains "$(ask "$(file m.mjs)")" 'Content-Type: text/javascript'
expect_contains "$(ask "$(file site.webmanifest)")" 'Content-Type: application/manifest+json'
expect_contains "$(ask "$(file a.woff2)")" 'Content-Type: font/woff2'
expect_contains "$(ask .well-known/security.txt)" 'Content-Type: text/plain; charset=utf-8'
odd=$(file 'img/odd "name$.png')
head=$(ask "$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1]))' "$odd")")
expect_contains "$head" '200 OK'
expect_contains "$head" "$immutable"
expect_contains "$head" 'Content-Type: image/png'

# The preload header of a page that loads app.js.
head=$(curl --silent --head "http://127.0.0.1:$port/with-link")
expect_contains "$head" "Link: </a.%24t/$(file app.css)>; rel=preload; as=style"
expect_contains "$(<"$scratch/build/assets.conf")" "</a.%24t/$(file a.woff2)>; rel=preload; as=font; crossorigin"
expect_eq "$(grep --invert-match 'gone\|aaaaaaaaaaaa' "$scratch/nginx/error.log")" ""
