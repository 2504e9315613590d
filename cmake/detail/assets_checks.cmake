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
      if(entry MATCHES "\\.([jt]sx?|m[jt]s|css)$")
        continue()
      endif()
      set(kinds "scripts (.js .mjs .jsx .ts .mts .tsx) and style sheets (.css)")
      _shipit_fail("shipit_add_assets(): the entry point '${entry}' can't be bundled"
                   "ENTRY_POINTS are ${kinds}; all else in ROOT is published by itself")
    endif()
    cmake_path(GET entry PARENT_PATH folder)
    file(GLOB known RELATIVE "${root}" "${root}/${folder}/*.js" "${root}/${folder}/*.ts"
                                       "${root}/${folder}/*.css")
    _shipit_nearest(near "${entry}" ${known})
    list(JOIN known "', '" known)
    if(near)
      set(known "; did you mean '${near}'?")
    elseif(known)
      set(known "; it has '${known}'")
    endif()
    _shipit_fail("shipit_add_assets(): the entry point '${entry}' is not there"
                 "ENTRY_POINTS are paths in ROOT, '${root}'${known}")
  endforeach()
endfunction()

# What follows the other keywords is known, where anything does: ARG_….
function(_shipit_check_asset_words)
  _shipit_check_browsers()
  if(DEFINED ARG_SOURCE_MAPS)
    _shipit_check_choice(SOURCE_MAPS KEEP_BACK INSTALL OFF)
  endif()
  if(DEFINED ARG_MODE)
    _shipit_check_choice(MODE DIGEST IDENTITY)
  endif()
  _shipit_check_precompress()
  _shipit_check_choices(MINIFY "ON;OFF" "${ARG_MINIFY}")
  _shipit_check_choices(NAMES "DIGEST;QUERY;KEEP" "${ARG_NAMES}")
  _shipit_check_choices(INTEGRITY "ON;OFF" "${ARG_INTEGRITY}")
  _shipit_check_choices(MISSING "ERROR;WARN;IGNORE" "${ARG_MISSING}")
  _shipit_check_choices(UNUSED "ERROR;WARN;IGNORE" "${ARG_UNUSED}")
  _shipit_check_budgets("${ARG_BUDGET}")
  _shipit_check_words(MANIFESTS VITE PROPSHAFT DJANGO PHOENIX)
endfunction()

# ARG_TARGET is what esbuild takes for --target: language versions and engines.
function(_shipit_check_browsers)
  set(engine "(chrome|deno|edge|firefox|hermes|ie|ios|node|opera|rhino|safari)[0-9]+(\\.[0-9]+)*")
  string(REPLACE "," ";" names "${ARG_TARGET}")
  foreach(name IN LISTS names)
    string(TOLOWER "${name}" lower)
    if(NOT lower MATCHES "^(es(5|6|20[0-9][0-9]|next)|${engine})$")
      _shipit_fail("shipit_add_assets(): TARGET does not know '${name}'"
                   "it knows es2020 and the like, and browsers, as in chrome100,safari15")
    endif()
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
      elseif(encoding MATCHES "^(none|gzip|brotli|zstd|deflate|zlib|RAW|GZ|BR|ZST)$")
        _shipit_fail("shipit_add_assets(): BUDGET ${glob} does not know the encoding '${encoding}'"
                     "it knows raw, gz, br, zst")
      endif()
      if(encoding STREQUAL "zst" AND DEFINED ARG_PRECOMPRESS AND NOT "ZSTD" IN_LIST ARG_PRECOMPRESS)
        _shipit_fail("shipit_add_assets(): BUDGET ${glob} is for zst, and none is made"
                     "say PRECOMPRESS with ZSTD, or give the budget another encoding")
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
