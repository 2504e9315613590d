# SPDX-License-Identifier: Apache-2.0
# Packaging again costs what has changed: what the cache counts, what stays untouched.
file(COPY "${CASE_DIR}/../shipit_package-release/project/" DESTINATION "${CASE_SOURCE}")
case_commit("First")
case_tag(1.0.32)
case_configure(ARGS "-DARGUMENTS=FORMATS;TAR_ZST")

# case_expect_frames(HITS n MISSES n): since the last call
set(hits 0)
set(misses 0)
macro(case_expect_frames)
  cmake_parse_arguments(expect "" "HITS;MISSES" "" ${ARGN})
  case_run(COMMAND "${CASE_PREFIX}/bin/shipit" cache --json OUTPUT counted)
  foreach(count IN ITEMS HITS MISSES)
    string(TOLOWER ${count} name)
    string(JSON now GET "${counted}" ${name})
    math(EXPR grown "${now} - ${${name}}")
    case_expect_equal("${name} ${grown}" "${name} ${expect_${count}}")
    set(${name} ${now})
  endforeach()
endmacro()

# case_wait(): longer than a tick of the file system's clock
macro(case_wait)
  case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 0.1)
endmacro()

file(READ "${CASE_SOURCE}/hello" hello)
case_wait()
case_build(TARGET package)
case_expect_frames(HITS 0 MISSES 1)
file(READ "${CASE_BUILD}/dist/SHA256SUMS" sums)

# Nothing changed: nothing is packed, and what that would be packed from isn't looked at. What a
# killed run left goes.
file(APPEND "${CASE_BUILD}/shipit/stage/usr/bin/hello" "edited")
case_build(TARGET package OUTPUT said)
case_expect_match("${said}" "dist/hello-1.0.32-linux-all.tar.zst generated"
                  "dist/hello-1.0.32-linux-all.tree.json generated" "dist/SHA256SUMS generated"
                  "dist/deploy.json generated")
case_expect_frames(HITS 0 MISSES 0)
file(READ "${CASE_BUILD}/shipit/stage/usr/bin/hello" staged)
case_expect_match("${staged}" "edited$")
string(SHA256 left "${CASE_BUILD}")
string(SUBSTRING "${left}" 0 12 left)
case_write("${CASE_BUILD}/.shipit-${left}/part" "of an archive")
case_build(TARGET package)
case_expect_frames(HITS 1 MISSES 0)
case_expect_file("${CASE_BUILD}/.shipit-${left}" ABSENT)
file(READ "${CASE_BUILD}/shipit/stage/usr/bin/hello" staged)
case_expect_equal("${staged}" "${hello}")
file(READ "${CASE_BUILD}/dist/SHA256SUMS" again)
case_expect_equal("${again}" "${sums}")

# Lost from dist: put together from the cache.
file(REMOVE_RECURSE "${CASE_BUILD}/dist")
case_build(TARGET package)
case_expect_frames(HITS 1 MISSES 0)
file(READ "${CASE_BUILD}/dist/SHA256SUMS" again)
case_expect_equal("${again}" "${sums}")

# Damaged in dist: made again. Damaged in the cache: noticed, and made again.
file(WRITE "${CASE_BUILD}/dist/hello-1.0.32-linux-all.tar.zst" "damaged")
case_build(TARGET package)
case_expect_frames(HITS 1 MISSES 0)
file(GLOB_RECURSE frames "${CASE_SCRATCH}/cache/values/*")
file(APPEND "${frames}" "x")
file(REMOVE_RECURSE "${CASE_BUILD}/dist")
case_build(TARGET package)
case_expect_frames(HITS 0 MISSES 1)
file(READ "${CASE_BUILD}/dist/SHA256SUMS" again)
case_expect_equal("${again}" "${sums}")

# For people, and to begin anew.
case_run(COMMAND "${CASE_PREFIX}/bin/shipit" cache OUTPUT said)
case_expect_match("${said}" "folder: +/[^ ]*/cache" "size: +0 MB of 5000 MB in 1 frames"
                  "hits: +3 of 5 .60 %.")
case_run(COMMAND sh -c "'${CASE_PREFIX}/bin/shipit' cache --clear 2>&1" OUTPUT said)
case_expect_match("${said}" "^removed 1 frames of 0 MB from /[^ ]*/cache")
case_run(COMMAND "${CASE_PREFIX}/bin/shipit" cache OUTPUT said)
case_expect_match("${said}" "in 0 frames" "hits: +0 of 0")
set(hits 0)
set(misses 0)
set(ENV{SHIPIT_CACHE_SIZE} plenty)
case_run(COMMAND "${CASE_PREFIX}/bin/shipit" cache
         FAILS "SHIPIT_CACHE_SIZE is 'plenty', which is not a size"
               "help: write it like 500M or 5G")
unset(ENV{SHIPIT_CACHE_SIZE})
case_build(TARGET package)
case_expect_frames(HITS 0 MISSES 0)
file(REMOVE_RECURSE "${CASE_BUILD}/dist")
case_build(TARGET package)
case_expect_frames(HITS 0 MISSES 1)

# A new commit, then a new tag: the file has another name and first frame, and all others are kept.
case_commit("Second")
case_build(TARGET package)
case_expect_frames(HITS 1 MISSES 0)
case_expect_file(dist/hello-1.0.32+1.*-linux-all.tar.zst)
case_tag(1.0.33)
case_build(TARGET package)
case_expect_frames(HITS 1 MISSES 0)
case_expect_file(dist/hello-1.0.33-linux-all.tar.zst)

# A solid archive is one frame, and asks the cache for none.
case_configure(ARGS "-DARGUMENTS=FORMATS;TAR_ZST;SOLID")
case_build(TARGET package)
case_expect_frames(HITS 0 MISSES 0)
case_run(COMMAND zstd --list dist/hello-1.0.33-linux-all.tar.zst WORKING_DIRECTORY "${CASE_BUILD}"
         OUTPUT listed)
case_expect_match("${listed}" " 1 +0 +[0-9]")

# What is installed and not tracked by git, and what the plan names elsewhere, is looked at as well.
set(loose "${CASE_SCRATCH}/loose")
case_write("${loose}/rules.cmake"
           "install(FILES \"${loose}/notes.txt\" DESTINATION share/hello)\n")
case_write("${loose}/notes.txt" "one")
case_write("${loose}/postinst" "#!/bin/sh\necho one\n")
case_configure(ARGS "-DARGUMENTS=FORMATS;DEB;POSTINST;${loose}/postinst"
                    "-DCMAKE_PROJECT_hello_INCLUDE=${loose}/rules.cmake" BUILD "${loose}/build")
set(deb "${loose}/build/dist/hello_1.0.33_all.deb")
foreach(round IN ITEMS one two)
  case_write("${loose}/notes.txt" "${round}")
  case_wait()
  case_build(TARGET package BUILD "${loose}/build")
  case_run(COMMAND sh -c "dpkg-deb --fsys-tarfile '${deb}' | tar -xO ./usr/share/hello/notes.txt"
           OUTPUT notes)
  case_expect_equal("${notes}" "${round}")
endforeach()
case_write("${loose}/postinst" "#!/bin/sh\necho two\n")
case_build(TARGET package BUILD "${loose}/build")
case_run(COMMAND dpkg-deb --info "${deb}" postinst OUTPUT script)
case_expect_match("${script}" "echo two")
