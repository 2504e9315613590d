# SPDX-License-Identifier: Apache-2.0
# What shipit_add_assets() does differently from one build type to another.

include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/assets_plan.cmake")

# <variable> becomes the folder that `work` is for a build type: a generator expression under
# generators for several.
function(_shipit_assets_work variable work)
  get_property(several GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(several)
    string(APPEND work "/$<CONFIG>")
  endif()
  set(${variable} "${work}" PARENT_SCOPE)
endfunction()

# Writes the plan of each build type, from the arguments ARG_… of shipit_add_assets().
function(_shipit_write_assets_plans work root)
  get_property(several GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(NOT several)
    _shipit_write_assets_plan_for("${CMAKE_BUILD_TYPE}" "${work}" "${root}")
    return()
  endif()
  foreach(build_type IN LISTS CMAKE_CONFIGURATION_TYPES)
    _shipit_write_assets_plan_for("${build_type}" "${work}/${build_type}" "${root}")
  endforeach()
endfunction()

# Sets what was not said, as that build type wants it.
function(_shipit_write_assets_plan_for build_type work root)
  string(TOUPPER "${build_type}" build_type) # CMake takes both
  if(NOT DEFINED ARG_MODE AND build_type STREQUAL "DEBUG")
    set(ARG_MODE IDENTITY)
  elseif(NOT DEFINED ARG_MODE)
    set(ARG_MODE DIGEST)
  endif()
  if(NOT DEFINED ARG_PRECOMPRESS)
    if(ARG_MODE STREQUAL "IDENTITY" OR build_type STREQUAL "DEBUG")
      set(ARG_PRECOMPRESS DEV)
    elseif(build_type MATCHES "^(RELEASE|RELWITHDEBINFO|MINSIZEREL)$")
      set(ARG_PRECOMPRESS RELEASE)
    else()
      set(ARG_PRECOMPRESS FAST)
    endif()
  endif()
  if(NOT DEFINED ARG_SOURCE_MAPS AND ARG_MODE STREQUAL "IDENTITY")
    set(ARG_SOURCE_MAPS INSTALL)
  elseif(NOT DEFINED ARG_SOURCE_MAPS)
    set(ARG_SOURCE_MAPS KEEP_BACK)
  endif()
  _shipit_write_assets_plan("${work}" "${root}")
endfunction()

# ARG_PRECOMPRESS, where it was said, is a profile and perhaps ZSTD.
function(_shipit_check_precompress)
  if(NOT DEFINED ARG_PRECOMPRESS)
    return()
  endif()
  list(POP_FRONT ARG_PRECOMPRESS profile)
  set(known DEV FAST RELEASE)
  if(NOT profile IN_LIST known)
    _shipit_fail("shipit_add_assets(): PRECOMPRESS does not know '${profile}'"
                 "it knows DEV, FAST, RELEASE; ZSTD may follow the last two")
  endif()
  foreach(word IN LISTS ARG_PRECOMPRESS)
    if(NOT word STREQUAL "ZSTD")
      _shipit_fail("shipit_add_assets(): PRECOMPRESS ${profile} does not know '${word}'"
                   "it knows ZSTD")
    elseif(profile STREQUAL "DEV")
      _shipit_fail("shipit_add_assets(): PRECOMPRESS DEV compresses nothing, with ZSTD neither"
                   "say FAST ZSTD, RELEASE ZSTD, or leave ZSTD out")
    endif()
  endforeach()
endfunction()

# Installs nothing of `target` when its output isn't what was published. `plan` may hold generator
# expressions; COMPONENT <name> may follow.
function(_shipit_check_at_install target plan)
  install(
    CODE "execute_process(
  COMMAND [==[$<TARGET_FILE:ShipIt::shipit>]==] assets check --plan [==[${plan}]==]
  RESULT_VARIABLE code)
if(NOT code STREQUAL \"0\")
  message(FATAL_ERROR \"the assets of ${target} can't be installed\")
endif()"
    ${ARGN})
endfunction()
