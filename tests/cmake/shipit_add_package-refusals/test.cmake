# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# What shipit_add_package() and the packages beside it refuse.
function(case_packages text)
  case_write(
    CMakeLists.txt
    "cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(hello VERSION 1.2.3 LANGUAGES NONE)
include(ShipIt)
install(PROGRAMS hello DESTINATION bin COMPONENT program)
install(FILES data DESTINATION share/hello COMPONENT data)
install(FILES data DESTINATION share/tests COMPONENT tests)
set(common SUMMARY s CONTACT [[Ops <ops@example.org>]])
${text}
")
endfunction()
case_write(hello "#!/bin/sh\n")
case_write(data "data\n")

# case_refused(TEXT REGEX...)
function(case_refused text)
  case_packages("${text}")
  case_configure(FAILS ${ARGN})
endfunction()
set(main "shipit_package(\${common} COMPONENTS program LEAVE_OUT tests)\n")
case_refused("${main}" "got LEAVE_OUT, and there is one package only")
case_refused("shipit_add_package(hello-data COMPONENTS data)" "shipit_add_package.. needs SUMMARY")
case_refused("shipit_add_package(hello-data SUMMARY s)" "shipit_add_package.. needs COMPONENTS")
case_refused("shipit_add_package(hello-data COMPONENTS data SUMMARY s CONTACT x)"
             "shipit_add_package.. does not know 'CONTACT'")
case_refused("shipit_add_package(Data COMPONENTS data SUMMARY s)"
             "got the name 'Data', which Debian does not allow")
set(data "shipit_add_package(hello-data COMPONENTS data SUMMARY s)\n")
case_refused("shipit_package(\${common} COMPONENTS program)\n${data}"
             "no package has the components tests" "or in LEAVE_OUT of shipit_package")
case_refused("shipit_package(\${common})\n${data}" "no package has the components program, tests")
case_refused("shipit_package(\${common} LEAVE_OUT program tests DEPENDS dash)\n${data}"
             "got DEPENDS, and no COMPONENTS for a package of its own")
case_refused("${main}${data}shipit_add_package(hello-data COMPONENTS data SUMMARY s)"
             "two packages are called 'hello-data'")
case_refused("${main}shipit_add_package(hello COMPONENTS data SUMMARY s)"
             "two packages are called 'hello'" "gets its components there")
case_refused("${main}shipit_add_package(hello-data COMPONENTS data SUMMARY s POSTINST gone)"
             "shipit_add_package.. got the POSTINST '[^']*/gone', which is not there")
case_refused("${main}${data}shipit_add_package(hello-more COMPONENTS data SUMMARY s)"
             "the component 'data' is in two packages, 'hello-data' and 'hello-more'")
case_refused("${main}shipit_add_package(hello-data COMPONENTS date SUMMARY s)"
             "shipit_add_package.. got the component 'date', which no install.. rule has")
case_refused("shipit_package(\${common} COMPONENTS program LEAVE_OUT tests old)\n${data}"
             "LEAVE_OUT has the component 'old', which no install.. rule has")
case_refused("shipit_package(\${common} COMPONENTS program LEAVE_OUT tests data)\n${data}"
             "LEAVE_OUT has the component 'data', which is in a package")

# Two packages with one path, when they are made.
case_packages("${main}${data}install(FILES data DESTINATION share/hello COMPONENT program)")
case_configure()
case_build(
  TARGET package
  FAILS "'share/hello/data' would be in two packages, 'hello' and 'hello-data'"
        "note: it is 'data', from install.FILES. in CMakeLists.txt"
        "help: install it by one component, or give both components to one package")

# The same when scripts write it, be it there already; another name or mode is no other file.
set(made "\$ENV{DESTDIR}/usr/share/made")
set(second "\"${made}\" [[two]])]==] COMPONENT data)")
foreach(how IN ITEMS WRITE APPEND)
  case_packages("${main}${data}install(CODE [==[file(WRITE \"${made}\" one)]==] COMPONENT program)
install(CODE [==[file(${how} ${second}")
  case_configure()
  case_build(TARGET package FAILS "'share/made' would be in two packages, 'hello' and 'hello-data'"
                                  "note: it is '/usr/share/made', from an install.. script")
endforeach()
set(program "\$ENV{DESTDIR}/usr/bin/hello")
case_packages("${main}${data}install(CODE [==[file(APPEND \"${program}\" x)]==] COMPONENT data)")
case_configure()
case_build(TARGET package FAILS "'bin/hello' would be in two packages, 'hello' and 'hello-data'")
case_packages("${main}${data}install(CODE [==[file(CREATE_LINK \"${program}\" \"${made}\")
file(CHMOD \"${program}\" PERMISSIONS OWNER_READ OWNER_EXECUTE)]==] COMPONENT data)")
case_configure()
case_build(TARGET package)

# Without COMPONENTS of its own shipit_package() makes no .deb of its name.
case_packages("shipit_package(\${common} LEAVE_OUT program tests)\n${data}")
case_configure()
case_build(TARGET package)
file(GLOB debs RELATIVE "${CASE_BUILD}/dist" "${CASE_BUILD}/dist/*.deb")
case_expect_equal("${debs}" "hello-data_1.2.3_all.deb")
