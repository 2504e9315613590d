#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: releases.sh FOLDER
# Makes what the tests of the fleet deploy: FOLDER/<version> for several versions of tests/fleet/project,
# and FOLDER/myservice and FOLDER/pyramid-service, the examples, and FOLDER/myservice-next.
set -euo pipefail

rm -rf "$1"
mkdir -p "$1"
folder=$(cd "$1" && pwd)
export GIT_CONFIG_GLOBAL=/dev/null SHIPIT_CACHE_DIR=$folder/cache

# package SOURCE BUILD TO ARGUMENT-OF-CMAKE ...
package() {
  local log=$folder/log
  if ! cmake -S "$1" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" "${@:4}" \
    >"$log" 2>&1 || ! cmake --build "$2" --target package >>"$log" 2>&1; then
    cat "$log" >&2
    return 1
  fi
  mv "$2/dist" "$3"
}

# till VERSION FAULT SOCKET [SITE [HOOK]]
till() {
  package "$folder/till" "$folder/till/build" "$folder/$1" -DSHIPIT_VERSION_OVERRIDE="$1" -DFAULT="$2" -DSOCKET="$3" \
    -DSITE="${4-no}" -DHOOK="${5-no}" -DESBUILD_EXECUTABLE="$SHIPIT_SOURCE/examples/myservice/node_modules/.bin/esbuild"
}

cp -a "$SHIPIT_SOURCE/tests/fleet/project" "$folder/till"
till 1.0.0 none OFF
till 1.1.0 none OFF
till 1.2.0 unwell OFF
till 1.3.0 crash OFF
till 1.4.0 liar OFF
sed -i 's/hello/good day/' "$folder"/till/config/*.ini
till 1.5.0 none OFF
till 2.0.0 none ON
till 2.1.0 none ON
for version in 3.0.0 3.1.0 3.2.0 3.3.0; do till "$version" none ON yes; done
till 3.4.0 none ON wrong
till 4.0.0 none OFF no well
till 4.1.0 none OFF no fails
till 4.2.0 none OFF no hangs
till 4.3.0 none OFF no well
for example in myservice pyramid-service; do
  cp -a "$SHIPIT_SOURCE/examples/$example" "$folder/source-$example"
  rm -rf "$folder/source-$example/build"
  package "$folder/source-$example" "$folder/build-$example" "$folder/$example" -DSHIPIT_VERSION_OVERRIDE=1.0.32
done
# The next one: a line of the program, and one of the style sheet.
sed -i 's/the page asks for unknown/the page wants an unknown/' "$folder/source-myservice/src/page.cpp"
echo '.later { color: #123456 }' >>"$folder/source-myservice/web/app.css"
package "$folder/source-myservice" "$folder/build-myservice" "$folder/myservice-next" -DSHIPIT_VERSION_OVERRIDE=1.0.33
rm -rf "$folder"/{cache,till,log} "$folder"/source-* "$folder"/build-*
