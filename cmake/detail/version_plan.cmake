# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/records.cmake")

# Writes <folder>/plan.json, what shipit-version update reads. One folder serves one
# shipit_version().
function(_shipit_write_version_plan folder prefix rules)
  set(plan "${rules}")
  _shipit_json_set(plan prefix STRING "${prefix}")
  _shipit_json_set(plan folder STRING "${folder}")
  get_property(others GLOBAL PROPERTY "_SHIPIT_VERSION_PLAN_${folder}")
  if(NOT "${others}" STREQUAL "" AND NOT "${others}" STREQUAL "${plan}")
    _shipit_fail("shipit_version() was called twice for RESULT_PREFIX ${prefix}, not alike"
                 "give the second another RESULT_PREFIX")
  endif()
  set_property(GLOBAL PROPERTY "_SHIPIT_VERSION_PLAN_${folder}" "${plan}")
  file(CONFIGURE OUTPUT "${folder}/plan.json" CONTENT "@plan@\n" @ONLY)
endfunction()

# <variable> becomes the target that asks for the version in a build. The first generated file makes
# it: one for each shipit_version(). Ninja watches what the version was made from, and asks when
# that has changed; make asks at every build, and git is asked when that has changed.
function(_shipit_version_target variable who)
  if(NOT DEFINED _SHIPIT_VERSION_FOLDER)
    _shipit_fail("'${who}' has no version to show" "call shipit_version() before project()")
  endif()
  set(folder "${_SHIPIT_VERSION_FOLDER}")
  cmake_path(RELATIVE_PATH folder BASE_DIRECTORY "${CMAKE_BINARY_DIR}" OUTPUT_VARIABLE place)
  string(SHA256 digest "${place}")
  string(SUBSTRING "${digest}" 0 8 digest)
  set(target shipit_version_${digest})
  set(${variable} ${target} PARENT_SCOPE)
  if(TARGET ${target})
    return()
  endif()
  _shipit_json_string(record "${folder}/plan.json")
  _shipit_add_record(versions "${record}")
  get_property(tool TARGET ShipIt::shipit-version PROPERTY IMPORTED_LOCATION)
  set(ask "${tool}" update --plan "${folder}/plan.json")
  if(CMAKE_GENERATOR MATCHES "Ninja")
    add_custom_command(
      OUTPUT "${folder}/asked"
      BYPRODUCTS "${folder}/version.json"
      COMMAND ${ask} --depfile "${folder}/asked.d"
      DEPENDS "${folder}/plan.json" "${tool}"
      DEPFILE "${folder}/asked.d"
      COMMENT "Reading the version"
      VERBATIM)
    add_custom_target(${target} DEPENDS "${folder}/asked")
  else()
    # exec: the shell that make runs it in needn't stay.
    add_custom_target(
      ${target}
      COMMAND exec ${ask} --output "$<TARGET_PROPERTY:${target},SHIPIT_VERSION_OUTPUTS>"
      BYPRODUCTS "${folder}/version.json"
      COMMENT "Reading the version"
      COMMAND_EXPAND_LISTS VERBATIM)
  endif()
  set_target_properties(${target} PROPERTIES FOLDER ShipIt)
endfunction()

# A file made from the version; WORDS go to `shipit-version render`. It is a by-product of a stamp,
# which is appended to the list in <variable>: make and Ninja then leave alone what uses the file
# when its content stays, and still don't make it again at every build.
function(_shipit_add_version_output variable who format output)
  cmake_parse_arguments(PARSE_ARGV 4 OUT "" "" "WORDS;DEPENDS")
  _shipit_version_target(asking ${who})
  string(SHA256 digest "${output}")
  string(SUBSTRING "${digest}" 0 8 digest)
  set(stamp "${CMAKE_CURRENT_BINARY_DIR}/shipit/version/${who}/${digest}.stamp")
  get_property(tool TARGET ShipIt::shipit-version PROPERTY IMPORTED_LOCATION)
  set(json "${_SHIPIT_VERSION_FOLDER}/version.json")
  cmake_path(GET output FILENAME name)
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS "${output}"
    COMMAND ShipIt::shipit-version render --from "${json}" --format ${format} --output "${output}"
            --stamp "${stamp}" ${OUT_WORDS}
    DEPENDS "${json}" "${tool}" ${OUT_DEPENDS}
    COMMENT "Writing the version into ${name}"
    VERBATIM)
  set_property(TARGET ${asking} APPEND PROPERTY SHIPIT_VERSION_OUTPUTS "${output}")
  set(${variable} ${${variable}} "${stamp}" PARENT_SCOPE)
endfunction()
