# SPDX-License-Identifier: Apache-2.0
# What is packaged runs from any place: paths of this machine and of the prefix are refused by the
# file that names them, in all that they can stand in.
case_project()
case_write(greet.c "void greet(void) {}\n")
case_write(main.c "void greet(void);\nint main(void) { greet(); return 0; }\n")

# case_packages(ARGUMENTS <arg>... [SETTINGS <text>] [SCRIPT <text>] [FAILS <regex>...])
function(case_packages)
  cmake_parse_arguments(PARSE_ARGV 0 one "" "SETTINGS;SCRIPT;FORMATS;RPATH" "FAILS;ARGUMENTS")
  if(NOT DEFINED one_SCRIPT)
    set(one_SCRIPT "#!/bin/sh\n")
  endif()
  if(NOT DEFINED one_FORMATS)
    set(one_FORMATS TAR_ZST)
  endif()
  if(NOT DEFINED one_RPATH)
    set(one_RPATH "\$ORIGIN/../lib/hello")
  endif()
  case_write(settings.in "# settings\n${one_SETTINGS}\n")
  case_write(script.sh "${one_SCRIPT}")
  case_configure(ARGS -DCOPIED= -DALLOWED=share/none "-DFORMATS=${one_FORMATS}"
                      "-DRPATH=${one_RPATH}" ${one_ARGUMENTS})
  case_build()
  if(one_FAILS)
    case_build(TARGET package FAILS ${one_FAILS})
  else()
    case_build(TARGET package)
  endif()
endfunction()

case_packages(SETTINGS "web = share/hello; shell = /bin/sh; tz = /usr/share/zoneinfo")
case_expect_file("dist/*.tar.zst" FOUND archive)

# It runs where it is unpacked, and the library that it needs is its own.
case_run(COMMAND "${CMAKE_COMMAND}" -E make_directory "${CASE_SCRATCH}/elsewhere")
case_run(COMMAND "${CMAKE_COMMAND}" -E tar xf "${archive}"
         WORKING_DIRECTORY "${CASE_SCRATCH}/elsewhere")
file(RENAME "${CASE_BUILD}/libgreet.so" "${CASE_BUILD}/hidden")
case_run(COMMAND "${CASE_SCRATCH}/elsewhere/hello/bin/hello")
file(RENAME "${CASE_BUILD}/hidden" "${CASE_BUILD}/libgreet.so")

# Texts.
case_packages(
  SETTINGS "web = @CMAKE_BINARY_DIR@/web" FAILS
  "'share/hello/settings.conf:2' names '${CASE_BUILD}/web', which is on this machine only"
  "help: say it relative to the file or the program" "RELOCATABLE_ALLOW share/hello/settings.conf")
case_packages(
  SETTINGS "data = @CMAKE_SOURCE_DIR@" FORMATS DEB ARGUMENTS -DALLOWED=share/other/*.conf FAILS
  "'share/hello/settings.conf:2' names '${CASE_SOURCE}', which is on this machine only"
  "warning: RELOCATABLE_ALLOW 'share/other/\\*.conf' fits no file of the package")
case_packages(SETTINGS "data = @CMAKE_SOURCE_DIR@" ARGUMENTS -DALLOWED=share/*/*.conf)
# A warning is given again where nothing has changed.
case_packages(SETTINGS "data = none" ARGUMENTS -DALLOWED=share/other/*.conf)
case_run(COMMAND sh -c "cmake --build '${CASE_BUILD}' --target package 2>&1" OUTPUT said)
case_expect_match("${said}" "warning: RELOCATABLE_ALLOW 'share/other/\\*.conf' fits no file")
case_packages(
  SETTINGS "self = /usr/share/hello/settings.conf" FAILS
  "settings.conf:2' names '/usr/share/hello/settings.conf', which is not in the archive")
case_packages(SETTINGS "prefix=@CMAKE_INSTALL_PREFIX@" ARGUMENTS -DCMAKE_INSTALL_PREFIX=/opt/hello
              FAILS "settings.conf:2' names '/opt/hello', which is not in the archive")
case_packages(SETTINGS "prefix=/opt/hello\nself = /usr/share/hello/settings.conf" FORMATS DEB)

# A script's first line; and all that is wrong is told at once.
case_packages(
  SCRIPT "#!${CASE_BUILD}/venv/bin/python\n" SETTINGS "x=@CMAKE_BINARY_DIR@" FAILS
  "'bin/script.sh:1' is run by '${CASE_BUILD}/venv/bin/python', which is on this"
  "note: 'share/hello/settings.conf:2' names '${CASE_BUILD}'")
case_packages(SCRIPT "#!/usr/local/bin/python3\n" FAILS
              "'bin/script.sh:1' is run by '/usr/local/bin/python3', which is not in the archive")

# Programs. One that is copied from the build folder looks for its libraries there.
case_packages(ARGUMENTS -DCOPIED=YES FORMATS DEB FAILS
              "'bin/hello' looks for libraries in '${CASE_BUILD}', which is on this machine only")
case_packages(RPATH /usr/lib/hello FAILS
              "'bin/hello' looks for libraries in '/usr/lib/hello', which is not in the archive")
case_packages(RPATH /usr/lib/hello FORMATS DEB)
case_packages(RPATH "\$ORIGIN/../../lib" FAILS
              "'bin/hello' looks for libraries in '.ORIGIN/../../lib', which is not in the archive")

# What is known of a file is true under the same folders only: the record is read, and renewed.
case_packages(SETTINGS "fine")
case_expect_file(shipit/named.index MATCHES "shipit named 1 [0-9a-f]+\n[0-9a-f]+")
case_packages(SETTINGS "fine\nprefix=/opt/hello" ARGUMENTS -DCMAKE_INSTALL_PREFIX=/usr/local)
case_packages(SETTINGS "fine\nprefix=/opt/hello" ARGUMENTS -DCMAKE_INSTALL_PREFIX=/opt/hello FAILS
              "settings.conf:3' names '/opt/hello'")

case_configure(ARGS -DALLOWED=/usr/share/x FAILS "got RELOCATABLE_ALLOW '/usr/share/x'"
                                                 "write it as in the archive's folder")
