# SPDX-License-Identifier: Apache-2.0
# A project from its first tag to its third: every build shows the state that it was made from.
case_project()
case_commit("First")
case_tag(v1.0.31)
case_configure(OUTPUT output)
case_expect_match("${output}" "configured 1.0.31 1.0.31 from git")
case_build()
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_equal("${said}" "1.0.31")
case_expect_file(version.py CONTAINS "version = \"1.0.31\"\n")
case_expect_file(about.json CONTAINS "\"debian\": \"1.0.31\"")
case_expect_file(NUMBER MATCHES "^1.0.31\n$")

# Nothing changed: nothing is compiled.
case_build(OUTPUT output)
if(output MATCHES "Building CXX object")
  message(FATAL_ERROR "a build without changes compiled something:\n${output}")
endif()

# A commit: one generated file is compiled, and CMake doesn't run.
case_commit("Second")
case_build(OUTPUT output)
string(REGEX MATCHALL "Building CXX object" compiled "${output}")
list(LENGTH compiled count)
case_expect_equal("${count}" 1)
case_expect_match("${output}" "version.cpp")
if(output MATCHES "configured")
  message(FATAL_ERROR "a commit made CMake run again:\n${output}")
endif()
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_match("${said}" "^1\\.0\\.31\\+1\\.g[0-9a-f]+$")

# A tag: the same build has the new number everywhere.
case_tag(v1.0.32)
case_build(OUTPUT output)
case_expect_match("${output}" "configured 1.0.32")
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_equal("${said}" "1.0.32")

# Packed tags count too.
case_git(pack-refs --all)
case_tag(v1.0.33)
case_git(pack-refs --all)
case_build()
case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
case_expect_equal("${said}" "1.0.33")
