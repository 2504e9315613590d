# SPDX-License-Identifier: Apache-2.0
# generators: Ninja, Ninja Multi-Config, Unix Makefiles
# A project from its first tag to its third: every build shows the state that it was made from, at
# the price of what changed.

include("${CMAKE_CURRENT_LIST_DIR}/../../support/case_costs.cmake")

case_project()
case_commit("First")
case_tag(v1.0.31)
case_configure(OUTPUT output)
case_expect_match("${output}" "configured 1.0.31 1.0.31 from git")
# What configuring found out is what is built: git is not asked again.
case_build_costs("the first build" ASKED 2 RENDERED 9 GIT 0 CONFIGURED 0)
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_equal("${said}" "1.0.31")
case_expect_file(version.py CONTAINS "version = \"1.0.31\"\n")
case_expect_file(about.json CONTAINS "\"debian\": \"1.0.31\"")
case_expect_file(NUMBER MATCHES "^1.0.31\n$")
case_expect_file(sub/version.txt MATCHES "^1.0.31\n$")
case_expect_file(part/version.txt MATCHES "^8.0.0\n$")

# Nothing changed: one helper for each shipit_version(), and nothing else.
case_build_costs("a build without changes" ASKED 2 RENDERED 0 COMPILED 0 GIT 0 CONFIGURED 0)

# A commit: git is asked for one version, one generated file of each library is compiled, and CMake
# doesn't run. The header is looked at and left alone, also by the next build.
case_commit("Second")
case_build_costs("a commit" ASKED 2 RENDERED 8 COMPILED 2 GIT 3 CONFIGURED 0 OUTPUT output)
case_expect_match("${output}" "version.cpp")
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_match("${said}" "^1\\.0\\.31\\+1\\.g[0-9a-f]+$")
case_build_costs("after the commit" ASKED 2 RENDERED 0 COMPILED 0 GIT 0 CONFIGURED 0)
case_configure()
case_build_costs("after configuring again" ASKED 2 RENDERED 0 COMPILED 0 GIT 0)

# A generated file that somebody removed comes back.
file(REMOVE "${CASE_BUILD}/version.py" "${CASE_BUILD}/sub/version.txt")
case_build_costs("removed files" COMPILED 0 GIT 0 CONFIGURED 0)
case_expect_file(version.py CONTAINS "version = \"1.0.31+1.g")
case_expect_file(sub/version.txt CONTAINS "1.0.31+1.g")
file(REMOVE_RECURSE "${CASE_BUILD}/shipit/version/SHIPIT/version.json")
case_build_costs("removed version.json" COMPILED 0 GIT 3 CONFIGURED 0)

# A damaged one is noticed by make, which asks; under Ninja by who reads it, and then taken away.
file(WRITE "${CASE_BUILD}/shipit/version/SHIPIT/version.json" "garbage\n")
if(CASE_GENERATOR MATCHES "Ninja")
  case_build(FAILS "version.json:1: this is not JSON" "help: build again: the file is made anew")
endif()
case_build()
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_match("${said}" "^1\\.0\\.31\\+1\\.g[0-9a-f]+$")

# A tag: the same build has the new number everywhere.
case_tag(v1.0.32)
case_build_costs("a tag" CONFIGURED 1)
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_equal("${said}" "1.0.32")

# Packed tags count too.
case_git(pack-refs --all)
case_tag(v1.0.33)
case_git(pack-refs --all)
case_build()
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_equal("${said}" "1.0.33")
