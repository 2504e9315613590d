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
case_refuses(two "note: one is 'staging.ini', from shipit_install_configs.. in CMakeLists.txt:14"
             "note: the other is [^:]*extra/CMakeLists.txt:3")
case_refuses(
  secret "the secret 'secrets.ini' of environment 'production' would be packaged as 'etc/hello"
  "a secret lives on the server only")
case_refuses(leak
             "the secret 'secrets.ini' of environment 'production' would be packaged as 'share/x")
case_refuses(data "the service 'data' could not start: 'bin/data' is not executable"
             "help: install it by install.PROGRAMS … DESTINATION bin., or install.TARGETS …")
case_refuses(failing "this rule is broken")
case_refuses(link "bin/away" "/home/somebody")

# Names that Debian or the file system would refuse are refused before anything is built.
case_configure(ARGS -DEXTRA= "-DARGUMENTS=NAME;Hello World"
               FAILS "got the name 'Hello World', which Debian does not allow" "NAME hello-world")
case_configure(ARGS "-DARGUMENTS=NAME;a/b;FORMATS;TAR_ZST" FAILS "which is no good file name")

case_configure(
  ARGS "-DARGUMENTS=COMPONENTS;Runtime"
  FAILS "got the component 'Runtime', which no install.. rule has" "help: there are Unspecified")

# An output folder that can't be written: the reason and the place, before any work.
case_configure(ARGS -DARGUMENTS=)
case_write("${CASE_BUILD}/dist" "in the way\n")
case_build(TARGET package FAILS "the release would go into '[^']*dist', which is not a folder"
                                "help: move it out of the way")
file(REMOVE "${CASE_BUILD}/dist")
case_run(COMMAND id -u OUTPUT user)
find_program(setpriv setpriv NO_CACHE)
if(user EQUAL 0 AND setpriv)
  case_configure(ARGS -DSHIPIT_VERSION_OVERRIDE=1.0.32)
  case_build()
  file(MAKE_DIRECTORY "${CASE_BUILD}/dist")
  case_run(COMMAND chown -R nobody "${CASE_BUILD}")
  case_run(COMMAND chown root "${CASE_BUILD}/dist")
  case_run(COMMAND "${setpriv}" --reuid=nobody --clear-groups "${CASE_PREFIX}/bin/shipit" package
                   --plan "${CASE_BUILD}/shipit/package.json" --output "${CASE_BUILD}/dist"
           FAILS "the release would go into '[^']*dist', which you may not write"
                 "help: make it writable, or choose another folder with cpack -B")
endif()
