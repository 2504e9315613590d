# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# The part of the plan that is about where the package may lie; as those of package_plan.cmake.
function(_shipit_plan_places variable)
  _shipit_json_set(${variable} installPrefix STRING "${CMAKE_INSTALL_PREFIX}")
  foreach(glob IN LISTS ARG_RELOCATABLE_ALLOW)
    if(IS_ABSOLUTE "${glob}" OR glob STREQUAL "")
      _shipit_fail("shipit_package() got RELOCATABLE_ALLOW '${glob}'"
                   "write it as in the archive's folder: 'share/hello/*.conf'")
    endif()
  endforeach()
  _shipit_json_set(${variable} relocatableAllow LIST ${ARG_RELOCATABLE_ALLOW})
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()
