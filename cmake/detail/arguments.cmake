# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

include("${CMAKE_CURRENT_LIST_DIR}/nearest.cmake")

# To be called straight after cmake_parse_arguments(PARSE_ARGV n ARG …), with the same keywords:
# a word that no keyword takes, a keyword without a value, and a missing REQUIRED one are fatal.
#
#   _shipit_check_arguments(<function> KNOWN <keyword>… [REQUIRED <keyword>…])
function(_shipit_check_arguments function)
  cmake_parse_arguments(PARSE_ARGV 1 CHECK "" "" "KNOWN;REQUIRED")
  list(JOIN CHECK_KNOWN ", " known)
  if(ARG_UNPARSED_ARGUMENTS)
    list(GET ARG_UNPARSED_ARGUMENTS 0 word)
    _shipit_nearest(near "${word}" ${CHECK_KNOWN})
    if(near)
      set(near ", did you mean ${near}?")
    endif()
    _shipit_fail("${function}() does not know '${word}'${near}" "it knows ${known}")
  endif()
  if(ARG_KEYWORDS_MISSING_VALUES)
    list(GET ARG_KEYWORDS_MISSING_VALUES 0 word)
    _shipit_fail("${function}() got ${word} without a value" "give it one, or leave ${word} out")
  endif()
  _shipit_check_swallowed("${function}" ${CHECK_KNOWN})
  foreach(keyword IN LISTS CHECK_REQUIRED)
    if(NOT DEFINED ARG_${keyword})
      _shipit_fail("${function}() needs ${keyword}" "it knows ${known}")
    endif()
  endforeach()
endfunction()

# A misspelt keyword after one that takes a list is a value of that.
function(_shipit_check_swallowed function)
  foreach(keyword IN LISTS ARGN)
    list(LENGTH ARG_${keyword} count)
    if(count LESS 2)
      continue()
    endif()
    list(SUBLIST ARG_${keyword} 1 -1 values)
    list(FILTER values INCLUDE REGEX "^[A-Z][A-Z_]+$")
    foreach(word IN LISTS values)
      _shipit_nearest(near "${word}" ${ARGN})
      if(near)
        _shipit_distance(distance "${word}" "${near}")
        string(LENGTH "${word}" length)
        # Names of files may be in capitals as well: README is not far from REMOTE.
        if(distance EQUAL 1 OR (distance EQUAL 2 AND length GREATER 5))
          _shipit_fail("${function}() got '${word}' in ${keyword}, did you mean ${near}?"
                       "it knows ${known}")
        endif()
      endif()
    endforeach()
  endforeach()
endfunction()

# The one way for a module to give up: what is wrong, and the next step.
function(_shipit_fail message help)
  message(FATAL_ERROR "${message}\nhelp: ${help}")
endfunction()
