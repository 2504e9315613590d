# SPDX-License-Identifier: Apache-2.0
# What must not become a package, and that nothing is left of the attempt.
file(COPY "${CASE_DIR}/../shipit_package-release/project/" DESTINATION "${CASE_SOURCE}")
case_commit("First")
case_tag(1.0.32)

function(case_refuses extra)
  case_configure(ARGS "-DEXTRA=${extra}")
  case_build(TARGET package FAILS ${ARGN})
  case_expect_file("dist/*" ABSENT)
  file(GLOB left "${CASE_BUILD}/.shipit-*")
  case_expect_equal("${left}" "")
endfunction()

# CMake names the lines of install() rules from its second run in a build folder on.
case_refuses(
  two "two files want 'etc/hello/staging.ini'"
  "note: the other is 'extra/other/staging.ini', from install.FILES. in extra/CMakeLists.txt"
  "help: give one of them another DESTINATION")
case_refuses(two "note: one is 'staging.ini', from shipit_install_configs.. in CMakeLists.txt:10"
             "note: the other is [^:]*extra/CMakeLists.txt:3")
case_refuses(
  secret "the secret 'etc/hello/secrets.ini' of environment 'production' would be packaged"
  "a secret lives on the server only")
case_refuses(failing "this rule is broken")
case_refuses(link "bin/away" "/home/somebody")

case_configure(ARGS -DEXTRA= "-DARGUMENTS=NAME;Hello World")
case_build(TARGET package FAILS "Hello World" "help: ")
case_expect_file("dist/*" ABSENT)

# An output folder that can't be written: the reason and the place, before any work.
case_configure(ARGS -DARGUMENTS=)
case_write("${CASE_BUILD}/dist" "in the way\n")
case_build(TARGET package FAILS "the release would go into '[^']*dist', which is not a folder"
                                "help: move it out of the way")
case_write("${CASE_SCRATCH}/file" "in the way\n")
case_run(COMMAND cpack -B "${CASE_SCRATCH}/file/below" WORKING_DIRECTORY "${CASE_BUILD}"
         FAILS "file/below")
