#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Shows that assert.sh passes what holds, stops at what doesn't, and cleans up.
# shellcheck disable=SC2016 # what stands in single quotes is for the scripts to expand
# shellcheck source=tests/support/assert.sh
source "$(dirname "${BASH_SOURCE[0]}")/assert.sh"

# A script of one line and what it is to end with: its exit code, and its output.
ends() {
  local code=0 said script=$scratch/script.sh
  printf 'source %q\n%s\necho reached-the-end\n' "$SUPPORT/assert.sh" "$3" >"$script"
  said=$(bash "$script" 2>&1) || code=$?
  expect_eq "$code: $said" "$1: $2"
}
SUPPORT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

ends 0 'reached-the-end' 'expect_eq a a; expect_contains abc b; expect_lacks abc d'
ends 0 'reached-the-end' 'echo abc >$scratch/f; expect_file $scratch/f; expect_file $scratch/f bc'
ends 0 'reached-the-end' 'expect_fails "No such file" cat /no/such/file'

ends 1 "script.sh:2: was to be 'b' and is 'a'" 'expect_eq a b'
ends 1 "script.sh:2: 'd' is not in: abc" 'expect_contains abc d'
ends 1 "script.sh:2: 'b' was not to be in: abc" 'expect_lacks abc b'
ends 1 "script.sh:2: no file '/no/file'; its folder holds: ls: cannot access '/no': No such file or directory" \
  'expect_file /no/file'
ends 1 "script.sh:2: 'x' is not in: abc" 'echo abc >$scratch/f; expect_file $scratch/f x'
ends 1 'script.sh:2: was to fail and did not: echo hello: hello' 'expect_fails x echo hello'
ends 1 "script.sh:2: 'x' is not in: " 'expect_fails x false'
ends 1 'script.sh:2: because' 'fail because'
ends 1 'script.sh:2: failed with 1: false' 'false'
ends 1 'script.sh:2: failed with 1: false' 'f() { false; }; f'
ends 77 'skipped: not here' 'skip not here'

# What is to be done at the end is done, and the scratch folder goes, even after a failure.
ends 1 $'script.sh:2: failed with 1: false\nsecond\nfirst' 'at_end "echo first"; at_end "echo second"; false'
ends 0 $'reached-the-end\ngone' 'trap "_end; [[ ! -e \$scratch ]] && echo gone" EXIT'

# A server that comes up late is waited for; one that never does is given up.
port=$(free_port)
mkdir "$scratch/www"
(sleep 0.3 && exec python3 -m http.server --bind 127.0.0.1 --directory "$scratch/www" "$port" >"$scratch/log" 2>&1) &
at_end "kill $!"
wait_for_http "http://127.0.0.1:$port/"
ends 1 "script.sh:2: no answer from http://127.0.0.1:$port/none within 1 seconds" \
  "wait_for_http http://127.0.0.1:$port/none 1"
