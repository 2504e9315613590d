# SPDX-License-Identifier: Apache-2.0
# generators: Ninja, Unix Makefiles, Ninja Multi-Config
# The build type says which names and compressed forms files have, unless the project does; under a
# generator for several each has a folder of its own.
if(NOT EXISTS "${CASE_ESBUILD}")
  case_skip("there is no esbuild: ./dev setup installs it")
endif()
file(COPY "${CASE_DIR}/../shipit_add_assets-build/project/" DESTINATION "${CASE_SOURCE}")
string(REPEAT "a line that is there again and again\n" 100 long)
case_write(web/long.txt "${long}")
case_write(web/robots.txt "${long}")
case_write(
  CMakeLists.txt
  [[
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(site VERSION 1.0.0 LANGUAGES NONE)
include(ShipIt)
shipit_add_assets(site_assets ROOT web ENTRY_POINTS app.js app.css PUBLIC_PATH /static/
                  DESTINATION share/site ${OPTIONS})
file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/folder-$<CONFIG>.txt"
     CONTENT "$<TARGET_GENEX_EVAL:site_assets,$<TARGET_PROPERTY:site_assets,SHIPIT_ASSETS_FOLDER>>")
]])
set(esbuild "-DESBUILD_EXECUTABLE=${CASE_ESBUILD}")
set(several FALSE)
if(CASE_GENERATOR STREQUAL "Ninja Multi-Config")
  set(several TRUE)
endif()

# Builds for a build type; TREE is the folder that comes of it, as the target tells.
function(case_build_type type)
  if(several)
    case_configure(ARGS "${esbuild}" "-DCMAKE_CONFIGURATION_TYPES=Debug;Release;Other"
                        "-DOPTIONS=${ARGN}")
    case_build(ARGS --config "${type}")
  else()
    case_configure(ARGS "${esbuild}" "-DCMAKE_BUILD_TYPE=${type}" "-DOPTIONS=${ARGN}")
    case_build()
  endif()
  file(READ "${CASE_BUILD}/folder-${type}.txt" tree)
  set(tree "${tree}" PARENT_SCOPE)
endfunction()

# robots.txt keeps its name in any case.
function(case_expect_robots)
  foreach(extension IN ITEMS gz br zst)
    if(extension IN_LIST ARGN)
      case_expect_file("${tree}/robots.txt.${extension}")
    else()
      case_expect_file("${tree}/robots.txt.${extension}" ABSENT)
    endif()
  endforeach()
endfunction()

case_build_type(Release)
set(release "${tree}")
case_expect_file("${tree}/long-????????????.txt.br")
case_expect_robots(gz br)
case_expect_file("${tree}/manifest.json" CONTAINS "\"encodings\"")
case_expect_file("${tree}/app.js" ABSENT)
case_run(COMMAND gzip -dc "${tree}/robots.txt.gz" OUTPUT text)
case_expect_equal("${text}\n" "${long}")

# Plain names, readable, with maps; nothing is compressed.
case_build_type(Debug)
set(debug "${tree}")
case_expect_robots()
case_expect_file("${tree}/app.js" CONTAINS "  document" "//# sourceMappingURL=/static/app.js.map")
case_expect_file("${tree}/app.js.map" CONTAINS greet.js)
case_expect_file("${tree}/app.css" CONTAINS "/static/img/logo.svg")
case_expect_file("${tree}/index.html" CONTAINS "/static/app.css")
case_expect_file("${tree}/long-*" ABSENT)
case_expect_file("${tree}/manifest.json" LACKS "\"encodings\"" CONTAINS "\"file\": \"app.js\"")

if(several)
  # Neither build type disturbs the other, and each is installed by its name.
  case_expect_file("${release}/long-????????????.txt.br")
  case_build(ARGS --config Release OUTPUT output)
  if(output MATCHES "Publishing")
    message(FATAL_ERROR "a build without changes published again:\n${output}")
  endif()
  foreach(type IN ITEMS Debug Release)
    case_run(COMMAND "${CMAKE_COMMAND}" --install "${CASE_BUILD}" --config ${type} --prefix
                     "${CASE_SCRATCH}/installed-${type}")
  endforeach()
  case_expect_file("${CASE_SCRATCH}/installed-Debug/share/site/app.js")
  case_expect_file("${CASE_SCRATCH}/installed-Release/share/site/app-????????????.js")
  case_expect_file("${CASE_SCRATCH}/installed-Release/share/site/app.js" ABSENT)
endif()

# What is said counts, whatever the build type.
case_build_type(Debug PRECOMPRESS FAST ZSTD)
case_expect_robots(gz br zst)
case_build_type(Debug MODE DIGEST SOURCE_MAPS OFF)
case_expect_robots()
case_expect_file("${tree}/app-????????????.js" LACKS "sourceMappingURL")
case_build_type(Release MODE IDENTITY)
case_expect_robots()
case_expect_file("${tree}/app.js")
case_build_type(Release PRECOMPRESS DEV)
case_expect_robots()
case_build_type(Other SOURCE_MAPS INSTALL)
case_expect_robots(gz br)
case_expect_file("${tree}/app-????????????.js")

# A compressed form goes with what made it worth while.
case_write(web/robots.txt "User-agent: *\n")
case_build_type(Other)
case_expect_robots()
case_expect_file("${tree}/long-????????????.txt.gz")
