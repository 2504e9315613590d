# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# Several packagings at once, in one build folder and from several into one: each does its work, and
# what they leave is one whole release of each.
case_project()
case_configure()
case_build()
case_configure(BUILD "${CASE_SCRATCH}/debug" ARGS -DCMAKE_BUILD_TYPE=Debug)
case_build(BUILD "${CASE_SCRATCH}/debug")
set(shared "${CASE_SCRATCH}/shared")

case_write(
  "${CASE_SCRATCH}/together.sh"
  [[
# usage: together.sh CMAKE CPACK SHARED-FOLDER BUILD-FOLDER ...
cmake=$1 cpack=$2 shared=$3
shift 3
jobs=
for build in "$@" "$@"; do
  "$cmake" --build "$build" --target package >&2 & jobs="$jobs $!"
  "$cpack" --config "$build/CPackConfig.cmake" -B "$shared" >&2 & jobs="$jobs $!"
done
failed=0
for job in $jobs; do wait "$job" || failed=$((failed + 1)); done
exit "$failed"
]])
case_run(COMMAND sh together.sh "${CMAKE_COMMAND}" "${CMAKE_CPACK_COMMAND}" "${shared}"
                 "${CASE_BUILD}" "${CASE_SCRATCH}/debug")

# CPack empties its folder before anything of ShipIt's runs: the second waits even before that, for
# the whole process of the first.
case_write(
  "${CASE_SCRATCH}/first.cmake"
  [[
file(LOCK "${LOCK}" GUARD PROCESS)
file(TOUCH held)
execute_process(COMMAND "${CMAKE_COMMAND}" -E sleep 0.5)
file(TOUCH released)
]])
case_write(
  "${CASE_SCRATCH}/second.sh" [["$1" -DLOCK="$2/_CPack_Packages/shipit.lock" -P first.cmake &
until [ -e held ]; do sleep 0.01; done
exec "$1" --build "$2" --target package]])
case_configure(ARGS "-DFIRST=${CASE_SCRATCH}/released")
case_run(COMMAND sh second.sh "${CMAKE_COMMAND}" "${CASE_BUILD}")
case_expect_file("${CASE_SCRATCH}/released")

foreach(folder IN ITEMS "${CASE_BUILD}/dist" "${CASE_SCRATCH}/debug/dist" "${shared}/dist")
  case_run(COMMAND sha256sum --quiet --check --strict SHA256SUMS WORKING_DIRECTORY "${folder}")
endforeach()
file(GLOB names RELATIVE "${shared}/dist" "${shared}/dist/*")
list(LENGTH names count)
case_expect_equal("${count}" 11) # two of each kind, and one SHA256SUMS
