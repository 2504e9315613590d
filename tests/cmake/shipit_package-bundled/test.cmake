# SPDX-License-Identifier: Apache-2.0
# RUNTIME_DEPENDENCIES: a library that no system has, and what that loads, come along and are found
# where the archive is unpacked; libc and the project's own libraries do not come twice.
case_project()
case_write(own.c "int own(void) { return 1; }\n")
case_write(main.c
           "int own(void);\nint outer(void);\nint main(void) { return outer() + own() - 43; }\n")
set(foreign "${CASE_SCRATCH}/foreign")
case_write("${foreign}/inner.c" "int inner(void) { return 41; }\n")
case_write("${foreign}/outer.c" "int inner(void);\nint outer(void) { return inner() + 1; }\n")
find_program(cc cc REQUIRED NO_CACHE)
case_run(COMMAND "${cc}" -shared -fPIC inner.c -o libinner.so.1 -Wl,-soname,libinner.so.1
         WORKING_DIRECTORY "${foreign}")
case_run(COMMAND "${cc}" -shared -fPIC outer.c -o libouter.so.2.1 -Wl,-soname,libouter.so.2
                 "${foreign}/libinner.so.1" WORKING_DIRECTORY "${foreign}")
file(CREATE_LINK libouter.so.2.1 "${foreign}/libouter.so.2" SYMBOLIC)
file(CREATE_LINK libouter.so.2 "${foreign}/libouter.so" SYMBOLIC)

