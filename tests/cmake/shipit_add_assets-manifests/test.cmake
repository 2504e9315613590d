# SPDX-License-Identifier: Apache-2.0
# The manifests of other frameworks, read by those that are here to read them: Django's storage, and
# npm's vue-bundle-renderer (unit.vite_manifest). The others are held against what their readers
# read.
# generators: Ninja
if(NOT EXISTS "${CASE_ESBUILD}")
  case_skip("there is no esbuild: ./dev setup installs it")
endif()
set(esbuild "-DESBUILD_EXECUTABLE=${CASE_ESBUILD}")
set(tree shipit/site_assets/tree)
case_project()
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js;app.css"
                    "-DOPTIONS=MANIFESTS;VITE;PROPSHAFT;DJANGO;PHOENIX")
case_build()
case_run(COMMAND "${CASE_DIR}/django_reader.py" "${CASE_BUILD}/${tree}")

function(case_get variable file)
  file(READ "${CASE_BUILD}/${tree}/${file}" json)
  string(JSON value GET "${json}" ${ARGN})
  set(${variable} "${value}" PARENT_SCOPE)
endfunction()

case_get(app manifest.json assets app.js file)
case_get(integrity manifest.json assets app.js integrity)
case_get(found .manifest.json app.js digested_path)
case_expect_equal("${found}" "${app}")
case_get(found .manifest.json app.js integrity)
case_expect_equal("${found}" "${integrity}")
case_get(found cache_manifest.json latest static/app.js)
case_expect_equal("${found}" "static/${app}")
case_get(found cache_manifest.json digests static/${app} logical_path)
case_expect_equal("${found}" static/app.js)
case_expect_file(${tree}/cache_manifest.json LACKS index.html)
case_get(found .vite/manifest.json app.js file)
case_expect_equal("${found}" "${app}")

# They are installed with the rest, and are again what they were.
case_run(COMMAND "${CMAKE_COMMAND}" --install "${CASE_BUILD}" --prefix "${CASE_SCRATCH}/installed")
foreach(file IN ITEMS .vite/manifest.json .manifest.json staticfiles.json cache_manifest.json)
  case_expect_file("${CASE_SCRATCH}/installed/share/site/${file}")
endforeach()
case_configure(
  BUILD "${CASE_SCRATCH}/again" ARGS "${esbuild}" "-DENTRIES=app.js;app.css"
                                     "-DOPTIONS=MANIFESTS;PHOENIX;DJANGO;PROPSHAFT;VITE")
case_build(BUILD "${CASE_SCRATCH}/again")
case_run(COMMAND diff --recursive "${CASE_BUILD}/${tree}" "${CASE_SCRATCH}/again/${tree}")

# Those that are no longer asked for go; an asset can't have the name of one.
case_configure(ARGS "-DOPTIONS=MANIFESTS;DJANGO")
case_build()
case_expect_file(${tree}/.vite ABSENT)
case_expect_file(${tree}/.manifest.json ABSENT)
case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 1.1)
case_write(web/staticfiles.json "{}\n")
case_build()
case_configure(ARGS "-DOPTIONS=MANIFESTS;DJANGO;NAMES;KEEP;*.json")
case_build(FAILS "'web/staticfiles.json' wants the name of the manifest 'staticfiles.json'")
