# SPDX-License-Identifier: Apache-2.0
# generators: none
# A case that goes wrong is reported, in words that say why. Each is run as the driver runs it.

# case_inner(<script> <regex>...): a case with this test.cmake fails and says what the regexes want.
function(case_inner script)
  case_write("${CASE_SCRATCH}/inner/test.cmake" "${script}")
  case_run(COMMAND "${CMAKE_COMMAND}" "-DCASE_DIR=${CASE_SCRATCH}/inner"
                   "-DCASE_SCRATCH=${CASE_SCRATCH}/run" -DCASE_GENERATOR=Ninja -P
                   "${CASE_SHIPIT}/tests/support/run_case.cmake" FAILS ${ARGN})
endfunction()

set(project
    [[case_write(CMakeLists.txt "cmake_minimum_required(VERSION 3.25)
project(inner LANGUAGES NONE)
")
]])

# What is to fail and doesn't, and the other way round.
case_inner("${project}case_configure(FAILS anything)" "was to fail and did not: .*Configuring done")
case_inner([[case_configure()]] "failed \\(1\\): .*CMakeLists.txt"
           "test.cmake:1 \\(case_configure\\)")
case_inner([[case_configure(FAILS "no such words")]] "nothing matches 'no such words' in:")
case_inner("${project}case_configure()\ncase_build(TARGET nothing)" "failed \\(1\\): .*nothing")
case_inner([[case_run(COMMAND "${CMAKE_COMMAND}" -E true FAILS .)]]
           "was to fail and did not: .*-E true")
case_inner([[case_run(COMMAND no-such-program)]] "failed \\(.*\\): no-such-program")
case_inner([[case_git(no-such-word)]] "failed \\(1\\): git no-such-word")

# Mistakes in the case itself.
case_inner([[case_configure(FAILS)]] "case_configure can't use: FAILS")
case_inner([[case_build(TARGTE all)]] "case_build can't use: TARGTE all")
case_inner([[case_no_such_word()]] "Unknown CMake command \"case_no_such_word\"")

# Expectations that don't hold.
case_inner([[case_expect_equal("a" "b")]] "was to be: \\| b and is: \\| a")
case_inner([[case_expect_match("a b" "a" "c")]] "nothing matches 'c' in: \\| a b")
case_inner([[case_expect_file(a.txt)]] "0 files are '.*/build/a.txt'; its folder holds:")
set(file "case_write(a.txt \"text\")\ncase_expect_file(\"\${CASE_SOURCE}/")
case_inner("${file}*.txt\" CONTAINS text ext no)" "'no' is not in .*a.txt: \\| text")
case_inner("${file}a.txt\" LACKS te)" "'te' was not to be in .*a.txt: \\| text")
case_inner("${file}a.txt\" MATCHES ^e)" "nothing matches '\\^e' in .*a.txt: \\| text")
case_inner("${file}a.txt\" ABSENT)" "was not to be there: .*a.txt")
case_inner("case_write(b.txt b)\n${file}*.txt\")"
           "2 files are '.*\\*.txt'; its folder holds: a.txt;b.txt")

# A skipped case: ctest goes by the line, and only when it is the case's own.
case_inner([[case_skip("no network")]] "^SKIP: no network ")
case_write(
  "${CASE_SCRATCH}/ctest/CTestTestfile.cmake"
  "foreach(name IN ITEMS skips fails)
  add_test(\${name} \"${CMAKE_COMMAND}\" -DCASE_DIR=${CASE_SCRATCH}/\${name}
           -DCASE_SCRATCH=${CASE_SCRATCH}/run -P ${CASE_SHIPIT}/tests/support/run_case.cmake)
  set_tests_properties(\${name} PROPERTIES SKIP_REGULAR_EXPRESSION \"(^|\\n)SKIP: \")
endforeach()
")
case_write("${CASE_SCRATCH}/skips/test.cmake" "case_skip(\"no network\")")
case_write("${CASE_SCRATCH}/fails/test.cmake"
           "case_run(COMMAND \"\${CMAKE_COMMAND}\" -E cat \"\nSKIP: x\")")
case_run(COMMAND "${CMAKE_CTEST_COMMAND}" --test-dir "${CASE_SCRATCH}/ctest"
         FAILS "skips [ .*]+Skipped" "fails [ .*]+Failed")
