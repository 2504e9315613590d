#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The page of examples/myservice in headless Chromium, served by nginx from the installed assets with
# the service behind it: nothing is missing, the table sorts, the chart is drawn, integrities hold,
# brotli is served, and nothing with a digest is asked for twice.
# SHIPIT_UPDATE_SCREENSHOT=1 renews docs/images/myservice.png, which the README shows.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/nginx.sh
. "${BASH_SOURCE[0]%/*}/../support/nginx.sh"

need_nginx
PYTHONPATH=$SHIPIT_SOURCE/tests/support python3 -Bc 'import devtools, sys; sys.exit(not devtools.find_browser())' ||
  skip "CHROMIUM IS NOT INSTALLED: ./dev setup brings chromium-headless-shell"

cp -a "$SHIPIT_SOURCE/examples/myservice/." "$scratch/source"
rm -rf "$scratch/source/build"
git -C "$scratch/source" init --quiet --initial-branch=main
git -C "$scratch/source" add --all
git -C "$scratch/source" commit --quiet --message 'Sell something'
git -C "$scratch/source" tag 1.0.32
{
  cmake -S "$scratch/source" -B "$scratch/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" &&
    cmake --build "$scratch/build" &&
    cmake --install "$scratch/build" --prefix "$scratch/installed"
} >"$scratch/log" 2>&1 || fail "build: $(<"$scratch/log")"

static=$scratch/installed/share/myservice/static
find "$static" -type f -name '*-????????????.*' -regex '.*\.\(js\|css\|svg\)' -exec brotli --keep {} +

back=$(free_port)
SHIPIT_ENVIRONMENT=staging "$scratch/installed/bin/myservice" --port "$back" >"$scratch/service.log" 2>&1 &
at_end "kill $!"
wait_for_http "http://127.0.0.1:$back/healthz"
port=$(free_port)
start_nginx "$port" <<END
    location / { proxy_pass http://127.0.0.1:$back; }
    location ~ "^/static/.+-[0-9a-z]{12}\.[a-z0-9.]+\$" {
      root $scratch/served;
      brotli_static on;
      add_header Cache-Control "public, max-age=31536000, immutable";
      try_files \$uri =404;
    }
END
mkdir "$scratch/served"
ln -s "$static" "$scratch/served/static"
wait_for_http "http://127.0.0.1:$port/healthz"
: >"$scratch/nginx/access.log"

picture=()
[[ -z ${SHIPIT_UPDATE_SCREENSHOT-} ]] || picture=("$SHIPIT_SOURCE/docs/images/myservice.png")
python3 -B "$SHIPIT_SOURCE/tests/e2e/browser_page.py" "http://127.0.0.1:$port" "$static/manifest.json" \
  "$scratch" "${picture[@]}" ||
  fail "the browser's log: $(tail -5 "$scratch/browser.log")"

# nginx's side of it: all were there, and what has a digest was asked for once in two loads of the page.
expect_eq "$(refused_by_nginx)" ""
expect_eq "$(grep ' /static/' "$scratch/nginx/access.log" | sort | uniq --repeated)" ""
expect_eq "$(<"$scratch/nginx/error.log")" ""
