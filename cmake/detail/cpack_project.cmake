# SPDX-License-Identifier: Apache-2.0
# CPACK_PROJECT_CONFIG_FILE: read by CPack once a generator, before it begins.
if(CPACK_SHIPIT_PROJECT_CONFIG_FILE)
  include("${CPACK_SHIPIT_PROJECT_CONFIG_FILE}")
endif()
if(CPACK_GENERATOR STREQUAL "External")
  # CPack's External generator always ships a JSON file of its own under this name: deploy.json
  # takes its place (cpack_external.cmake).
  set(CPACK_PACKAGE_FILE_NAME deploy)
  set(CPACK_OUTPUT_FILE_PREFIX "${CPACK_PACKAGE_DIRECTORY}/dist")
endif()
