# SPDX-License-Identifier: Apache-2.0
# Assets are published, again only when something changed, and what leads nowhere stops the build.
if(NOT EXISTS "${CASE_ESBUILD}")
  case_skip("there is no esbuild: ./dev setup installs it")
endif()
set(esbuild "-DESBUILD_EXECUTABLE=${CASE_ESBUILD}")
set(tree shipit/site_assets/tree)
case_project()
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js;app.css")
case_build()
case_expect_file(${tree}/app-????????????.js CONTAINS hello LACKS greet.js sourceMappingURL)
case_expect_file(shipit/site_assets/maps/app-????????????.js.map CONTAINS web/greet.js)
case_expect_file(${tree}/app-????????????.js.map ABSENT)
case_expect_file(${tree}/img/logo-????????????.svg FOUND logo)
cmake_path(GET logo FILENAME logo)
case_expect_file(${tree}/app-????????????.css CONTAINS "/static/img/${logo}" FOUND sheet)
cmake_path(GET sheet FILENAME sheet)
case_expect_file(${tree}/index.html CONTAINS "/static/${sheet}" "{{ name }}")
case_expect_file(${tree}/greet.js ABSENT)
case_run(COMMAND "${CASE_SHIPIT}/tests/support/check_schema.py"
                 "${CASE_PREFIX}/lib/cmake/ShipIt/packaging/schema/assets-1.schema.json"
                 "${CASE_BUILD}/${tree}/manifest.json")

# Nothing changed: the tool isn't started.
case_build(OUTPUT output)
if(output MATCHES "Publishing")
  message(FATAL_ERROR "a build without changes published again:\n${output}")
endif()

# A changed picture renames the sheet; a new file is noticed.
case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 1.1)
case_write(web/img/logo.svg "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"new\"/>\n")
case_write(web/robots.txt "User-agent: *\n")
case_build()
case_expect_file(${tree}/${sheet} ABSENT)
case_expect_file(${tree}/img/${logo} ABSENT)
case_expect_file(${tree}/robots.txt)
case_run(COMMAND "${CMAKE_COMMAND}" --install "${CASE_BUILD}" --prefix "${CASE_SCRATCH}/installed")
case_expect_file("${CASE_SCRATCH}/installed/share/site/manifest.json" CONTAINS "\"app.js\"")

# A reference that leads nowhere: file, line, and what may have been meant. The last output stays.
case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 1.1)
case_write(web/css/page.css "p { color: blue }\n\nb { background: url(../img/lgo.svg) }\n")
case_build(FAILS "web/css/page.css:3" "img/lgo.svg" "img/logo.svg")
case_expect_file(${tree}/robots.txt)
case_expect_file(${tree}/css/* ABSENT)
file(REMOVE_RECURSE "${CASE_SOURCE}/web/css")
case_build()

# Maps may be installed too, and bundles be modules.
file(COPY "${CASE_SOURCE}/" DESTINATION "${CASE_SCRATCH}/modules")
set(modules SOURCE "${CASE_SCRATCH}/modules" BUILD "${CASE_SCRATCH}/modules-build")
case_configure(${modules} ARGS "${esbuild}" "-DENTRIES=app.js"
                               "-DOPTIONS=SOURCE_MAPS;INSTALL;FORMAT;ESM")
case_build(BUILD "${CASE_SCRATCH}/modules-build")
case_run(COMMAND "${CASE_SHIPIT}/tests/support/check_schema.py"
                 "${CASE_PREFIX}/lib/cmake/ShipIt/packaging/schema/assets-1.schema.json"
                 "${CASE_SCRATCH}/modules-build/${tree}/manifest.json")
case_expect_file("${CASE_SCRATCH}/modules-build/${tree}/app-????????????.js.map" FOUND map)
cmake_path(GET map FILENAME map)
case_expect_file("${CASE_SCRATCH}/modules-build/${tree}/app-????????????.js"
                 CONTAINS "//# sourceMappingURL=/static/${map}")

# Of one's vendor one may take it: one warning. There need be no entry points.
file(COPY "${CASE_SOURCE}/" DESTINATION "${CASE_SCRATCH}/lenient")
file(WRITE "${CASE_SCRATCH}/lenient/web/vendor/a.js" "import './gone';\nimport './lost';\n")
set(lenient SOURCE "${CASE_SCRATCH}/lenient" BUILD "${CASE_SCRATCH}/lenient-build")
file(WRITE "${CASE_SCRATCH}/lenient/web/one.js" "window.one = 1\n")
file(WRITE "${CASE_SCRATCH}/lenient/else/two.js" "one += 2\n")
set(concat "CONCAT;all.js;FILES;one.js;else/two.js;CONCAT;js/x.js;FILES;else/two.js")
case_configure(${lenient} ARGS "${esbuild}" "-DOPTIONS=MISSING;WARN;vendor/**;${concat}")
case_build(BUILD "${CASE_SCRATCH}/lenient-build")
case_expect_file("${CASE_SCRATCH}/lenient-build/${tree}/vendor/a-????????????.js"
                 CONTAINS "import\"./gone\";import\"./lost\"")
case_expect_file("${CASE_SCRATCH}/lenient-build/${tree}/all-????????????.js"
                 CONTAINS "window.one=1,one+=2")
case_expect_file("${CASE_SCRATCH}/lenient-build/${tree}/js/x-????????????.js")
case_expect_file("${CASE_SCRATCH}/lenient-build/${tree}/one-????????????.js" ABSENT)

# What esbuild has against a source is told with its place.
case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 1.1)
case_write(web/greet.js "export function greet( {\n")
case_build(FAILS "web/greet.js:2:")
case_expect_file(${tree}/manifest.json)

# An esbuild that goes away after configuring is missed by name.
file(REMOVE_RECURSE "${CASE_BUILD}")
file(WRITE "${CASE_SCRATCH}/esbuild" "#!/bin/sh\nexec '${CASE_ESBUILD}' \"$@\"\n")
file(CHMOD "${CASE_SCRATCH}/esbuild" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
case_configure(ARGS "-DESBUILD_EXECUTABLE=${CASE_SCRATCH}/esbuild" "-DENTRIES=app.js")
file(REMOVE "${CASE_SCRATCH}/esbuild")
case_build(FAILS "esbuild is gone: there is no '.*/esbuild'" "run CMake again to find another")
