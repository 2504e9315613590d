# SPDX-License-Identifier: Apache-2.0
# Who answers when, and what is said when nobody does.
case_project()
case_configure(FAILS "there is no version for '[^']*/source'" "is not the top of a git checkout"
                     "help: tag a commit \\(git tag 0.1.0\\), or give FALLBACK")
case_expect_file(shipit/version/SHIPIT/version.cmake ABSENT)
case_configure(ARGS "-DARGUMENTS=FALLBACK;0.0.1" OUTPUT output)
case_expect_match("${output}" "it is 0.0.1 from fallback")
case_write(VERSION "0.2.0\n")
case_configure(OUTPUT output)
case_expect_match("${output}" "it is 0.2.0 from file")

case_commit("First")
case_git(rm --quiet VERSION)
case_configure(ARGS -DARGUMENTS=
               FAILS "no commit here has a tag like \\[0-9\\]\\* or v\\[0-9\\]\\*")
case_tag(0.3.0-rc.1)
case_configure(OUTPUT output)
case_expect_match("${output}" "it is 0.3.0-rc.1\\+dirty from git")
case_configure(ARGS -DSHIPIT_VERSION_OVERRIDE=9.9.9 OUTPUT output)
case_expect_match("${output}" "it is 9.9.9 from override")
case_configure(
  ARGS "-DSHIPIT_VERSION_OVERRIDE=new one"
  FAILS "SHIPIT_VERSION_OVERRIDE 'new one' is not a version" "help: write it as Semantic")

set(ENV{PATH} "${CASE_SCRATCH}")
case_configure(
  ARGS -DSHIPIT_VERSION_OVERRIDE= "-DCMAKE_MAKE_PROGRAM=/usr/bin/true" BUILD "${CASE_SCRATCH}/b"
  FAILS "there is no git in PATH" "help: install git, or give the version")
