#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What `./dev demo --deploy` shows.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

code=0
said=$("$SHIPIT_SOURCE/examples/demo_deploy.sh" "$SHIPIT_PREFIX" 2>&1) || code=$?
((code != 77)) || skip "$said"
((code == 0)) || fail "the demo: $said"
expect_contains "$said" 'h1: 1.0.32 runs'
expect_contains "$said" "1.0.33 is not well: myservice.service has ended"
expect_contains "$said" 'curency'
expect_contains "$said" '1.0.32 runs again'
expect_contains "$said" '(exit code 70'
expect_contains "$said" 'h1: 1.0.34 runs'
expect_contains "$(tail -n 8 <<<"$said")" '"version":"1.0.32"'
