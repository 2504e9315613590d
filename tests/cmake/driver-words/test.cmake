# SPDX-License-Identifier: Apache-2.0
# Each word of a case, in good use.
case_project()
case_expect_file("${CASE_SOURCE}/CMakeLists.txt" CONTAINS "project(words")

case_configure(FAILS "this project refuses: the lot, and it does so at such length that CMake folds"
               ARGS "-DREFUSE=the lot")
case_configure(ARGS "-DREFUSE=" "-DLIST=a;b;c" OUTPUT output)
case_expect_match("${output}" "LIST has 3 elements" "Build files have been written")
case_expect_file(CMakeCache.txt MATCHES "CMAKE_GENERATOR:INTERNAL=${CASE_GENERATOR}\n")

case_build()
case_build(TARGET hello OUTPUT output)
case_expect_match("${output}" "hello from the build")
case_build(TARGET broken FAILS "no-such-file")

case_expect_file(
  words-1a2b.txt
  CONTAINS "one; [two]" "three"
  LACKS "four"
  MATCHES "^one; .*three\n$")
case_expect_file("words-*.txt" FOUND found)
case_expect_equal("${found}" "${CASE_BUILD}/words-1a2b.txt")
case_expect_file(words.txt ABSENT)
case_expect_file("nothing-*.txt" ABSENT)

# Without a repository of its own a case has none, though it may run within a checkout.
case_run(COMMAND git rev-parse FAILS "not a git repository" WORKING_DIRECTORY "${CASE_SOURCE}")
case_commit("First")
case_tag(1.2.3)
case_write(sub/notes.txt "more\n")
case_commit("Second")
case_git(describe --long OUTPUT described)
case_expect_match("${described}" "^1\\.2\\.3-1-g[0-9a-f]+$")
case_git(log --format=%an,%ce,%cI -1 OUTPUT who)
case_expect_equal("${who}" "Case,case@example.org,2024-01-02T03:04:05+00:00")

case_run(COMMAND "${CMAKE_COMMAND}" -E echo "a;b" "c d" OUTPUT output)
case_expect_equal("${output}" "a;b c d")
