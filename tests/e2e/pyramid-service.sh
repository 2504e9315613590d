#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# examples/pyramid-service: a Python application, without a compiler, packaged and installed.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/root.sh
. "${BASH_SOURCE[0]%/*}/../support/root.sh"

project=$scratch/checkout
cp -a "$SHIPIT_SOURCE/examples/pyramid-service" "$project"
rm -rf "$project/build"
git -C "$project" init --quiet --initial-branch=main
git -C "$project" add --all
git -C "$project" commit --quiet --message 'Book something'
git -C "$project" tag v2.1.0-rc.1
cmake -S "$project" -B "$project/build" -G Ninja -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >"$scratch/log" 2>&1 ||
  fail "configure: $(<"$scratch/log")"
cmake --build "$project/build" --target package >"$scratch/log" 2>&1 || fail "package: $(<"$scratch/log")"
dist=$project/build/dist
archive=$dist/pyramid-service-2.1.0-rc.1-linux-all.tar.zst
deb=$dist/pyramid-service_2.1.0~rc.1_all.deb
(cd "$dist" && sha256sum --quiet --check --strict SHA256SUMS)
"$SHIPIT_SOURCE/tests/support/check_schema.py" "$SHIPIT_SOURCE/packaging/schema/deploy-1.schema.json" "$dist/deploy.json"

# Edited after the build: the same build tells the programs, and the package.
cp -a "$dist" "$scratch/clean"
echo >>"$project/config/staging.ini"
cmake --build "$project/build" --target package >/dev/null
expect_file "$dist/pyramid-service_2.1.0~rc.1+dirty_all.deb"
expect_contains "$(<"$dist/deploy.json")" '"dirty": true'
expect_contains "$(tar --extract --to-stdout --zstd --file "$dist"/*.tar.zst --wildcards '*/version.py')" '+dirty"'
git -C "$project" checkout --quiet config/staging.ini
cmake --build "$project/build" --target package >/dev/null
diff --recursive "$scratch/clean" "$dist"

mkdir "$scratch/some where"
tar --extract --zstd --file "$archive" --directory "$scratch/some where" --strip-components 1
manifest="$scratch/some where/share/pyramid-service/static/manifest.json"
"$SHIPIT_SOURCE/tests/support/check_schema.py" "$SHIPIT_SOURCE/packaging/schema/assets-1.schema.json" "$manifest"
port=$(free_port)
SHIPIT_ENVIRONMENT=staging "$scratch/some where/bin/pyramid-service" --port "$port" >"$scratch/service.log" 2>&1 &
at_end "kill $!"
wait_for_http "http://127.0.0.1:$port/healthz"
python3 "$SHIPIT_SOURCE/examples/check_service.py" "http://127.0.0.1:$port" "$manifest" 2.1.0-rc.1

expect_eq "$(dpkg-deb --field "$deb" Depends)" "python3, python3-pyramid, python3-waitress"
lintian --fail-on error,warning --suppress-tags no-manual-page --no-tag-display-limit "$deb" >"$scratch/lintian" ||
  fail "lintian: $(<"$scratch/lintian")"

need_root
fresh_root "$scratch/root"
install_in_root "$scratch/root" "$deb"
expect_contains "$(in_root "$scratch/root" pyramid-service --version)" "2.1.0-rc.1"
port=$(free_port)
start_in_root "$scratch/root" env SHIPIT_ENVIRONMENT=staging pyramid-service --port "$port"
wait_for_http "http://127.0.0.1:$port/healthz"
python3 "$SHIPIT_SOURCE/examples/check_service.py" "http://127.0.0.1:$port" "$manifest" 2.1.0-rc.1
