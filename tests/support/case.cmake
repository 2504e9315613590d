# SPDX-License-Identifier: Apache-2.0
#[[
The words of a CMake case: a folder tests/cmake/<function>-<case>/ with a test.cmake, and a tiny
project in project/ where it needs one. A case that gets to its end has passed.

What a case is told:
  CASE_DIR      its own folder                  CASE_SCRATCH    an empty folder, its own
  CASE_SOURCE   ${CASE_SCRATCH}/source          CASE_BUILD      ${CASE_SCRATCH}/build
  CASE_PREFIX   where ShipIt is installed       CASE_GENERATOR  the generator it runs for, or empty
  CASE_SHIPIT   ShipIt's own source folder      CASE_ESBUILD    the esbuild of examples/myservice

  case_project()                      copies project/ to CASE_SOURCE
  case_write(<file> <content>)        writes a file; a relative one lies in CASE_SOURCE
  case_git(<argument>... [OUTPUT <var>])   runs git in CASE_SOURCE
  case_commit(<message>)              commits everything, in a repository that it makes if need be
  case_tag(<name>)                    an annotated tag
  case_configure([ARGS <arg>...] [SOURCE <dir>] [BUILD <dir>] [FAILS <regex>...] [OUTPUT <var>])
  case_build([TARGET <name>] [ARGS <arg>...] [BUILD <dir>] [FAILS <regex>...] [OUTPUT <var>])
  case_run(COMMAND <word>... [WORKING_DIRECTORY <dir>] [FAILS <regex>...] [OUTPUT <var>])
  case_expect_equal(<actual> <expected>)
  case_expect_match(<text> <regex>...)
  case_expect_file(<path> [CONTAINS <text>...] [LACKS <text>...] [MATCHES <regex>...] [FOUND <var>])
  case_expect_file(<path> ABSENT)
  case_skip(<reason>)                 ends the case as skipped

A command has to succeed. With FAILS it has to fail, and what it said, on both streams and with all
white space folded to single blanks, has to match each regex. OUTPUT is what it wrote to stdout; the
line end at its end is taken off. The path of case_expect_file is relative to CASE_BUILD; it may be
a glob that finds exactly one file, and FOUND is then that file.
]]
include_guard(GLOBAL)

# ---- the surroundings ---------------------------------------------------------------------------

# Nothing of the machine's settings reaches a case: neither git's, CMake's, nor the locale.
function(_case_isolate)
  foreach(name IN
          ITEMS GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE SOURCE_DATE_EPOCH DESTDIR MAKEFLAGS MFLAGS
                MAKELEVEL CMAKE_GENERATOR CMAKE_PREFIX_PATH CMAKE_BUILD_TYPE CMAKE_TOOLCHAIN_FILE
                CMAKE_INSTALL_MODE ESBUILD_EXECUTABLE SHIPIT_CACHE_SIZE)
    unset(ENV{${name}})
  endforeach()
  set(ENV{LC_ALL} C.UTF-8)
  set(ENV{TZ} UTC)
  set(ENV{SHIPIT_CACHE_DIR} "${CASE_SCRATCH}/cache")
  set(ENV{GIT_CONFIG_GLOBAL} /dev/null)
  set(ENV{GIT_CONFIG_NOSYSTEM} 1)
  # The scratch folder may lie within a checkout of ShipIt: git is not to find that.
  cmake_path(GET CASE_SCRATCH PARENT_PATH above)
  set(ENV{GIT_CEILING_DIRECTORIES} "${above}")
  foreach(who IN ITEMS AUTHOR COMMITTER)
    set(ENV{GIT_${who}_NAME} "Case")
    set(ENV{GIT_${who}_EMAIL} "case@example.org")
    set(ENV{GIT_${who}_DATE} "2024-01-02T03:04:05+00:00")
  endforeach()
endfunction()

