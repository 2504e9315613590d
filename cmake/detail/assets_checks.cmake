# SPDX-License-Identifier: Apache-2.0
# What shipit_add_assets() refuses while the project is configured.

include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/arguments.cmake")

# `given` is the root as it was written, `root` where it is.
function(_shipit_check_assets given root public_path entries)
  if(NOT IS_DIRECTORY "${root}")
    _shipit_fail("shipit_add_assets(): ROOT '${given}' is not a folder" "looked for '${root}'")
  endif()
  if(NOT public_path MATCHES "^/([^/ ?#%\"'\\]+/)*$")
    _shipit_fail("shipit_add_assets(): PUBLIC_PATH '${public_path}' is not a path"
                 "it begins and ends with '/', as '/static/' does")
  endif()
  foreach(entry IN LISTS entries)
    if(EXISTS "${root}/${entry}" AND NOT IS_DIRECTORY "${root}/${entry}")
      continue()
    endif()
    file(GLOB known RELATIVE "${root}" "${root}/*.js" "${root}/*.ts" "${root}/*.css")
    list(JOIN known "', '" known)
    if(known)
      set(known "; it has '${known}'")
    endif()
    _shipit_fail("shipit_add_assets(): the entry point '${entry}' is not there"
                 "ENTRY_POINTS are paths in ROOT, '${root}'${known}")
  endforeach()
endfunction()

# ARG_<keyword> is one of the words that follow; the first when it isn't there.
function(_shipit_check_choice keyword)
  if(NOT DEFINED ARG_${keyword})
    set(ARG_${keyword} "${ARGV1}" PARENT_SCOPE)
  elseif(NOT ARG_${keyword} IN_LIST ARGN)
    list(JOIN ARGN ", " known)
    _shipit_fail("shipit_add_assets(): ${keyword} does not know '${ARG_${keyword}}'"
                 "it knows ${known}")
  endif()
endfunction()

# ARG_<keyword> has nothing but words that follow.
function(_shipit_check_words keyword)
  list(JOIN ARGN ", " known)
  foreach(value IN LISTS ARG_${keyword})
    if(NOT value IN_LIST ARGN)
      _shipit_fail("shipit_add_assets(): ${keyword} does not know '${value}'" "it knows ${known}")
    endif()
  endforeach()
endfunction()

# `values` of a keyword: one of `words` and the globs that it is for, and so on.
function(_shipit_check_choices keyword words values)
  list(JOIN words ", " known)
  set(word)
  set(globs 1)
  foreach(value IN LISTS values)
    if(NOT value IN_LIST words)
      math(EXPR globs "${globs} + 1")
    elseif(globs EQUAL 0)
      break()
    else()
      set(word "${value}")
      set(globs 0)
    endif()
    if("${word}" STREQUAL "") # IGNORE is false to if()
      _shipit_fail("shipit_add_assets(): ${keyword} does not know '${value}'"
                   "it knows ${known}, each before its globs")
    endif()
  endforeach()
  if(globs EQUAL 0)
    _shipit_fail("shipit_add_assets(): ${keyword} ${word} has no globs"
                 "name files of ROOT after it, such as 'vendor/**'")
  endif()
endfunction()

# `words` of BUDGET: a glob, a size, and an encoding or none, any number of times.
function(_shipit_check_budgets words)
  while(words)
    list(POP_FRONT words glob size)
    if("${size}" STREQUAL "")
      _shipit_fail("shipit_add_assets(): BUDGET ${glob} has no size" "say how much it may be: 90K")
    elseif(NOT size MATCHES "^[0-9]+[BKM]?$")
      _shipit_fail(
        "shipit_add_assets(): BUDGET ${glob} does not know the size '${size}'"
        "it is digits, with B, K or M (K is 1024), and may have raw, gz, br or zst after it")
    endif()
    list(LENGTH words count)
    if(count GREATER 0)
      list(GET words 0 encoding)
      if(encoding MATCHES "^(raw|gz|br|zst)$")
        list(POP_FRONT words)
      endif()
    endif()
  endwhile()
endfunction()

# <variable> becomes what QUERY asks for.
function(_shipit_assets_version variable given)
  set(version "${given}")
  foreach(other IN ITEMS "${SHIPIT_VERSION}" "${PROJECT_VERSION}")
    if("${version}" STREQUAL "")
      set(version "${other}")
    endif()
  endforeach()
  if("${version}" STREQUAL "")
    _shipit_fail("shipit_add_assets(): NAMES QUERY needs a version, and the project has none"
                 "say VERSION, or give project() one")
  elseif(NOT version MATCHES "^[-A-Za-z0-9.+~_]+$")
    _shipit_fail("shipit_add_assets(): VERSION '${version}' can't stand in a URL"
                 "it may have letters, digits, and any of '.+-~_'")
  endif()
  set(${variable} "${version}" PARENT_SCOPE)
endfunction()
