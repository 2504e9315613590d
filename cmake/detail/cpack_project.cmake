# SPDX-License-Identifier: Apache-2.0
# CPACK_PROJECT_CONFIG_FILE: read by CPack once a generator, before it begins.
if(CPACK_SHIPIT_PROJECT_CONFIG_FILE)
  include("${CPACK_SHIPIT_PROJECT_CONFIG_FILE}")
endif()
# CPack empties its folder before a generator begins: whoever packages into the same one waits here
# for this process to end. What can't be locked can't be written either, and CPack says so.
file(LOCK "${CPACK_PACKAGE_DIRECTORY}/_CPack_Packages/shipit.lock" GUARD PROCESS
     RESULT_VARIABLE shipit_lock)
if(CPACK_GENERATOR STREQUAL "External")
  # CPack's External generator always ships a JSON file of its own under this name: deploy.json
  # takes its place (cpack_external.cmake).
  set(CPACK_PACKAGE_FILE_NAME deploy)
  set(CPACK_OUTPUT_FILE_PREFIX "${CPACK_PACKAGE_DIRECTORY}/dist")
  return()
endif()

# CPack's own generators carry the version of the checkout as it is now, or nothing: in the name and
# the version, unless the project has chosen others itself.
execute_process(COMMAND "${CPACK_SHIPIT_EXECUTABLE}" package --cpack --plan "${CPACK_SHIPIT_PLAN}"
                RESULT_VARIABLE shipit_status OUTPUT_VARIABLE shipit_lines)
if(NOT shipit_status EQUAL 0)
  message(FATAL_ERROR "nothing was packaged; the reason stands above")
endif()
cmake_language(EVAL CODE "${shipit_lines}")
if(shipit_configured AND CPACK_PACKAGE_VERSION STREQUAL shipit_configured)
  string(REPLACE "-${shipit_configured}-" "-${shipit_full}-" CPACK_PACKAGE_FILE_NAME
                 "${CPACK_PACKAGE_FILE_NAME}")
  set(CPACK_PACKAGE_VERSION "${shipit_full}")
  if(CPACK_GENERATOR MATCHES "^(DEB|RPM)$")
    set(CPACK_PACKAGE_VERSION "${shipit_debian}")
  endif()
endif()