# Reads a word's arguments into arg_*; unknown and valueless keywords are mistakes of the case.
macro(_case_arguments first options one multi)
  cmake_parse_arguments(PARSE_ARGV ${first} arg "${options}" "${one}" "${multi}")
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    list(JOIN arg_UNPARSED_ARGUMENTS " " useless)
    list(JOIN arg_KEYWORDS_MISSING_VALUES " " valueless)
    message(FATAL_ERROR "${CMAKE_CURRENT_FUNCTION} can't use: ${useless}${valueless}")
  endif()
endmacro()

# ---- making a project ---------------------------------------------------------------------------

function(case_project)
  file(COPY "${CASE_DIR}/project/" DESTINATION "${CASE_SOURCE}")
endfunction()

function(case_write file content)
  cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CASE_SOURCE}")
  file(WRITE "${file}" "${content}")
endfunction()

function(case_git)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUTPUT" "")
  _case_execute("${CASE_SOURCE}" git ${arg_UNPARSED_ARGUMENTS})
  _case_hand_out()
endfunction()

function(case_commit message)
  if(NOT EXISTS "${CASE_SOURCE}/.git")
    case_git(init --quiet --initial-branch=main)
  endif()
  case_git(add --all)
  case_git(commit --quiet --allow-empty --message "${message}")
endfunction()

function(case_tag name)
  case_git(tag --annotate --message "${name}" "${name}")
endfunction()

# ---- running ------------------------------------------------------------------------------------

function(case_configure)
  _case_arguments(0 "" "SOURCE;BUILD;OUTPUT" "ARGS;FAILS")
  if(NOT CASE_GENERATOR)
    message(FATAL_ERROR "a case with '# generators: none' has nothing to configure with")
  endif()
  _case_default(arg_SOURCE "${CASE_SOURCE}")
  _case_default(arg_BUILD "${CASE_BUILD}")
  _case_execute("${CASE_SCRATCH}" "${CMAKE_COMMAND}" -S "${arg_SOURCE}" -B "${arg_BUILD}" -G
                "${CASE_GENERATOR}" -Werror=dev "-DCMAKE_PREFIX_PATH=${CASE_PREFIX}" ${arg_ARGS})
  _case_hand_out()
endfunction()

function(case_build)
  _case_arguments(0 "" "TARGET;BUILD;OUTPUT" "ARGS;FAILS")
  _case_default(arg_BUILD "${CASE_BUILD}")
  if(arg_TARGET)
    list(PREPEND arg_ARGS --target "${arg_TARGET}")
  endif()
  _case_execute("${CASE_SCRATCH}" "${CMAKE_COMMAND}" --build "${arg_BUILD}" ${arg_ARGS})
  # What a case edits next is newer than what was built: within one tick of the file system's clock
  # Ninja takes them for equally old.
  execute_process(COMMAND "${CMAKE_COMMAND}" -E sleep 0.02)
  _case_hand_out()
endfunction()

function(case_run)
  _case_arguments(0 "" "WORKING_DIRECTORY;OUTPUT" "COMMAND;FAILS")
  _case_default(arg_WORKING_DIRECTORY "${CASE_SCRATCH}")
  _case_execute("${arg_WORKING_DIRECTORY}" ${arg_COMMAND})
  _case_hand_out()
endfunction()

# Runs a command in `folder`, holds it to the calling word's arg_FAILS; its stdout is case_output.
function(_case_execute folder)
  cmake_parse_arguments(PARSE_ARGV 1 run "" "" "")
  execute_process(
    COMMAND ${run_UNPARSED_ARGUMENTS}
    WORKING_DIRECTORY "${folder}"
    RESULT_VARIABLE code
    OUTPUT_VARIABLE output
    ERROR_VARIABLE said)
  list(JOIN run_UNPARSED_ARGUMENTS " " command)
  _case_quote(quoted "${output}${said}")
  if(NOT arg_FAILS AND NOT code STREQUAL "0")
    message(FATAL_ERROR "failed (${code}): ${command}\n${quoted}")
  elseif(arg_FAILS AND code STREQUAL "0")
    message(FATAL_ERROR "was to fail and did not: ${command}\n${quoted}")
  elseif(arg_FAILS)
    case_expect_match("${output}${said}" ${arg_FAILS})
  endif()
  string(REGEX REPLACE "\n$" "" output "${output}")
  set(case_output "${output}" PARENT_SCOPE)
