# SPDX-License-Identifier: Apache-2.0
# A version library for C, for C++, and for both, by whatever compilers the project has.
case_project()
function(case_says languages headers program expected)
  set(build "${CASE_SCRATCH}/${languages}-${headers}")
  string(REPLACE "+" ";" languages "${languages}")
  string(REPLACE "+" ";" headers "${headers}")
  case_configure(BUILD "${build}" ARGS "-DLANGUAGES=${languages}" "-DHEADERS=${headers}"
                                       "-DPROGRAMS=${program}")
  case_build(BUILD "${build}")
  case_run(COMMAND "${build}/hello_${program}" OUTPUT said)
  case_expect_equal("${said}" "${expected}")
endfunction()

set(by_c "1.2.3-rc.4 1.2.3-rc.4 2")
set(by_cpp "1.2.3-rc.4 1.2.3-rc.4")
case_says(C "" C "${by_c}")
case_run(COMMAND "${CASE_SCRATCH}/C-/about" OUTPUT said)
case_expect_equal("${said}" 1.2.3-rc.4)
case_write(about.c.in "int main(void) { return @VERSION_PATCH@; }\n")
case_build(BUILD "${CASE_SCRATCH}/C-")
case_run(COMMAND sh -c "'${CASE_SCRATCH}/C-/about' || echo $?" OUTPUT said)
case_expect_equal("${said}" 3)
case_says(CXX "" CXX "${by_cpp}")
case_says(C+CXX "" C "${by_c}")
case_says(C+CXX C+CXX CXX "${by_cpp}")
case_says(C+CXX C C "${by_c}")

# Without a C compiler the C header is for C++.
case_write(
  hello.cpp "#include <acme/hello/version.h>
#include <cstdio>
int main() { std::puts(acme_hello_version()); }
")
case_says(CXX C CXX "1.2.3-rc.4")
case_expect_file("${CASE_SCRATCH}/CXX-C/shipit/version/acme-hello/include/acme/hello/version.hpp"
                 ABSENT)
