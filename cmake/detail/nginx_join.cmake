# SPDX-License-Identifier: Apache-2.0
# Makes OUTPUT of TEMPLATE, where PARTS take the place of the line "@assets@". It keeps its time when
# nothing in it changes.
cmake_policy(VERSION 3.25)
file(READ "${TEMPLATE}" text)
set(assets "")
foreach(part IN LISTS PARTS)
  file(READ "${part}" lines)
  string(REGEX REPLACE "\n([^\n])" "\n  \\1" lines "\n${lines}")
  string(APPEND assets "${lines}")
endforeach()
string(REPLACE "@assets@\n" "${assets}" text "${text}")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "@text@" @ONLY)
