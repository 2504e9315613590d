# SPDX-License-Identifier: Apache-2.0
# Runs one CMake case in an empty scratch folder, which stays for whoever wants to look. Takes
# CASE_DIR, CASE_SCRATCH, CASE_PREFIX, CASE_GENERATOR and CASE_SHIPIT, as case.cmake explains them.
cmake_minimum_required(VERSION 3.25)

set(CASE_SOURCE "${CASE_SCRATCH}/source")
set(CASE_BUILD "${CASE_SCRATCH}/build")
set(CASE_ESBUILD "${CASE_SHIPIT}/examples/myservice/node_modules/.bin/esbuild")

include("${CMAKE_CURRENT_LIST_DIR}/case.cmake")
_case_isolate()
file(REMOVE_RECURSE "${CASE_SCRATCH}")
file(MAKE_DIRECTORY "${CASE_SOURCE}")
include("${CASE_DIR}/test.cmake")
