#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The sites of shipit_add_nginx_site() in a real nginx: what the service is told, what its answers
# become, and what is asked again. (tests/fleet has them on hosts.)
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/nginx.sh
. "${BASH_SOURCE[0]%/*}/../support/nginx.sh"
need_nginx
esbuild=$SHIPIT_SOURCE/examples/myservice/node_modules/.bin/esbuild
[[ -x $esbuild ]] || skip "THERE IS NO ESBUILD: ./dev setup installs it"

tls=$(free_port) plain=$(free_port) first=$(free_port) second=$(free_port)
mkdir -p "$scratch/source/web" "$scratch/acme/.well-known/acme-challenge"
echo proof >"$scratch/acme/.well-known/acme-challenge/token"
echo '<p>page</p>' >"$scratch/source/web/index.html"
echo 'a { color: red }' >"$scratch/source/web/page.css"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=shop.test \
  -addext subjectAltName=DNS:shop.test -keyout "$scratch/key" -out "$scratch/pem" 2>/dev/null
cat >"$scratch/source/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(shop LANGUAGES NONE)
include(ShipIt)
shipit_add_assets(shop_assets ROOT web PUBLIC_PATH / DESTINATION share/shop/static)
shipit_add_environment(production URL https://shop.test:$tls ROOT $scratch/opt)
shipit_add_service(shop SOCKET $scratch/shop.sock)
shipit_add_nginx_site(shop SERVICE shop CERTIFICATE $scratch/pem CERTIFICATE_KEY $scratch/key ACME_ROOT $scratch/acme)
shipit_add_nginx_site(two UPSTREAM 127.0.0.1:$first 127.0.0.1:$second SERVER_NAMES two.test TLS OFF)
shipit_add_nginx_site(pages ASSETS shop_assets SERVER_NAMES pages.test TLS OFF BROTLI)
END
{
  cmake -S "$scratch/source" -B "$scratch/build" -G Ninja "-DCMAKE_PREFIX_PATH=$SHIPIT_PREFIX" \
    "-DESBUILD_EXECUTABLE=$esbuild" -DCMAKE_BUILD_TYPE=Release &&
    cmake --build "$scratch/build" && cmake --install "$scratch/build" --prefix "$scratch/opt/current"
} >"$scratch/log" 2>&1 || fail "build: $(<"$scratch/log")"
sites=$scratch/opt/current/etc/nginx/sites-available
sed -i "s|/opt/shop/current|$scratch/opt/current|" "$sites/pages" # its environment says no ROOT
sed -i "s/listen 80;/listen $plain;/; /listen \[::\]:/d" "$sites"/*
start_nginx "$(free_port)" <<END
  }
  include $sites/*;
  server {
END
for name in one two; do
  port=$first
  [[ $name == one ]] || port=$second
  python3 "${BASH_SOURCE[0]%/*}/nginx_site.py" serve "$name" "$port" &
  at_end "kill $! 2>/dev/null"
done
python3 "${BASH_SOURCE[0]%/*}/nginx_site.py" serve shop "$scratch/shop.sock" &
at_end "kill $! 2>/dev/null"
chmod a+rx "$scratch"
wait_for_http "http://127.0.0.1:$first/"
wait_for_http "http://127.0.0.1:$second/"

# ask URL [CURL OPTION ...]: head and body
ask() {
  curl --silent --include --max-time 10 --cacert "$scratch/pem" --resolve "*:$tls:127.0.0.1" \
    --resolve "*:$plain:127.0.0.1" "$@" | tr -d '\r'
}

# To https, but for the proof of a certificate.
expect_contains "$(ask "http://shop.test:$plain/a?b")" "Location: https://shop.test:$tls/a?b"
expect_contains "$(ask "http://shop.test:$plain/.well-known/acme-challenge/token")" proof

# Through the socket, with what the service has to know; what its answers don't say is added.
said=$(ask "https://shop.test:$tls/" --header 'X-Forwarded-For: 192.0.2.7')
expect_contains "$said" 'HTTP/2 200'
expect_contains "$said" '"X-Forwarded-Proto": "https"'
expect_contains "$said" '"X-Forwarded-For": "192.0.2.7, 127.0.0.1"'
expect_contains "$said" "\"Host\": \"shop.test:$tls\""
expect_lacks "$said" '"Connection"'
expect_contains "$said" 'cache-control: no-cache'
expect_contains "$said" 'strict-transport-security: max-age=31536000'
said=$(ask "https://shop.test:$tls/held")
expect_contains "$said" 'cache-control: max-age=5'
expect_lacks "$said" no-cache
expect_eq "$(grep -ci nosniff <<<"$said")" 1
expect_lacks "$(ask "https://shop.test:$tls/data")" cache-control
expect_contains "$(ask --head "https://shop.test:$tls/" --tls-max 1.1 2>&1 || echo refused)" refused
said=$(python3 "${BASH_SOURCE[0]%/*}/nginx_site.py" speak shop.test "$tls" "$scratch/pem")
expect_contains "$said" '101 Switching Protocols'
expect_contains "$said" 'heard hello'

# Of two, the one that can't be reached is passed over; what one may have done is not done twice.
for _ in 1 2 3 4; do names+=$(ask "http://two.test:$plain/" | grep -o '"name": "[a-z]*"'); done
expect_contains "$names" one
expect_contains "$names" two
expect_contains "$(ask "http://two.test:$plain/" --data order=1)" '502 Bad Gateway'
for _ in 1 2 3; do expect_contains "$(ask "http://two.test:$plain/")" '200 OK'; done

# Nothing but files.
file=$(cd "$scratch/opt/current/share/shop/static" && echo page-*.css)
expect_contains "$(ask "http://pages.test:$plain/$file")" immutable
expect_contains "$(ask "http://pages.test:$plain/")" '<p>page</p>'
expect_contains "$(ask "http://pages.test:$plain/")" 'Cache-Control: no-cache'
expect_contains "$(ask "http://pages.test:$plain/gone.css")" '404 Not Found'
rm "$scratch/opt/current/share/shop/static/$file"
expect_contains "$(ask "http://pages.test:$plain/$file")" '404 Not Found'
