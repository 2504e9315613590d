# SPDX-License-Identifier: Apache-2.0
# CPACK_THREADS: all cores unless it is chosen, by the project or for one run, whatever CPack's own
# default is.
file(COPY "${CASE_DIR}/../shipit_package-release/project/" DESTINATION "${CASE_SOURCE}")
case_commit("First")
case_tag(1.0.32)

# Stands for `shipit package`, and tells what it was given.
set(stub "${CASE_SCRATCH}/shipit")
case_write("${stub}" "#!/bin/sh\necho \"given: $*\" >&2\nexit 1\n")
file(CHMOD "${stub}" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

function(case_expect_threads threads)
  case_run(COMMAND "${CMAKE_CPACK_COMMAND}" -D "CPACK_SHIPIT_EXECUTABLE=${stub}" ${ARGN}
           WORKING_DIRECTORY "${CASE_BUILD}" FAILS "given: package .* --threads ${threads} ")
endfunction()

case_configure()
case_expect_threads(0)
case_expect_threads(3 -D CPACK_THREADS=3)
case_configure(ARGS -DCPACK_THREADS=1)
case_expect_threads(1)
case_expect_threads(3 -D CPACK_THREADS=3)

# A project that includes CPack after shipit_package().
case_configure(ARGS -DOWN_CPACK=ON)
case_expect_threads(1 -G External)
case_configure(ARGS -UCPACK_THREADS)
case_expect_threads(0 -G External)
