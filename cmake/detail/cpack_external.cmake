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

# What is named to CPack it compares with itself, byte by byte, before it says that it is there: that
# is left to those who have CPack do more with it. Its own JSON goes by the name deploy.json and is
# written once more when this script ends (CMake before 3.30.2 flushes late): a new file under that
# name stays out of its reach.
string(REGEX REPLACE "\n$" "" printed "${printed}")
string(REPLACE "\n" ";" printed "${printed}")
list(REMOVE_ITEM printed "${dist}/deploy.json")
if(CPACK_PACKAGE_CHECKSUM OR CPACK_POST_BUILD_SCRIPTS)
  set(CPACK_EXTERNAL_BUILT_PACKAGES "${printed}")
else()
  foreach(package IN LISTS printed)
    message(STATUS "package: ${package} generated.")
  endforeach()
endif()
set(ours "${CPACK_TEMPORARY_PACKAGE_FILE_NAME}")
file(COPY_FILE "${dist}/deploy.json" "${ours}.new")
file(RENAME "${ours}.new" "${ours}")
