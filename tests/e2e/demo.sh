#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What `./dev demo` shows.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

said=$("$SHIPIT_SOURCE/examples/demo.sh" "$SHIPIT_PREFIX" 2>&1) || fail "the demo: $said"
expect_contains "$said" "myservice-1.0.32-linux-amd64.tar.zst"
expect_contains "$said" "/version answers 1.0.32"
expect_contains "$said" "assets answer 200 with the bytes of the manifest"
expect_contains "$said" "Try next:"
expect_fails "demo takes --deploy or nothing" "$SHIPIT_SOURCE/dev" demo --depoly
