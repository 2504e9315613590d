#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# examples/myservice, from a tagged checkout to a program that runs where it was unpacked and where
# apt-get installed it. The real consumers judge.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/root.sh
. "${BASH_SOURCE[0]%/*}/../support/root.sh"

# release FOLDER GENERATOR: a checkout of its own, built and packaged
release() {
  mkdir -p "$1"
  cp -a "$SHIPIT_SOURCE/examples/myservice/." "$1"
  rm -rf "$1/build"
  echo 'token = live' >"$1/config/secrets.ini" # is there, and must not be shipped
  git -C "$1" init --quiet --initial-branch=main
  git -C "$1" add --all
  git -C "$1" commit --quiet --message 'Sell something'
  git -C "$1" tag 1.0.32
  cmake -S "$1" -B "$1/build" -G "$2" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >"$scratch/log" 2>&1 || fail "configure: $(<"$scratch/log")"
  cmake --build "$1/build" --target package >"$scratch/log" 2>&1 || fail "package: $(<"$scratch/log")"
}

first="$scratch/one"
second="$scratch/quite another/höme"
release "$first" Ninja
sleep 1 # another time, another folder, umask, time zone and build tool
(umask 077 && TZ=Asia/Tokyo LC_ALL=C release "$second" 'Unix Makefiles')
dist=$first/build/dist
archive=$dist/myservice-1.0.32-linux-amd64.tar.zst
deb=$dist/myservice_1.0.32_amd64.deb
expect_file "$archive"
expect_file "$deb"
(cd "$dist" && sha256sum --quiet --check --strict SHA256SUMS)
"$SHIPIT_SOURCE/tests/support/check_schema.py" "$SHIPIT_SOURCE/packaging/schema/deploy-1.schema.json" "$dist/deploy.json"
# What it was made of: the libraries as dpkg has them here, and npm's packages by the lock file.
python3 - "$dist/deploy.json" "$first/package-lock.json" <<'END'
import json, subprocess, sys
deploy, lock = (json.load(open(name)) for name in sys.argv[1:])
built = {one["name"]: one["version"] for one in deploy["dependencies"]["builtWith"]}
assert "libc6" in built and "libcpp-httplib0.11" in built, built
for name, version in built.items():
    assert version == subprocess.check_output(["dpkg-query", "-Wf${Version}", name], text=True), name
node = {one["name"]: one["version"] for one in deploy["dependencies"]["node"]}
assert {"chart.js", "jquery", "@fontsource/inter"} <= node.keys() and "esbuild" not in node, node
for name, version in node.items():
    assert version == lock["packages"]["node_modules/" + name]["version"], name
assert [(one["name"], one["environment"]) for one in deploy["sites"]] == [("myservice", "production")]
assert deploy["sites"][0]["certificates"] == [
    f"/etc/letsencrypt/live/shop.example.org/{name}.pem" for name in ("fullchain", "privkey")]
assert deploy["assets"][0]["root"] == "share/myservice/static"
assert deploy["assets"][0]["precompressed"] == ["br", "gz"]
END
# The bill of materials, by CycloneDX's own validator, has the same.
bom=$dist/myservice-1.0.32-linux-amd64.cdx.json
named=$("$SHIPIT_SOURCE/tests/support/check_sbom.mjs" "$bom")
version_of() { node -p "require('$first/package-lock.json').packages['node_modules/$1'].version"; }
for package in jquery datatables.net chart.js @fontsource/inter; do
  expect_contains "$named" "$package $(version_of "$package")"
done
for package in libc6 libcpp-httplib0.11; do
  expect_contains "$named" "$package $(dpkg-query --show --showformat='${Version}' "$package")"
done
cmp "$bom" "$second/build/dist/${bom##*/}"
said=$("$SHIPIT_PREFIX/bin/shipit" inspect "$dist")
expect_contains "$said" "${bom##*/}: names $(wc -l <<<"$named") components"
for piece in 'built with: libc6 2.' 'from npm: @fontsource/inter ' \
  "site of nginx's myservice: etc/nginx/sites-available/myservice.production"; do
  expect_contains "$said" "$piece"
