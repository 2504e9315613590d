# SPDX-License-Identifier: Apache-2.0
# A package carries the version of the checkout as it is when CPack runs, or there is none.
file(COPY "${CASE_DIR}/../shipit_package-release/project/" DESTINATION "${CASE_SOURCE}")
case_commit("First")
case_tag(1.0.32)
case_configure(ARGS -DOWN_CPACK=ON)
case_build(TARGET package)
case_expect_file("hello-1.0.32-*.tar.gz")
find_program(cpack cpack REQUIRED)

# The commit shows in every generator's package, also without a build.
case_commit("Second")
case_run(COMMAND "${cpack}" WORKING_DIRECTORY "${CASE_BUILD}")
case_expect_file("hello-1.0.32+1.g*.tar.gz")
case_expect_file("dist/hello_1.0.32+1.g*_all.deb")
case_run(COMMAND "${cpack}" -G DEB -D "CPACK_PACKAGE_CONTACT=Ops <ops@example.org>"
         WORKING_DIRECTORY "${CASE_BUILD}")
case_expect_file("hello-1.0.32+1.g*.deb" FOUND deb)
case_run(COMMAND dpkg-deb --field "${deb}" Version OUTPUT field)
case_expect_match("${field}" "^1.0.32\\+1.g[0-9a-f]+$")

# A number that CMake has not been told yet is not packaged, by no generator.
case_tag(1.0.33)
file(REMOVE_RECURSE "${CASE_BUILD}/dist")
file(REMOVE "${deb}")
foreach(arguments IN ITEMS "" "-G;TGZ")
  case_run(COMMAND "${cpack}" ${arguments} WORKING_DIRECTORY "${CASE_BUILD}"
           FAILS "the checkout is at 1.0.33, which has not been built"
                 "help: run cmake --build '[^']*/build' again" "nothing was packaged")
endforeach()
case_expect_file(dist ABSENT)
case_expect_file("hello-1.0.33-*" ABSENT)
case_git(tag --delete 1.0.33)

# A name and a version that the project chose itself are its own.
case_run(COMMAND "${cpack}" -G TGZ -D CPACK_PACKAGE_VERSION=7 -D CPACK_PACKAGE_FILE_NAME=own
         WORKING_DIRECTORY "${CASE_BUILD}")
case_expect_file(own.tar.gz)

# Edited files show in name and metadata; REQUIRE_CLEAN refuses them, and names them.
case_write(production.ini "[server]\nedited = yes\n")
case_build(TARGET package)
case_expect_file("dist/hello_1.0.32+1.g*.dirty_all.deb")
case_expect_file(dist/deploy.json CONTAINS "\"dirty\": true")
case_configure(ARGS -DARGUMENTS=REQUIRE_CLEAN)
# Rather than what else is wrong with them.
case_write(production.ini "[server\n")
case_build(
  TARGET package
  FAILS "the checkout has changes that are not committed, and REQUIRE_CLEAN"
        "note: M production.ini" "help: commit them or put them aside \\(git stash\\)")
case_expect_file("dist/hello_1.0.32+1.g*.dirty_all.deb")
case_write(production.ini "[server]\nedited = yes\n")
case_commit("Third")
case_build(TARGET package)
case_expect_file("dist/hello_1.0.32+2.g*_all.deb")
case_expect_file("dist/*dirty*" ABSENT)

# Where there are too many files for a build to look at, the package looks, and the next build.
file(APPEND "${CASE_SOURCE}/CMakeLists.txt"
     "shipit_add_version_file(hello_version OUTPUT version.txt)\n")
foreach(index RANGE 1 501)
  case_write(many/${index} "x\n")
endforeach()
case_commit("Fourth")
case_configure(ARGS -DARGUMENTS=)
case_build(TARGET package)
case_expect_file(version.txt MATCHES "^1.0.32[+]3.g[0-9a-f]+\n$")
case_write(many/1 "edited\n")
case_build(
  TARGET package
  FAILS "the checkout is at 1.0.32\\+3.g[0-9a-f]+.dirty, and the programs say"
        "note: tracked files were edited since the version was written"
        "again: this time it writes the version anew")
case_build(TARGET package)
case_expect_file(version.txt CONTAINS ".dirty")
case_expect_file("dist/hello_1.0.32+3.g*.dirty_all.deb")
