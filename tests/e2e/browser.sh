#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The page of examples/myservice in headless Chromium, served by nginx as ShipIt configures it from the
# installed assets, with the service behind it: nothing is missing, the table sorts, the chart is drawn,
# integrities hold, brotli is served, and nothing with a digest is asked for twice. A script in which
# one byte is another is refused.
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
static=$scratch/installed/share/myservice/static
cat >>"$scratch/source/CMakeLists.txt" <<END
shipit_add_asset_file(nginx ASSETS myservice_assets OUTPUT assets.conf FOLDER "$static" BROTLI)
END
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

back=$(free_port)
SHIPIT_ENVIRONMENT=staging "$scratch/installed/bin/myservice" --port "$back" >"$scratch/service.log" 2>&1 &
at_end "kill $!"
wait_for_http "http://127.0.0.1:$back/healthz"
port=$(free_port)
start_nginx "$port" <<END
    include $scratch/build/assets.conf;
    location / { proxy_pass http://127.0.0.1:$back; }
END
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

# One byte of the script becomes another, as by a server that was broken into.
script=$(echo "$static"/app-????????????.js)
rm "$script.br" "$script.gz"
first=$(head --bytes 1 "$script")
printf '%s' "$([[ $first == ' ' ]] && echo ';' || echo ' ')" | dd of="$script" conv=notrunc status=none
python3 -B "$SHIPIT_SOURCE/tests/e2e/browser_refuses.py" "http://127.0.0.1:$port" "${script##*/}" "$scratch" ||
  fail "the browser's log: $(tail -5 "$scratch/browser.log")"
