# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# A git that keeps count.
find_program(git git REQUIRED)
file(WRITE "${CASE_SCRATCH}/bin/git"
     "#!/bin/sh\necho \"$*\" >>'${CASE_SCRATCH}/git.log'\nexec '${git}' \"$@\"\n")
file(CHMOD "${CASE_SCRATCH}/bin/git" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

# Builds, and holds the build to how many times it asks for the version, renders a file, compiles,
# runs CMake, and at most starts git. Ninja, which watches, asks at most so often.
function(case_build_costs what)
  cmake_parse_arguments(PARSE_ARGV 1 cost "" "ASKED;RENDERED;COMPILED;GIT;CONFIGURED;OUTPUT" "")
  file(REMOVE "${CASE_SCRATCH}/git.log")
  set(path "$ENV{PATH}")
  set(ENV{PATH} "${CASE_SCRATCH}/bin:${path}")
  case_build(ARGS --verbose OUTPUT output)
  set(ENV{PATH} "${path}")
  foreach(pair IN
          ITEMS "ASKED;shipit-version update --plan" "RENDERED;shipit-version render --from"
                "COMPILED; -o [^ ]+\\.o -c " "CONFIGURED;-- configured ")
    list(GET pair 0 key)
    list(GET pair 1 regex)
    string(REGEX MATCHALL "${regex}" found "${output}")
    list(LENGTH found count_${key})
  endforeach()
  set(count_GIT 0)
  if(EXISTS "${CASE_SCRATCH}/git.log")
    file(STRINGS "${CASE_SCRATCH}/git.log" found)
    list(LENGTH found count_GIT)
  endif()
  if(DEFINED cost_GIT AND count_GIT LESS cost_GIT)
    set(cost_GIT ${count_GIT})
  endif()
  if(CASE_GENERATOR MATCHES "Ninja" AND DEFINED cost_ASKED AND count_ASKED LESS cost_ASKED)
    set(cost_ASKED ${count_ASKED})
  endif()
  foreach(key IN ITEMS ASKED RENDERED COMPILED GIT CONFIGURED)
    if(DEFINED cost_${key} AND NOT cost_${key} EQUAL count_${key})
      message(FATAL_ERROR "${what}: ${key} is ${count_${key}}, not ${cost_${key}}:\n${output}")
    endif()
  endforeach()
  if(cost_OUTPUT)
    set(${cost_OUTPUT} "${output}" PARENT_SCOPE)
  endif()
endfunction()
