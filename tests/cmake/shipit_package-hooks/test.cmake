# SPDX-License-Identifier: Apache-2.0
# PRE_PACKAGE: run before staging, with the version; a failing one stops the package, and one that
# edits the checkout can't make the package lie.
file(COPY "${CASE_DIR}/../shipit_package-release/project/" DESTINATION "${CASE_SOURCE}")
case_write(.gitignore "made.txt\n")
case_commit("First")
case_tag(1.0.32)

function(case_hook)
  set(line "")
  foreach(word IN LISTS ARGN)
    string(APPEND line " [==[${word}]==]")
  endforeach()
  case_write("${CASE_SCRATCH}/hooks.cmake"
             "set(ARGUMENTS RELOCATABLE_ALLOW share/hello/made.txt PRE_PACKAGE ${line})\n")
  case_configure(ARGS "-DCMAKE_PROJECT_INCLUDE=${CASE_SCRATCH}/hooks.cmake" -DEXTRA=)
endfunction()

# What they write is there when the install() rules run.
file(APPEND "${CASE_SOURCE}/CMakeLists.txt" "install(FILES made.txt DESTINATION share/hello)\n")
case_commit("Second")
case_tag(1.0.33)
case_hook(
  COMMAND sh -c "echo \"\$SHIPIT_VERSION \$SHIPIT_DEBIAN_VERSION \$SHIPIT_TAG \$*\" >made.txt" x
  "a b 'c'" "\$HOME" COMMAND sh -c
  "printf '%s\\n%s\\n' \"\$SHIPIT_COMMIT\" \"\$SHIPIT_BUILD_FOLDER\" >>made.txt && echo chatter")
case_build(TARGET package OUTPUT said)
case_expect_match("${said}" "dist/hello_1.0.33_all.deb generated")
case_run(COMMAND dpkg-deb -x "${CASE_BUILD}/dist/hello_1.0.33_all.deb" "${CASE_SCRATCH}/x")
case_git(rev-parse HEAD OUTPUT commit)
file(READ "${CASE_SCRATCH}/x/usr/share/hello/made.txt" made)
case_expect_equal("${made}" "1.0.33 1.0.33 1.0.33 a b 'c' \$HOME\n${commit}\n${CASE_BUILD}\n")

# A semicolon is one like any other character.
case_write(
  "${CASE_SCRATCH}/hooks.cmake" [==[set(ARGUMENTS RELOCATABLE_ALLOW share/hello/made.txt
                 PRE_PACKAGE COMMAND sh -c "echo before\\; exit 3")
]==])
case_configure(ARGS "-DCMAKE_PROJECT_INCLUDE=${CASE_SCRATCH}/hooks.cmake" -DEXTRA=)
case_build(TARGET package FAILS "before")

# The first that fails stops the package, and nothing of the last one is touched.
file(SHA256 "${CASE_BUILD}/dist/SHA256SUMS" before)
case_hook(COMMAND sh -c "echo out && echo broken by nature >&2 && exit 7" COMMAND touch
          "${CASE_SCRATCH}/second")
case_build(
  TARGET package
  FAILS "PRE_PACKAGE failed: nothing was packaged" "note: the command was sh -c "
        "'sh' says: broken by nature" "'sh' says: out"
        "help: mend what it complains of, and package again")
case_expect_file("${CASE_SCRATCH}/second" ABSENT)
file(SHA256 "${CASE_BUILD}/dist/SHA256SUMS" after)
case_expect_equal("${after}" "${before}")
case_hook(COMMAND no-such-program)
case_build(TARGET package FAILS "PRE_PACKAGE failed" "note: there is no such program")

# What they do to the checkout shows in the version.
case_hook(COMMAND sh -c "echo '# edited' >>staging.ini")
case_build(TARGET package)
case_expect_file("dist/hello_1.0.33*dirty_all.deb")
case_expect_file(dist/deploy.json CONTAINS "\"dirty\": true")
case_git(checkout --quiet staging.ini)
case_hook(COMMAND git -c user.name=A -c user.email=a@example.org tag 1.0.34)
case_build(TARGET package FAILS "the checkout is at 1.0.34, which has not been built")

# What can't be commands is refused when CMake runs.
case_configure(ARGS "-DCMAKE_PROJECT_INCLUDE=" "-DARGUMENTS=PRE_PACKAGE;make"
               FAILS "got the PRE_PACKAGE 'make', which is no COMMAND" "PRE_PACKAGE COMMAND make")
case_configure(ARGS "-DARGUMENTS=PRE_PACKAGE;COMMAND;COMMAND;make"
               FAILS "got a PRE_PACKAGE COMMAND without a program")