done
expect_eq "$(<"$second/build/dist/SHA256SUMS")" "$(<"$dist/SHA256SUMS")"
cmp "$archive" "$second/build/dist/${archive##*/}"
cmp "$deb" "$second/build/dist/${deb##*/}"

# The archive: one top folder, the commit's time, its id, and it runs from anywhere.
expect_eq "$(tar --list --zstd --file "$archive" | cut -d/ -f1 | sort -u)" myservice
expect_eq "$(zstd --decompress --stdout "$archive" | git get-tar-commit-id)" "$(git -C "$first" rev-parse HEAD)"
mkdir "$scratch/some where"
tar --extract --zstd --file "$archive" --directory "$scratch/some where" --strip-components 1
expect_eq "$(stat --format %Y "$scratch/some where/bin/myservice")" "1704164645"
manifest="$scratch/some where/share/myservice/static/manifest.json"
"$SHIPIT_SOURCE/tests/support/check_schema.py" "$SHIPIT_SOURCE/packaging/schema/assets-1.schema.json" "$manifest"
port=$(free_port)
SHIPIT_ENVIRONMENT=staging "$scratch/some where/bin/myservice" --port "$port" >"$scratch/service.log" 2>&1 &
at_end "kill $!"
wait_for_http "http://127.0.0.1:$port/healthz"
python3 "$SHIPIT_SOURCE/examples/check_service.py" "http://127.0.0.1:$port" "$manifest" 1.0.32
grep --recursive --files-with-matches --fixed-strings "$first" "$scratch/some where" >"$scratch/leaks" &&
  fail "the build folder is named in $(<"$scratch/leaks")"

# The .deb: what dpkg, lintian and apt say of it.
expect_contains "$(dpkg-deb --field "$deb" Depends)" 'libc6 (>= '
expect_contains "$(dpkg-deb --field "$deb" Depends)" 'libcpp-httplib'
expect_eq "$(dpkg-deb --info "$deb" conffiles)" "/etc/myservice/production.ini
/etc/myservice/staging.ini
/etc/nginx/sites-available/myservice.production"
lintian --fail-on error,warning --suppress-tags no-manual-page --no-tag-display-limit "$deb" >"$scratch/lintian" ||
  fail "lintian: $(<"$scratch/lintian")"
expect_lacks "$(dpkg-deb --contents "$deb")" secrets.ini
expect_lacks "$(tar --list --zstd --file "$archive")" secrets.ini
expect_contains "$(<"$dist/deploy.json")" '"etc/myservice/secrets.ini"'

# A build tree whose assets were damaged is not shipped.
for asset in "$second"/build/shipit/myservice_assets/tree/app-*.js; do echo damage >>"$asset"; done
expect_fails 'is not as it was published' cmake --build "$second/build" --target package
cmp "$archive" "$second/build/dist/${archive##*/}"

need_root
fresh_root "$scratch/root"
install_in_root "$scratch/root" "$deb"
expect_contains "$(in_root "$scratch/root" myservice --version)" "myservice 1.0.32 (commit "
expect_eq "$(in_root "$scratch/root" dpkg --verify myservice)" ""
port=$(free_port)
start_in_root "$scratch/root" env SHIPIT_ENVIRONMENT=staging myservice --port "$port"
wait_for_http "http://127.0.0.1:$port/healthz"
python3 "$SHIPIT_SOURCE/examples/check_service.py" "http://127.0.0.1:$port" "$manifest" 1.0.32
in_root "$scratch/root" apt-get --quiet --quiet --yes purge myservice
expect_eq "$(in_root "$scratch/root" sh -c 'ls -d /etc/myservice /usr/share/myservice 2>/dev/null || :')" ""
