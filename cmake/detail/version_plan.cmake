# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/records.cmake")

# Appends one generated file to the JSON array in <variable>.
function(_shipit_add_version_output variable format path)
  cmake_parse_arguments(PARSE_ARGV 3 ARG "" "NAMESPACE;HEADER" "")
  set(output "")
  _shipit_json_set(output format STRING "${format}")
  _shipit_json_set(output path STRING "${path}")
  _shipit_json_set(output namespace STRING "${ARG_NAMESPACE}")
  _shipit_json_set(output header STRING "${ARG_HEADER}")
  _shipit_json_append(${variable} "${output}")
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# Writes <folder>/plan.json, what shipit-version update reads.
function(_shipit_write_version_plan folder rules outputs)
  set(plan "${rules}")
  _shipit_json_set(plan outputs JSON "${outputs}")
  _shipit_json_set(plan stamp STRING "${folder}/stamp")
  file(CONFIGURE OUTPUT "${folder}/plan.json" CONTENT "@plan@\n" @ONLY)
endfunction()

# A target that brings the generated files up to date at every build; it starts git only when HEAD
# or a tag has moved.
function(_shipit_add_version_target target folder outputs)
  if(NOT DEFINED _SHIPIT_VERSION_RULES)
    _shipit_fail("'${target}' has no version to show" "call shipit_version() before project()")
  endif()
  _shipit_write_version_plan("${folder}" "${_SHIPIT_VERSION_RULES}" "${outputs}")
  _shipit_json_string(record "${folder}/plan.json")
  _shipit_add_record(versions "${record}")
  add_custom_target(
    ${target} ALL
    COMMAND ShipIt::shipit-version update --plan "${folder}/plan.json"
    BYPRODUCTS ${ARGN}
    COMMENT "Reading the version"
    VERBATIM)
endfunction()
