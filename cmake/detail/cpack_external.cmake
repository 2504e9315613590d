# SPDX-License-Identifier: Apache-2.0
# CPACK_EXTERNAL_PACKAGE_SCRIPT: run by CPack in place of a packager.
set(dist "${CPACK_OUTPUT_FILE_PREFIX}")
# 1 is what CPack writes for a project that has not chosen.
set(threads "${CPACK_THREADS}")
if(threads STREQUAL 1 OR NOT threads MATCHES "^[0-9]+$")
  set(threads "${CPACK_SHIPIT_THREADS}")
endif()
execute_process(
  COMMAND "${CPACK_SHIPIT_EXECUTABLE}" package --plan "${CPACK_SHIPIT_PLAN}" --output "${dist}"
          --config "${CPACK_BUILD_CONFIG}" --threads "${threads}" RESULT_VARIABLE status
  OUTPUT_VARIABLE printed)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "nothing was packaged; the reason stands above")
endif()

# CPack copies what is named here to where it is already, which costs nothing. Its own JSON goes by
# the name deploy.json and is written once more when this script ends (CMake before 3.30.2 flushes
# late): a new file under that name stays out of its reach.
string(REGEX REPLACE "\n$" "" printed "${printed}")
string(REPLACE "\n" ";" CPACK_EXTERNAL_BUILT_PACKAGES "${printed}")
list(REMOVE_ITEM CPACK_EXTERNAL_BUILT_PACKAGES "${dist}/deploy.json")
set(ours "${CPACK_TEMPORARY_PACKAGE_FILE_NAME}")
file(COPY_FILE "${dist}/deploy.json" "${ours}.new")
file(RENAME "${ours}.new" "${ours}")
