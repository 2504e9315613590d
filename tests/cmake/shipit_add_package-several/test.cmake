# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# The components of one project as several packages: what is in each, and what each says.
case_write(hello.c "int greet(int);\nint main(void) { return greet(0) - 1; }\n")
case_write(greet.c "int greet(int number) { return number + 1; }\n")
case_write(greet.h "int greet(int);\n")
case_write(hello.ini "port = 1\n")
case_write(share/a.txt "a\n")
string(REPEAT "a line like all the others\n" 250000 text)
case_write(share/big.txt "${text}")
case_write(postinst "#!/bin/sh\necho data >/dev/null\n")
case_write(
  CMakeLists.txt
  [==[
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(hello VERSION 1.2.3 LANGUAGES C)
include(ShipIt)
shipit_add_package(hello-data COMPONENTS Unspecified links SUMMARY "what hello says" SECTION text
                   POSTINST postinst BREAKS [[hello (<< ${binary:Version})]] RECOMMENDS hello)
add_library(greet SHARED greet.c)
set_target_properties(greet PROPERTIES VERSION 1.0 SOVERSION 1)
add_executable(hello hello.c)
target_link_libraries(hello greet)
set_target_properties(hello PROPERTIES INSTALL_RPATH $ORIGIN/../lib)
install(TARGETS hello COMPONENT program)
install(FILES hello.ini DESTINATION etc/hello COMPONENT program)
install(DIRECTORY DESTINATION /var/lib/hello COMPONENT program)
install(TARGETS greet LIBRARY DESTINATION lib COMPONENT library NAMELINK_COMPONENT dev)
install(FILES greet.h DESTINATION include COMPONENT dev)
install(FILES greet.h DESTINATION share/tests COMPONENT tests)
install(DIRECTORY share/ DESTINATION share/hello)
install(CODE [[file(WRITE "$ENV{DESTDIR}/usr/share/hello/made.txt" "made\n")
file(CREATE_LINK "$ENV{DESTDIR}/usr/share/hello/a.txt" "$ENV{DESTDIR}/usr/share/hello/b.txt")]])
install(CODE [[file(CREATE_LINK hello.ini "$ENV{DESTDIR}/usr/etc/hello/link" SYMBOLIC)
file(CREATE_LINK ../../etc/hello/hello.ini "$ENV{DESTDIR}/usr/share/hello/ini" SYMBOLIC)]]
        COMPONENT links)
# The data have another name for a file of the program's component.
install(CODE [[file(CREATE_LINK "$ENV{DESTDIR}/usr/lib/systemd/system/hello.service"
                     "$ENV{DESTDIR}/usr/share/hello/unit")]] COMPONENT links)
shipit_add_service(hello COMPONENT program)
shipit_package(SUMMARY "says hello" CONTACT "Ops <ops@example.org>" LEAVE_OUT tests
               COMPONENTS program DEPENDS hello-data greeting)
shipit_add_package(libgreet1 COMPONENTS library SUMMARY "library that greets" SECTION libs
                   PROVIDES greeting)
shipit_add_package(libgreet-dev COMPONENTS dev SUMMARY "library that greets, for programs"
                   DEPENDS [[libgreet1 (= ${binary:Version})]] SECTION libdevel)
]==])
case_run(COMMAND dpkg --print-architecture OUTPUT arch)

# case_expect_package(DEB FILES FIELD...): files without documents and folders that have something
function(case_expect_package deb files)
  case_run(COMMAND dpkg-deb --contents "${CASE_BUILD}/dist/${deb}" OUTPUT listed)
  string(REGEX REPLACE "[^\n]* [.]/usr/share/doc/[^\n]*|[^\n]* [.]/([^\n]*/)?\n" "" listed
                       "${listed}\n")
  string(REGEX REPLACE "[^\n]*[0-9] [.]/([^\n]*)\n" "\\1;" listed "${listed}")
  string(REGEX REPLACE "[\n;]+" ";" listed "${listed}")
  string(REGEX REPLACE ";$" "" listed "${listed}")
  case_expect_equal("${listed}" "${files}")
  case_run(COMMAND dpkg-deb --field "${CASE_BUILD}/dist/${deb}" OUTPUT fields)
  foreach(field IN LISTS ARGN)
    string(FIND "\n${fields}\n" "\n${field}\n" at)
    if(at EQUAL -1)
      message(FATAL_ERROR "${deb} lacks '${field}':\n${fields}")
    endif()
  endforeach()
endfunction()

function(case_control deb file variable)
  file(REMOVE_RECURSE "${CASE_SCRATCH}/control")
  case_run(COMMAND dpkg-deb --control "${CASE_BUILD}/dist/${deb}" "${CASE_SCRATCH}/control")
  set(text "")
  if(EXISTS "${CASE_SCRATCH}/control/${file}")
    file(READ "${CASE_SCRATCH}/control/${file}" text)
  endif()
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()

case_configure(ARGS -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS=-g -DCMAKE_INSTALL_PREFIX=/usr)
case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 0.1)
case_build(ARGS --target all package)
case_expect_package(
  hello_1.2.3_${arch}.deb "etc/hello/hello.ini;usr/bin/hello;usr/lib/systemd/system/hello.service"
  "Architecture: ${arch}" "Section: misc" "Description: says hello")
case_run(COMMAND dpkg-deb --contents "${CASE_BUILD}/dist/hello_1.2.3_${arch}.deb" OUTPUT listed)
case_expect_match("${listed}" " [.]/var/lib/hello/")
case_run(COMMAND dpkg-deb --field "${CASE_BUILD}/dist/hello_1.2.3_${arch}.deb" Depends OUTPUT needs)
case_expect_match("${needs}"
                  "^greeting, hello-data .= 1.2.3., libc6 [^ ]* [^ ]*, libgreet1 .= 1.2.3.$")
