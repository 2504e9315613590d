# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# Debug information in a package beside the one whose programs are stripped of it.
function(case_package arguments)
  case_write(
    CMakeLists.txt
    "cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(hello VERSION 1.2.3 LANGUAGES C)
include(ShipIt)
add_library(greet SHARED greet.c)
add_executable(hello hello.c)
target_link_libraries(hello greet)
set_target_properties(hello PROPERTIES INSTALL_RPATH \$ORIGIN/../lib/hello)
install(TARGETS hello)
install(TARGETS greet LIBRARY DESTINATION lib/hello)
# One program under two names: its debug information is one file.
install(TARGETS hello DESTINATION sbin)
shipit_package(NAME hello SUMMARY [[says hello]] CONTACT [[Ops <ops@example.org>]]
               ${arguments})
")
endfunction()

# <dist> becomes what lies there, without the version and the architecture.
function(case_dist variable)
  file(GLOB files RELATIVE "${CASE_BUILD}/dist" "${CASE_BUILD}/dist/*")
  string(REGEX REPLACE "[-_]1\\.2\\.3[^;]*(\\.deb|\\.tar\\.zst|\\.tree\\.json|\\.cdx\\.json)" "\\1"
                       files "${files}")
  list(SORT files)
  set(${variable} "${files}" PARENT_SCOPE)
endfunction()

case_write(greet.c "int greet(int number) { return number + 1; }\n")
case_write(hello.c "int greet(int);\nint a_name_to_find(void) { return greet(0); }
int main(void) { return a_name_to_find() - 1; }\n")
case_package("")
case_configure(ARGS -DCMAKE_BUILD_TYPE=RelWithDebInfo)
case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 0.1)
case_build(ARGS --target all package)
case_dist(files)
case_expect_equal(
  "${files}"
  "SHA256SUMS;deploy.json;hello-dbgsym.deb;hello.cdx.json;hello.deb;hello.tar.zst;hello.tree.json")
file(GLOB deb "${CASE_BUILD}/dist/hello_*.deb")
file(GLOB dbgsym "${CASE_BUILD}/dist/hello-dbgsym_*.deb")
case_run(COMMAND dpkg-deb -R "${deb}" "${CASE_SCRATCH}/x")
case_run(COMMAND dpkg-deb -R "${dbgsym}" "${CASE_SCRATCH}/x-dbgsym")

# The control file is as dpkg-gencontrol writes it for such a package.
set(build_ids "")
foreach(file IN ITEMS bin/hello lib/hello/libgreet.so)
  case_run(COMMAND readelf --notes "${CASE_SCRATCH}/x/usr/${file}" OUTPUT notes)
  string(REGEX MATCH "Build ID: ([0-9a-f]+)" id "${notes}")
  list(APPEND build_ids "${CMAKE_MATCH_1}")
endforeach()
list(GET build_ids 0 id)
list(SORT build_ids)
list(JOIN build_ids " " build_ids)
case_run(COMMAND dpkg --print-architecture OUTPUT architecture)
file(READ "${CASE_SCRATCH}/x-dbgsym/DEBIAN/control" control)
string(REGEX REPLACE "Installed-Size: [0-9]+\n" "" control "${control}")
case_expect_equal(
  "${control}"
  "Package: hello-dbgsym
Source: hello
Version: 1.2.3
Auto-Built-Package: debug-symbols
Architecture: ${architecture}
Maintainer: Ops <ops@example.org>
Depends: hello (= 1.2.3)
Section: debug
Priority: optional
Description: debug symbols for hello
Build-Ids: ${build_ids}
")
file(READ_SYMLINK "${CASE_SCRATCH}/x-dbgsym/usr/share/doc/hello-dbgsym" documents)
case_expect_equal("${documents}" hello)
string(REGEX REPLACE "^(..)(.*)$" "usr/lib/debug/.build-id/\\1/\\2.debug" debug "${id}")
case_run(COMMAND readelf --sections --wide "${CASE_SCRATCH}/x-dbgsym/${debug}" OUTPUT sections)
case_expect_match("${sections}" "[.]debug_info +PROGBITS +[0-9a-f ]+ C ")
case_run(COMMAND readelf --string-dump=.gnu_debuglink "${CASE_SCRATCH}/x/usr/bin/hello" OUTPUT link)
string(SUBSTRING "${id}" 2 -1 rest)
case_expect_match("${link}" "${rest}[.]debug")
case_run(COMMAND readelf --sections --wide "${CASE_SCRATCH}/x/usr/bin/hello" OUTPUT sections)
if(sections MATCHES "debug_info|symtab")
  message(FATAL_ERROR "bin/hello was not stripped:\n${sections}")
endif()

# A debugger finds it by the build id, with the file and the line.
find_program(gdb gdb NO_CACHE)
if(gdb)
  case_run(COMMAND "${gdb}" --batch --nx --eval-command
                   "set debug-file-directory ${CASE_SCRATCH}/x-dbgsym/usr/lib/debug" --eval-command
                   "file ${CASE_SCRATCH}/x/usr/bin/hello" --eval-command "info line a_name_to_find"
           OUTPUT said)
  case_expect_match("${said}" "Line 2 of \"[^\"]*hello.c\" starts at")
endif()
find_program(lintian lintian NO_CACHE)
if(lintian)
  # lintian wants to know the architecture by the name of the file.
  file(COPY_FILE "${dbgsym}" "${CASE_SCRATCH}/hello-dbgsym_1.2.3_${architecture}.deb")
  case_run(COMMAND "${lintian}" "${CASE_SCRATCH}/hello-dbgsym_1.2.3_${architecture}.deb"
           OUTPUT said)
  case_expect_equal("${said}" "")
endif()

# deploy.json tells the one from the other, by its schema.
file(READ "${CASE_BUILD}/dist/deploy.json" deploy)
set(kinds "")
foreach(i IN ITEMS 0 1 2)
  string(JSON kind GET "${deploy}" artifacts ${i} kind)
  list(APPEND kinds ${kind})
endforeach()
case_expect_equal("${kinds}" "archive;deb;dbgsym")
case_run(COMMAND python3 "${CASE_SHIPIT}/tests/support/check_schema.py"
                 "${CASE_SHIPIT}/packaging/schema/deploy-1.schema.json"
                 "${CASE_BUILD}/dist/deploy.json")

# Nothing is stripped, split or packed again when nothing changed; lost, it comes back as it was.
file(GLOB_RECURSE split "${CASE_BUILD}/shipit/stage-debug/*.debug")
function(case_stamps variable)
  case_run(COMMAND stat --format "%n %i %Y %Z" ${split} ${deb} ${dbgsym} OUTPUT stamps)
  set(${variable} "${stamps}" PARENT_SCOPE)
endfunction()
case_stamps(before)
file(READ "${CASE_BUILD}/dist/SHA256SUMS" sums)
case_build(TARGET package)
case_stamps(after)
case_expect_equal("${after}" "${before}")
foreach(lost IN ITEMS dist shipit/stage-debug)
  file(REMOVE_RECURSE "${CASE_BUILD}/${lost}")
endforeach()
case_build(TARGET package)
file(READ "${CASE_BUILD}/dist/SHA256SUMS" again)
case_expect_equal("${again}" "${sums}")

# An edited file: what was split off for the last build id goes.
case_write(hello.c "int main(void) { return 0; }\n")
case_build(ARGS --target all package)
file(GLOB_RECURSE now RELATIVE "${CASE_BUILD}/shipit/stage-debug"
     "${CASE_BUILD}/shipit/stage-debug/*.debug")
list(LENGTH now count)
case_expect_equal("${count}" 2)
case_expect_file("shipit/stage-debug/.build-id/*/${rest}.debug" ABSENT)

# None where it is not wanted, where nothing is stripped, and where there is no debug information.
function(case_expect_none arguments)
  set(cache STRIP_FILES=ON DEBIAN_DEBUGINFO_PACKAGE=ON)
  list(TRANSFORM cache PREPEND -DCPACK_)
  case_package("${arguments}")
  case_configure(ARGS -DCMAKE_BUILD_TYPE=RelWithDebInfo ${cache} ${ARGN})
  case_build(ARGS --target all package)
  case_expect_file("dist/hello-dbgsym*" ABSENT)
  case_expect_file("shipit/stage-debug/.build-id" ABSENT)
endfunction()
case_expect_none("FORMATS TAR_ZST")
case_expect_none("" -DCPACK_STRIP_FILES=OFF)
case_expect_none("" -DCMAKE_BUILD_TYPE=Release)
case_package("DBGSYM OFF")
case_configure()
case_expect_file(shipit/package.json MATCHES "\"dbgsym\" : false")
case_package("")
case_configure(ARGS -DCPACK_DEBIAN_DEBUGINFO_PACKAGE=OFF)
case_expect_file(shipit/package.json MATCHES "\"dbgsym\" : false")
case_package("DBGSYM ON")
case_configure(FAILS "shipit_package.. got DBGSYM 'ON'" "it can be AUTO or OFF")
case_package("")
case_configure(ARGS -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCPACK_DEBIAN_DEBUGINFO_PACKAGE=ON
                    -DCMAKE_OBJCOPY=/nonexistent/objcopy)
case_build()
case_build(
  TARGET package
  FAILS "cannot keep the debug information of '/usr/[^ ]*'" "there is no /nonexistent/objcopy here"
        "CMAKE_OBJCOPY to the toolchain's own, or give shipit_pack")
