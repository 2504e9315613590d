# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# The control file: from keywords, from what the project sets for CPack's own generator, and what
# wins.
function(case_package before arguments after)
  case_write(
    CMakeLists.txt
    "cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(Hello VERSION 1.2.3 LANGUAGES NONE)
include(ShipIt)
install(PROGRAMS hello DESTINATION bin)
${before}
shipit_package(FORMATS DEB ${arguments})
${after}
")
endfunction()

function(case_fields deb expected)
  case_run(COMMAND dpkg-deb --field "${CASE_BUILD}/dist/${deb}" OUTPUT fields)
  string(REGEX REPLACE "(^|\n)Installed-Size: [0-9]+" "" fields "${fields}")
  case_expect_equal("${fields}" "${expected}")
endfunction()

case_write(hello "#!/bin/sh\n")
case_package(
  "" "NAME hello SUMMARY [[says hello]] CONTACT [[Ops <ops@example.org>]] SECTION net PRIORITY extra
   HOMEPAGE https://example.org/ ARCHITECTURE amd64 DESCRIPTION [[Greets.]] PRE_DEPENDS dpkg
   DEPENDS python3 [[mta|exim4 (>=4)]] RECOMMENDS curl SUGGESTS s1 ENHANCES e1 BREAKS [[b1 (<< 2)]]
   CONFLICTS c1 c2 REPLACES r1 PROVIDES [[greeter (= 1)]]" "")
case_configure()
case_build(TARGET package)
case_fields(
  hello_1.2.3_amd64.deb
  "Package: hello
Version: 1.2.3
Architecture: amd64
Maintainer: Ops <ops@example.org>
Pre-Depends: dpkg
Depends: mta | exim4 (>= 4), python3
Recommends: curl
Suggests: s1
Enhances: e1
Conflicts: c1, c2
Breaks: b1 (<< 2)
Replaces: r1
Provides: greeter (= 1)
Section: net
Priority: extra
Homepage: https://example.org/
Description: says hello
 Greets.")

# A project that was made for CPack says the same by variables, before the call or after it.
string(CONCAT variables "set(CPACK_DEBIAN_PACKAGE_MAINTAINER [[Deb <deb@example.org>]])\n"
              "set(CPACK_PACKAGE_DESCRIPTION_SUMMARY [[says hello]])\n"
              "set(CPACK_PACKAGE_CONTACT [[Nobody <no@example.org>]])\n")
foreach(
  value IN
  ITEMS "NAME greeter" "SECTION web" "PRIORITY standard" "ARCHITECTURE all"
        "DEPENDS [[perl (>= 5), python3]]" "PREDEPENDS dpkg" "RECOMMENDS curl" "SUGGESTS s1"
        "ENHANCES e1" "CONFLICTS c1" "BREAKS b1" "REPLACES r1" "PROVIDES p1"
        "HOMEPAGE https://deb.example.org/" "DESCRIPTION [[Greets.]]"
        "CONTROL_STRICT_PERMISSION TRUE" "DEBUG ON")
  string(APPEND variables "set(CPACK_DEBIAN_PACKAGE_${value})\n")
endforeach()
string(APPEND variables "set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)\n")
case_package("" "" "${variables}")
case_configure()
case_build(TARGET package)
case_fields(
  greeter_1.2.3_all.deb
  "Package: greeter
Version: 1.2.3
Architecture: all
Maintainer: Deb <deb@example.org>
Pre-Depends: dpkg
Depends: perl (>= 5), python3
Recommends: curl
Suggests: s1
Enhances: e1
Conflicts: c1
Breaks: b1
Replaces: r1
Provides: p1
Section: web
Priority: standard
Homepage: https://deb.example.org/
Description: says hello
 Greets.")

# What is given to shipit_package() wins.
case_package(
  "${variables}"
  "NAME hello SUMMARY other CONTACT [[Ops <ops@example.org>]] DEPENDS dash RECOMMENDS wget
   SECTION net PRIORITY optional DESCRIPTION Other. HOMEPAGE https://example.org/" "")
case_configure()
case_build(TARGET package)
case_run(COMMAND dpkg-deb --field "${CASE_BUILD}/dist/hello_1.2.3_all.deb" Maintainer Depends
                 Recommends Suggests Section Priority Homepage Description OUTPUT fields)
case_expect_equal(
  "${fields}"
  "Maintainer: Ops <ops@example.org>
Depends: dash
Recommends: wget
Suggests: s1
Section: net
Priority: optional
Homepage: https://example.org/
Description: other
 Other.")

# What would change the package and isn't followed is named.
set(common "NAME hello SUMMARY s CONTACT [[Ops <ops@example.org>]]")
function(case_warns set warning)
  case_package("" "${common}" "${set}")
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -S "${CASE_SOURCE}" -B "${CASE_BUILD}"
    RESULT_VARIABLE status
    OUTPUT_QUIET
    ERROR_VARIABLE said)
  case_expect_equal("${status}" 0)
  case_expect_match("${said}" "${warning}")
endfunction()
case_warns(
  "set(CPACK_DEBIAN_PACKAGE_RELEASE 1)\nset(CPACK_DEB_COMPONENT_INSTALL ON)"
  "does not follow CPACK_DEBIAN_PACKAGE_RELEASE, CPACK_DEB_COMPONENT_INSTALL: its .deb is made")
case_warns("set(CPACK_DEBIAN_PACKAGE_RELEASE [[]])" "^$")

# The compression, by keyword and by CPack's variable; what dpkg-deb unpacks is the same.
foreach(row IN ITEMS "xz||xz" "gzip||gz" "zstd||zst" "|gzip|gz")
  string(REGEX MATCH "^(.*)\\|(.*)\\|(.*)$" row "${row}")
  set(ending ${CMAKE_MATCH_3})
  set(keyword "")
  if(CMAKE_MATCH_1)
    set(keyword "COMPRESSION ${CMAKE_MATCH_1}")
  endif()
  case_package("" "${common} ${keyword}" "set(CPACK_DEBIAN_COMPRESSION_TYPE [[${CMAKE_MATCH_2}]])")
  case_configure()
  case_build(TARGET package)
  case_run(COMMAND ar t "${CASE_BUILD}/dist/hello_1.2.3_all.deb" OUTPUT members)
  case_expect_equal("${members}" "debian-binary\ncontrol.tar.${ending}\ndata.tar.${ending}")
  file(REMOVE_RECURSE "${CASE_SCRATCH}/x")
  case_run(COMMAND dpkg-deb -R "${CASE_BUILD}/dist/hello_1.2.3_all.deb" "${CASE_SCRATCH}/x")
  case_run(COMMAND cmp "${CASE_SOURCE}/hello" "${CASE_SCRATCH}/x/usr/bin/hello")
endforeach()
case_package("" "${common} COMPRESSION bzip2" "")
case_configure(FAILS "got the COMPRESSION 'bzip2'" "it can be xz, gzip or zstd")

# What Debian can't read is refused: by CMake where it can tell, else before anything is packed.
case_package("" "${common} PRIORITY high" "")
case_configure()
case_build(TARGET package FAILS "Debian knows no Priority 'high'"
                                "help: it knows required, important")
case_package("" "${common} CONFLICTS [[a1 | b1]]" "")
case_configure()
case_build(TARGET package FAILS "the package's Conflicts cannot have alternatives: 'a1 | b1'")
case_package("" "${common}" "set(CPACK_DEBIAN_PACKAGE_SUGGESTS [[Foo Bar]])")
case_configure()
case_build(TARGET package FAILS "the package's Suggests has a word that Debian cannot read: 'Foo")
case_package("set(CPACK_DEBIAN_PACKAGE_NAME Big)" "SUMMARY s CONTACT [[Ops <ops@example.org>]]" "")
case_configure(FAILS "got the name 'Big', which Debian does not allow" "NAME big")
case_package("set(CPACK_PACKAGE_CONTACT me)" "NAME hello SUMMARY s" "")
case_configure(FAILS "got the CONTACT 'me'" "write it as 'Name <mail@example.org>'")
