# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# The files of releases that were built stay served for as many releases as one says.
if(NOT EXISTS "${CASE_ESBUILD}")
  case_skip("there is no esbuild: ./dev setup installs it")
endif()
set(shipit "${CASE_PREFIX}/bin/shipit")
set(served "${CASE_SCRATCH}/served")
case_project()
case_configure(ARGS "-DESBUILD_EXECUTABLE=${CASE_ESBUILD}")

foreach(release IN ITEMS 1 2 3)
  case_write(web/logo.svg "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"r${release}\"/>\n")
  case_build()
  set(folder "${CASE_SCRATCH}/releases/${release}")
  case_run(COMMAND "${CMAKE_COMMAND}" --install "${CASE_BUILD}" --prefix "${folder}")
  case_expect_file("${folder}/static/page-????????????.css" FOUND sheet_${release})
  cmake_path(GET sheet_${release} FILENAME sheet_${release})
endforeach()

case_run(COMMAND "${shipit}" assets retain --into served releases/1/static releases/2/static)
case_expect_file("${served}/${sheet_1}")
case_expect_file("${served}/${sheet_2}")
case_expect_file("${served}/manifest.json" ABSENT)
case_run(COMMAND "${shipit}" assets retain --keep 2 --dry-run --into served releases/3/static
         OUTPUT output)
case_expect_match("${output}" "add ${sheet_3}" "remove ${sheet_1}")
case_expect_file("${served}/${sheet_3}" ABSENT)
case_run(COMMAND "${shipit}" assets retain --keep 2 --into served releases/3/static OUTPUT output)
case_expect_equal("${output}" "")
case_expect_file("${served}/${sheet_1}" ABSENT)
case_expect_file("${served}/${sheet_2}")
case_expect_file("${served}/${sheet_3}")

# Back to the second, which alone is to stay.
case_run(COMMAND "${shipit}" assets retain --keep 1 --into served releases/2/static)
case_expect_file("${served}/${sheet_2}")
case_expect_file("${served}/${sheet_3}" ABSENT)

case_run(COMMAND "${shipit}" assets retain --keep few --into served releases/2/static
         FAILS "--keep 'few' is not a number")
case_run(COMMAND "${shipit}" assets FAILS "--plan is required")
