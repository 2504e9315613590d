# SPDX-License-Identifier: Apache-2.0
# One release for several architectures and build types, into one folder: nothing collides, nothing
# is lost, and packaging one of them again changes none of the others.
case_project()
case_write(main.c "int main(void) { return 0; }\n")
set(out "${CASE_SCRATCH}/out")

# case_packages_for(ARCHITECTURE TYPE)
function(case_packages_for architecture type)
  set(build "${CASE_SCRATCH}/${architecture}-${type}")
  case_configure(BUILD "${build}" ARGS "-DARCHITECTURE=${architecture}"
                                       "-DCMAKE_BUILD_TYPE=${type}" ${ARGN})
  case_build(BUILD "${build}")
  case_run(COMMAND "${CMAKE_CPACK_COMMAND}" --config CPackConfig.cmake -B "${out}"
           WORKING_DIRECTORY "${build}")
  case_run(COMMAND sha256sum --check --strict --quiet SHA256SUMS WORKING_DIRECTORY "${out}/dist")
endfunction()

case_packages_for(amd64 Release)
case_packages_for(amd64 Debug -DMARCH=native)
case_packages_for(arm64 Release)
case_packages_for(amd64 Release)

file(GLOB files RELATIVE "${out}/dist" "${out}/dist/*")
list(SORT files)
list(JOIN files "\n" files)
case_expect_equal(
  "${files}"
  "SHA256SUMS
deploy.json
hello-1.0.32-linux-amd64-debug.cdx.json
hello-1.0.32-linux-amd64-debug.deploy.json
hello-1.0.32-linux-amd64-debug.tar.zst
hello-1.0.32-linux-amd64-debug.tree.json
hello-1.0.32-linux-amd64.cdx.json
hello-1.0.32-linux-amd64.tar.zst
hello-1.0.32-linux-amd64.tree.json
hello-1.0.32-linux-arm64.cdx.json
hello-1.0.32-linux-arm64.deploy.json
hello-1.0.32-linux-arm64.tar.zst
hello-1.0.32-linux-arm64.tree.json
hello-dbgsym_1.0.32_amd64-debug.deb
hello_1.0.32_amd64-debug.deb
hello_1.0.32_amd64.deb
hello_1.0.32_arm64.deb")
file(READ "${out}/dist/deploy.json" deploy)
string(JSON type GET "${deploy}" target buildType)
case_expect_equal("${type}" "Release")
string(JSON level TYPE "${deploy}" target cpuLevel)
case_expect_equal("${level}" "NULL")
file(READ "${out}/dist/hello-1.0.32-linux-amd64-debug.deploy.json" deploy)
string(JSON type GET "${deploy}" target buildType)
case_expect_equal("${type}" "Debug")
string(JSON level GET "${deploy}" target cpuLevel)
case_expect_equal("${level}" "native")
file(READ "${out}/dist/SHA256SUMS" sums)
string(REGEX MATCHALL "\n" lines "${sums}")
list(LENGTH lines count)
case_expect_equal("${count}" 16)

# A generator with several build types: the one that cpack is told, or else the one that it takes.
if(CASE_GENERATOR MATCHES "Ninja")
  set(build "${CASE_SCRATCH}/several")
  case_run(COMMAND "${CMAKE_COMMAND}" -G "Ninja Multi-Config" -S "${CASE_SOURCE}" -B "${build}"
                   -DARCHITECTURE=amd64 "-DCMAKE_PREFIX_PATH=${CASE_PREFIX}")
  foreach(config IN ITEMS Debug Release)
    case_run(COMMAND "${CMAKE_COMMAND}" --build "${build}" --config ${config})
  endforeach()
  foreach(config IN ITEMS Debug Release)
    case_run(COMMAND "${CMAKE_CPACK_COMMAND}" -C ${config} -B "${build}/out"
             WORKING_DIRECTORY "${build}")
  endforeach()
  case_expect_file("${build}/out/dist/hello-1.0.32-linux-amd64-debug.tar.zst")
  case_expect_file("${build}/out/dist/hello-1.0.32-linux-amd64.tar.zst")
endif()
