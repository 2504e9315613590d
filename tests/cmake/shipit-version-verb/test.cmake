# SPDX-License-Identifier: Apache-2.0
# generators: none
# `shipit version` for people, for scripts and for CI, and what it refuses.
set(shipit "${CASE_PREFIX}/bin/shipit")
function(case_says expected)
  case_run(COMMAND "${shipit}" version ${ARGN} WORKING_DIRECTORY "${CASE_SOURCE}" OUTPUT said)
  case_expect_equal("${said}" "${expected}")
endfunction()
function(case_refuses words regex)
  case_run(COMMAND "${shipit}" version ${words} WORKING_DIRECTORY "${CASE_SOURCE}" FAILS "${regex}"
                                                                                         ${ARGN})
endfunction()

case_write(file "one\n")
case_commit("First")
case_tag(v1.0.31)
case_tag(pkg-2.0.0)
case_says(1.0.31)
case_commit("Second")
case_git(rev-parse HEAD OUTPUT commit)
string(SUBSTRING "${commit}" 0 12 short)
case_says("1.0.31+1.g${short}")
case_says("1.0.32-0.dev.1+g${short}" --scheme next)
case_says(1.0.31 --scheme TAG)
case_says("2.0.0+1.g${short}" --tag-prefix pkg-)
case_says("1.0.31+1.g${short}\n  1 commit after tag 'v1.0.31', commit ${short} (from git)"
          --explain)
case_says("1.0.31.post1+g${short}" --field pep440)
case_says(1,0,31,1 --field windows)
case_says(false --field dirty)
case_says("${commit}" --field commit)
case_run(COMMAND "${shipit}" version "${CASE_SOURCE}" --json OUTPUT json)
string(JSON value GET "${json}" shortCommit)
case_expect_equal("${value}" "${short}")
string(JSON value GET "${json}" scheme)
case_expect_equal("${value}" POST)

# A step's outputs are added to those that are there.
set(ENV{GITHUB_OUTPUT} "${CASE_SCRATCH}/outputs")
file(WRITE "${CASE_SCRATCH}/outputs" "mine=1\n")
case_says("1.0.31+1.g${short}" --github-output)
case_expect_file("${CASE_SCRATCH}/outputs" MATCHES "^mine=1\nversion=1.0.31"
                 CONTAINS "\ndebian=1.0.31+1.g${short}\n" "\ntag=v1.0.31\n" "\nsource=git\n")
set(ENV{GITHUB_OUTPUT} "${CASE_SCRATCH}")
case_refuses(--github-output "cannot append to '[^']*', which GITHUB_OUTPUT names")
unset(ENV{GITHUB_OUTPUT})
case_refuses(--github-output "--github-output needs the variable GITHUB_OUTPUT, which is not set"
             "help: GitHub Actions sets it")

case_refuses("--field;debain" "a version has no field 'debain', did you mean 'debian'"
             "help: there are version, number, cmake")
case_refuses("--json;--field;tag" "--json and --field exclude each other")
case_refuses("--scheme;last" "'last' is not a scheme" "help: there are POST, NEXT, TAG")
case_refuses(gone "there is no folder 'gone'")

# Two versions in the order of Semantic Versioning, for [ "$(…)" -lt 0 ].
case_says(-1 compare 1.0.0-rc.2 1.0.0-rc.10)
case_says(0 compare 1.0.31 1.0.31+5.gabc)
case_says(1 compare 1.0.32-0.dev.5+gabc 1.0.31)
case_says(-1 compare 1.0.32-0.dev.5+gabc 1.0.32-alpha)
case_refuses("compare;1.0.0;one" "'one' is not a version" "help: write it as Semantic Versioning")
case_refuses("compare;1.0.0" "b is required")
# Exit codes: 0 told, 2 wrong usage.
case_run(COMMAND sh -c "'${shipit}' version compare 1.0.0 one 2>/dev/null || echo $?" OUTPUT said)
case_expect_equal("${said}" 2)