case_configure(ARGS "-DFOREIGN=${foreign}" -DBUNDLED=hello)
case_build()
case_build(TARGET package)
case_expect_file("dist/*.tar.zst" FOUND archive)
case_run(COMMAND "${CMAKE_COMMAND}" -E tar tf "${archive}" OUTPUT listed)
string(REGEX MATCHALL "[^\n]+[^/\n](\n|$)" listed "${listed}")
list(JOIN listed "" listed)
case_expect_equal(
  "${listed}" "hello/bin/hello
hello/lib/hello/libinner.so.1
hello/lib/hello/libouter.so.2
hello/lib/hello/libouter.so.2.1
hello/lib/libown.so")

# Another folder, and neither the build's libraries nor the foreign ones are there any more.
case_run(COMMAND "${CMAKE_COMMAND}" -E make_directory "${CASE_SCRATCH}/elsewhere")
case_run(COMMAND "${CMAKE_COMMAND}" -E tar xf "${archive}"
         WORKING_DIRECTORY "${CASE_SCRATCH}/elsewhere")
file(RENAME "${foreign}" "${foreign}-hidden")
file(RENAME "${CASE_BUILD}/libown.so" "${CASE_BUILD}/libown.hidden")
case_run(COMMAND "${CASE_SCRATCH}/elsewhere/hello/bin/hello")
file(RENAME "${foreign}-hidden" "${foreign}")
file(RENAME "${CASE_BUILD}/libown.hidden" "${CASE_BUILD}/libown.so")

# The .deb has them as well: dpkg-shlibdeps found them there, and depends on nothing but libc.
case_expect_file("dist/*.deb" FOUND deb)
case_run(COMMAND dpkg-deb -f "${deb}" Depends OUTPUT depends)
case_expect_match("${depends}" "^libc6( .>= [0-9.]+.)?$")
case_run(COMMAND dpkg-deb -x "${deb}" "${CASE_SCRATCH}/x")
case_expect_file("${CASE_SCRATCH}/x/usr/lib/hello/libinner.so.1")

# The bill of materials has them with their digests, and libc as it was here.
case_expect_file("dist/*.cdx.json" FOUND bom)
case_run(COMMAND node "${CASE_SHIPIT}/tests/support/check_sbom.mjs" "${bom}" OUTPUT named)
case_run(COMMAND dpkg-query --show "--showformat=\${Version}" libc6 OUTPUT version)
case_expect_equal("${named}" "libinner.so.1\nlibouter.so.2\nlibc6 ${version}")
file(READ "${bom}" bom)
string(JSON place GET "${bom}" components 1 evidence occurrences 0 location)
string(JSON value GET "${bom}" components 1 hashes 0 content)
file(SHA256 "${CASE_SCRATCH}/x/usr/lib/hello/libouter.so.2.1" digest)
case_expect_equal("${place} ${value}" "lib/hello/libouter.so.2.1 ${digest}")

# CPack's own generators make what they would have made.
file(STRINGS "${CASE_BUILD}/CPackConfig.cmake" components REGEX "COMPONENTS_ALL |shipit_never")
case_expect_equal("${components}" "set(CPACK_COMPONENTS_ALL \"\")")

# Again, and nothing is made anew: the rule that is never carried out claims no place.
file(TIMESTAMP "${archive}" before "%s")
case_build(TARGET package)
file(TIMESTAMP "${archive}" after "%s")
case_expect_equal("${after}" "${before}")
case_expect_file(shipit/stage.index CONTAINS "usr/bin/hello")

# A library that is nowhere is named, and who wants it; so are two of one name.
file(RENAME "${foreign}/libinner.so.1" "${foreign}/elsewhere")
case_build(
  TARGET package
  FAILS "error: nothing has the library 'libinner.so.1' that RUNTIME_DEPENDENCIES is to bundle"
        "note: '${foreign}/libouter.so.2' needs 'libinner.so.1' help: install it where")
file(RENAME "${foreign}/elsewhere" "${foreign}/libinner.so.1")
file(COPY "${foreign}/libinner.so.1" "${foreign}/libouter.so.2.1" "${foreign}/libouter.so.2"
          "${foreign}/libouter.so" DESTINATION "${CASE_SCRATCH}/second")
case_configure(ARGS "-DBUNDLED=hello;other" "-DSECOND=${CASE_SCRATCH}/second")
case_build()
case_build(
  TARGET package
  FAILS "error: two files want to be the library 'libinner.so.1' that RUNTIME_DEPENDENCIES bundles"
        "note: one is '${CASE_SCRATCH}/second/libinner.so.1'"
        "note: '${CASE_SCRATCH}/second/libouter.so.2' needs 'libinner.so.1'")

# The project's own library is no foreign one, and an install() rule of its own has to bring it.
case_configure(ARGS -DBUNDLED=hello -DSECOND= -DINSTALLED=hello)
case_build(TARGET package FAILS "error: 'bin/hello' needs 'libown.so', which is not in the package"
                                "help: what the build makes itself wants an install.. rule")
case_configure(ARGS "-DINSTALLED=hello;own" -DDEEP=/deep)
case_build(TARGET package FAILS "'bin/deep/hello' needs 'libouter.so.2', and does not look where it"
                                "is, in 'lib/hello'")

# What can't load a library is refused.
case_configure(ARGS -DBUNDLED=nobody
               FAILS "got the target 'nobody' in RUNTIME_DEPENDENCIES, which is none")
case_configure(ARGS -DBUNDLED=archived
               FAILS "got 'archived' in RUNTIME_DEPENDENCIES, which loads no library")

# Beside other packages the libraries lie in that of shipit_package(), on which users depend.
case_write(
  several/CMakeLists.txt
  [==[
cmake_minimum_required(VERSION 3.25)
project(hello VERSION 1.0.32 LANGUAGES C)
find_package(ShipIt REQUIRED)
include(ShipIt)
add_executable(other ../main.c ../own.c)
target_link_libraries(other PRIVATE "${FOREIGN}/libouter.so")
target_link_options(other PRIVATE "LINKER:-rpath-link,${FOREIGN}")
install(TARGETS other COMPONENT tools)
install(FILES CMakeLists.txt DESTINATION share/hello COMPONENT data)
shipit_package(FORMATS DEB SUMMARY "says hello" CONTACT "Ops <ops@example.org>" ${OWN}
               RUNTIME_DEPENDENCIES other)
shipit_add_package(hello-tools COMPONENTS tools ${MORE} SUMMARY "what else says hello")
]==])
set(several SOURCE "${CASE_SOURCE}/several" BUILD "${CASE_SCRATCH}/several")
case_configure(${several} ARGS "-DFOREIGN=${foreign}" "-DOWN=COMPONENTS;data")
case_build(BUILD "${CASE_SCRATCH}/several" ARGS --target all package)
case_run(COMMAND dpkg --print-architecture OUTPUT arch)
set(dist "${CASE_SCRATCH}/several/dist")
case_run(COMMAND dpkg-deb --contents "${dist}/hello_1.0.32_${arch}.deb" OUTPUT listed)
case_expect_match("${listed}" " ./usr/lib/hello/libinner.so.1 " " ./usr/lib/hello/libouter.so.2 ")
case_run(COMMAND dpkg-deb --field "${dist}/hello-tools_1.0.32_${arch}.deb" Depends OUTPUT depends)
case_expect_match("${depends}" "^hello .= 1.0.32., libc6( |$)")
case_configure(${several} ARGS -DOWN= -DMORE=data
               FAILS "got RUNTIME_DEPENDENCIES, and no COMPONENTS for a package of its own")
