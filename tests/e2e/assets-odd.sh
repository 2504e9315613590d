#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Odd trees: imports three levels deep, 10,000 files in a folder, names with every sign, a 50 MB file
# and an empty one. Every reference in the output leads to a file, by other parsers than ShipIt's,
# and nginx serves every one of them.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/nginx.sh
. "${BASH_SOURCE[0]%/*}/../support/nginx.sh"
need_nginx
/usr/bin/python3 -c 'import tinycss2' 2>/dev/null || skip "TINYCSS2 IS NOT INSTALLED: ./dev setup brings it"
esbuild=$SHIPIT_SOURCE/examples/myservice/node_modules/.bin/esbuild
[[ -x $esbuild ]] || skip "ESBUILD IS NOT INSTALLED: ./dev setup brings it"

web=$scratch/web
mkdir -p "$web"/a/b/c "$web/many" "$web/odd"
# Three levels, in sheets and in scripts.
echo '@import "a/one.css" layer(x) screen; b { color: red }' >"$web/top.css"
echo "@import url('b/two.css');" >"$web/a/one.css"
echo '@import "c/three.css";' >"$web/a/b/two.css"
echo 'p { background: url(../../../odd/a%20b.svg) }' >"$web/a/b/c/three.css"
echo "import './a/one.js'" >"$web/top.js"
echo "export * from './b/two.js'" >"$web/a/one.js"
echo "export const later = () => import('./c/three.js')" >"$web/a/b/two.js"
echo "import '../../../odd/x%23y.js'" >"$web/a/b/c/three.js"
echo 'export const odd = 1' >"$web/odd/x#y.js"
# Many in one folder, and a page of them all.
for ((i = 0; i < 10000; i++)); do echo "<svg xmlns='http://www.w3.org/2000/svg' id='i$i'/>" >"$web/many/$i.svg"; done
{
  for ((i = 0; i < 10000; i++)); do echo "<img src=many/$i.svg>"; done
  echo '<link rel=stylesheet href=top.css><script type=module src=top.js></script>'
} >"$web/index.html"
# Names: what stands before the bar is the file, what comes after is how it is asked for.
# shellcheck disable=SC2016 # the $ is one
names=('a b|a%20b' 'x#y|x%23y' '50%|50%25' '50%25|50%2525' 'q?r|q%3Fr' "it's|it's" 'say "x"|say%20&quot;x&quot;' 'a&b|a&amp;b'
  'a&b;c|a&amp;b;c' 'höhe|höhe' '日本|%E6%97%A5%E6%9C%AC' '(round)|(round)' 'a,b|a,b' 'a+b|a+b' 'semi;colon|semi;colon' 'a=b|a=b'
  '~tilde|~tilde' '-dash|-dash' 'money$|money$' 'x@2x|x@2x' 'a..b|a..b')
for name in "${names[@]}"; do
  quoted=${name#*|}
  printf '<svg xmlns="http://www.w3.org/2000/svg"><title>%s</title></svg>' "${#name}" >"$web/odd/${name%%|*}.svg"
  printf '<img src="%s.svg">\n<p style="background: url(&quot;%s.svg&quot;)">\n' "$quoted" "${quoted//&quot;/%22}"
done >"$web/odd/index.html"
: >"$web/odd/empty.css"
: >"$web/odd/empty.js"
: >"$web/odd/empty.png"
head --bytes 50000000 /dev/urandom >"$web/odd/film.mp4"
echo '<video src=film.mp4 poster=empty.png></video><link rel=stylesheet href=empty.css>' >"$web/odd/film.html"

cat >"$scratch/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(odd VERSION 1.0.0 LANGUAGES NONE)
find_package(ShipIt REQUIRED)
include(ShipIt)
shipit_add_assets(site ROOT web PUBLIC_PATH /static/ DESTINATION static)
END
(cmake -S "$scratch" -B "$scratch/build" -G Ninja -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" \
  -DESBUILD_EXECUTABLE="$esbuild" &&
  cmake --build "$scratch/build" && cmake --install "$scratch/build" --prefix "$scratch/installed") >"$scratch/log" 2>&1 ||
  fail "build: $(<"$scratch/log")"
expect_lacks "$(cmake --build "$scratch/build")" Publishing

static=$scratch/installed/static
count=$("$SHIPIT_SOURCE/tests/support/check_links.py" "$static" /static/ "$esbuild" "$scratch/urls") || fail "$count"
((count > 10000 + 2 * ${#names[@]})) || fail "only $count references were found"
expect_eq "$(find "$static/many" -name '*-????????????.svg' | wc -l)" 10000
expect_eq "$(find "$static/odd" -name 'film-*.mp4' -size 50000000c | wc -l)" 1

port=$(free_port)
start_nginx "$port" <<END
    location /static/ { alias $static/; }
END
wait_for_http "http://127.0.0.1:$port/static/manifest.json"
: >"$scratch/nginx/access.log"
sed "s|.*|url = \"http://127.0.0.1:$port&\"\noutput = /dev/null|" "$scratch/urls" >"$scratch/curl"
curl --silent --show-error --path-as-is --config "$scratch/curl"
expect_eq "$(refused_by_nginx)" ""
expect_eq "$(wc -l <"$scratch/nginx/access.log")" "$(wc -l <"$scratch/urls")"