endfunction()

macro(_case_hand_out)
  if(arg_OUTPUT)
    set(${arg_OUTPUT} "${case_output}" PARENT_SCOPE)
  endif()
endmacro()

function(_case_default variable value)
  if(NOT ${variable})
    set(${variable} "${value}" PARENT_SCOPE)
  endif()
endfunction()

# Foreign text, set off line by line so that nothing in it is taken for the case's own words.
function(_case_quote result text)
  string(REGEX REPLACE "\n$" "" text "${text}")
  string(REPLACE "\n" "\n  | " text "${text}")
  set(${result} "  | ${text}" PARENT_SCOPE)
endfunction()

# ---- expecting ----------------------------------------------------------------------------------

function(case_expect_equal actual expected)
  if(NOT "${actual}" STREQUAL "${expected}")
    _case_quote(actual "${actual}")
    _case_quote(expected "${expected}")
    message(FATAL_ERROR "was to be:\n${expected}\nand is:\n${actual}")
  endif()
endfunction()

function(case_expect_match text)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "")
  string(REGEX REPLACE "[ \t\r\n]+" " " folded "${text}")
  foreach(regex IN LISTS arg_UNPARSED_ARGUMENTS)
    if(NOT folded MATCHES "${regex}")
      _case_quote(quoted "${text}")
      message(FATAL_ERROR "nothing matches '${regex}' in:\n${quoted}")
    endif()
  endforeach()
endfunction()

function(case_expect_file path)
  _case_arguments(1 "ABSENT" "FOUND" "CONTAINS;LACKS;MATCHES")
  cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY "${CASE_BUILD}")
  file(GLOB found "${path}")
  list(LENGTH found count)
  if(arg_ABSENT)
    if(NOT count EQUAL 0)
      message(FATAL_ERROR "was not to be there: ${found}")
    endif()
    return()
  endif()
  if(NOT count EQUAL 1)
    cmake_path(GET path PARENT_PATH folder)
    file(GLOB beside RELATIVE "${folder}" "${folder}/*")
    message(FATAL_ERROR "${count} files are '${path}'; its folder holds: ${beside}")
  endif()
  if(arg_CONTAINS OR arg_LACKS OR arg_MATCHES)
    file(READ "${found}" text)
    _case_expect_text("${found}" "${text}")
  endif()
  if(arg_FOUND)
    set(${arg_FOUND} "${found}" PARENT_SCOPE)
  endif()
endfunction()

# Holds a file's text to the calling word's arg_CONTAINS, arg_LACKS and arg_MATCHES.
function(_case_expect_text file text)
  _case_quote(quoted "${text}")
  foreach(piece IN LISTS arg_CONTAINS)
    string(FIND "${text}" "${piece}" at)
    if(at EQUAL -1)
      message(FATAL_ERROR "'${piece}' is not in ${file}:\n${quoted}")
    endif()
  endforeach()
  foreach(piece IN LISTS arg_LACKS)
    string(FIND "${text}" "${piece}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "'${piece}' was not to be in ${file}:\n${quoted}")
    endif()
  endforeach()
  foreach(regex IN LISTS arg_MATCHES)
    if(NOT text MATCHES "${regex}")
      message(FATAL_ERROR "nothing matches '${regex}' in ${file}:\n${quoted}")
    endif()
  endforeach()
endfunction()

# cmake -P can't leave early with success: ctest goes by the SKIP line, whatever the exit code.
function(case_skip reason)
  message(NOTICE "SKIP: ${reason}")
  message(FATAL_ERROR "the case ends here, skipped")
endfunction()
