# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# Plans travel to the helpers as JSON; these build it value by value.
#
#   _shipit_json_set(<variable> <key> STRING <text>)     a string, of any characters
#   _shipit_json_set(<variable> <key> LIST [<text>…])    an array of strings
#   _shipit_json_set(<variable> <key> JSON <json>)       a value that is JSON already
#
# <variable> holds the object; an empty or undefined one begins as {}.
function(_shipit_json_set variable key type)
  set(object "${${variable}}")
  if("${object}" STREQUAL "")
    set(object "{}")
  endif()
  if(type STREQUAL "STRING")
    _shipit_json_string(value "${ARGV3}")
  elseif(type STREQUAL "LIST")
    set(value "[]")
    set(index 0)
    foreach(text IN LISTS ARGN)
      _shipit_json_string(quoted "${text}")
      string(JSON value SET "${value}" ${index} "${quoted}")
      math(EXPR index "${index} + 1")
    endforeach()
  else()
    set(value "${ARGV3}")
  endif()
  string(JSON object SET "${object}" "${key}" "${value}")
  set(${variable} "${object}" PARENT_SCOPE)
endfunction()

# <variable> becomes <text> as a JSON string (RFC 8259 section 7).
function(_shipit_json_string variable text)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\n" "\\n" text "${text}")
  string(REPLACE "\r" "\\r" text "${text}")
  string(REPLACE "\t" "\\t" text "${text}")
  set(${variable} "\"${text}\"" PARENT_SCOPE)
endfunction()

# Appends <json> to the array held by <variable>; an empty or undefined one begins as [].
function(_shipit_json_append variable json)
  set(array "${${variable}}")
  if("${array}" STREQUAL "")
    set(array "[]")
  endif()
  string(JSON length LENGTH "${array}")
  string(JSON array SET "${array}" ${length} "${json}")
  set(${variable} "${array}" PARENT_SCOPE)
endfunction()

# <variable> becomes the strings of the array that <json> has under the keys after it, as a list.
function(_shipit_json_list variable json)
  set(list "")
  string(JSON count LENGTH "${json}" ${ARGN})
  set(index 0)
  while(index LESS count)
    string(JSON text GET "${json}" ${ARGN} ${index})
    list(APPEND list "${text}")
    math(EXPR index "${index} + 1")
  endwhile()
  set(${variable} "${list}" PARENT_SCOPE)
endfunction()