set(files
    "etc/hello/link -> hello.ini" "usr/share/hello/a.txt"
    "usr/share/hello/b.txt link to ./usr/share/hello/a.txt" "usr/share/hello/big.txt"
    "usr/share/hello/ini -> /etc/hello/hello.ini" "usr/share/hello/made.txt" "usr/share/hello/unit")
case_expect_package(
  hello-data_1.2.3_all.deb "${files}" "Source: hello" "Architecture: all" "Section: text"
  "Recommends: hello (= 1.2.3)" "Breaks: hello (<< 1.2.3)" "Maintainer: Ops <ops@example.org>")
case_expect_package(
  libgreet1_1.2.3_${arch}.deb "usr/lib/libgreet.so.1 -> libgreet.so.1.0;usr/lib/libgreet.so.1.0"
  "Architecture: ${arch}" "Section: libs")
case_expect_package(
  libgreet-dev_1.2.3_${arch}.deb "usr/include/greet.h;usr/lib/libgreet.so -> libgreet.so.1"
  "Depends: libgreet1 (= 1.2.3)" "Architecture: ${arch}")
foreach(package IN ITEMS hello libgreet1)
  case_run(COMMAND dpkg-deb --field "${CASE_BUILD}/dist/${package}-dbgsym_1.2.3_${arch}.deb"
           OUTPUT fields)
  case_expect_match("${fields}" "Source: hello" "Depends: ${package} .= 1.2.3."
                    "Build-Ids: [0-9a-f]+$")
endforeach()

# Each has the control files of what is in it.
case_control(hello_1.2.3_${arch}.deb conffiles text)
case_expect_equal("${text}" "/etc/hello/hello.ini\n")
case_control(hello_1.2.3_${arch}.deb postinst text)
case_expect_match("${text}" "deb-systemd-helper unmask hello.service")
case_control(hello-data_1.2.3_all.deb postinst text)
case_expect_match("${text}" "echo data")
case_control(hello-data_1.2.3_all.deb conffiles text)
case_expect_equal("${text}" "")
case_control(libgreet1_1.2.3_${arch}.deb postinst text)
case_expect_equal("${text}" "")
case_control(libgreet1_1.2.3_${arch}.deb shlibs text)
case_expect_equal("${text}" "libgreet 1 libgreet1 (>= 1.2.3)\n")
case_control(libgreet1_1.2.3_${arch}.deb triggers text)
case_expect_equal("${text}" "activate-noawait ldconfig\n")

# A big file is in one package; all unpack to what the archive has.
file(MAKE_DIRECTORY "${CASE_SCRATCH}/debs" "${CASE_SCRATCH}/archive")
file(GLOB debs "${CASE_BUILD}/dist/*.deb")
list(LENGTH debs count)
case_expect_equal("${count}" 6)
foreach(deb IN LISTS debs)
  case_run(COMMAND dpkg-deb -x "${deb}" "${CASE_SCRATCH}/debs")
endforeach()
file(GLOB archive "${CASE_BUILD}/dist/*.tar.zst")
case_run(COMMAND tar -xf "${archive}" -C "${CASE_SCRATCH}/archive" --strip-components 1)
foreach(folder IN ITEMS bin include lib/libgreet.so.1.0 share/hello/big.txt share/hello/unit)
  case_run(COMMAND diff -r "${CASE_SCRATCH}/archive/${folder}" "${CASE_SCRATCH}/debs/usr/${folder}")
endforeach()
case_expect_file("${CASE_SCRATCH}/archive/share/tests" ABSENT)
file(READ "${CASE_BUILD}/dist/deploy.json" deploy)
string(JSON count LENGTH "${deploy}" artifacts)
case_expect_equal("${count}" 9)
# What one of them provides is nothing that a host has to have.
string(JSON needs GET "${deploy}" dependencies apt 0)
case_expect_match("${needs}" "^libc6 ")

# Again: nothing is made when nothing changed, and the same when all was lost.
case_run(COMMAND stat --format "%n %i %Y %Z" ${debs} OUTPUT before)
file(READ "${CASE_BUILD}/dist/SHA256SUMS" sums)
case_build(TARGET package)
case_run(COMMAND stat --format "%n %i %Y %Z" ${debs} OUTPUT after)
case_expect_equal("${after}" "${before}")
foreach(lost IN ITEMS dist shipit/stage shipit/stage.index)
  file(REMOVE_RECURSE "${CASE_BUILD}/${lost}")
endforeach()
case_build(TARGET package)
file(READ "${CASE_BUILD}/dist/SHA256SUMS" again)
case_expect_equal("${again}" "${sums}")

# A changed file is a new package for those that have it.
case_write(share/a.txt "other\n")
case_build(TARGET package)
file(READ "${CASE_BUILD}/dist/SHA256SUMS" again)
foreach(row IN ITEMS "hello-data|FALSE" "hello|TRUE" "libgreet1|TRUE" "libgreet-dev|TRUE")
  string(REGEX MATCH "^(.*)\\|(.*)$" row "${row}")
  set(wanted ${CMAKE_MATCH_2})
  string(REGEX MATCH "[0-9a-f]+  ${CMAKE_MATCH_1}_1[^\n]*" line "${sums}")
  string(FIND "${again}" "${line}" at)
  set(same TRUE)
  if(at EQUAL -1)
    set(same FALSE)
  endif()
  case_expect_equal("${row} ${same}" "${row} ${wanted}")
endforeach()
