# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# What is refused when the project is configured: entry points, folders, and every esbuild but a
# good one.
file(COPY "${CASE_DIR}/../shipit_add_assets-build/project/" DESTINATION "${CASE_SOURCE}")

function(case_pretend version)
  file(WRITE "${CASE_SCRATCH}/esbuild" "#!/bin/sh\necho '${version}'\n")
  file(CHMOD "${CASE_SCRATCH}/esbuild" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endfunction()

case_pretend(0.28.0)
set(esbuild "-DESBUILD_EXECUTABLE=${CASE_SCRATCH}/esbuild")
case_configure(ARGS "${esbuild}" "-DENTRIES=ap.js" FAILS "the entry point 'ap.js' is not there"
                                                         "did you mean 'app.js'")
case_configure(ARGS "${esbuild}" "-DENTRIES=main.ts" FAILS "the entry point 'main.ts' is not there"
                                                           "it has 'app.css'")
case_configure(ARGS "${esbuild}" -DENTRIES= "-DOPTIONS=MINFY;OFF;a.js"
               FAILS "does not know 'MINFY', did you mean MINIFY")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=FORMAT;UMD"
               FAILS "FORMAT does not know 'UMD'" "it knows IIFE, ESM")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=MINIFY;a.js"
               FAILS "MINIFY does not know 'a.js'" "it knows ON, OFF")
case_configure(
  ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=MANIFESTS;VITE;SPROCKETS"
  FAILS "MANIFESTS does not know 'SPROCKETS'" "it knows VITE, PROPSHAFT, DJANGO, PHOENIX")
foreach(odd IN ITEMS "CONCAT;v.js" "CONCAT;v.js;FILES" "CONCAT;v.js;app.js"
                     "CONCAT;x.js;FILES;app.js;CONCAT;v.js;FILES")
  case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=${odd}"
                 FAILS "CONCAT v.js has no FILES")
endforeach()
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=CONCAT;v.js;FILES;gone.js"
               FAILS "the file 'gone.js' of CONCAT v.js is not there" "looked in '")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=SOURCE_MAPS;ON"
               FAILS "SOURCE_MAPS does not know 'ON'" "it knows KEEP_BACK, INSTALL, OFF")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=MODE;DEBUG"
               FAILS "MODE does not know 'DEBUG'" "it knows DIGEST, IDENTITY")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=PRECOMPRESS;ZSTD"
               FAILS "PRECOMPRESS does not know 'ZSTD'" "it knows DEV, FAST, RELEASE")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=PRECOMPRESS;FAST;BR"
               FAILS "PRECOMPRESS FAST does not know 'BR'" "it knows ZSTD")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=PRECOMPRESS;DEV;ZSTD"
               FAILS "PRECOMPRESS DEV compresses nothing" "say FAST ZSTD")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=PRECOMPRESS"
               FAILS "PRECOMPRESS without a value")
case_configure(
  ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=MISSING;vendor/**"
  FAILS "MISSING does not know 'vendor/\\*\\*'" "it knows ERROR, WARN, IGNORE, each before")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=MISSING;WARN;a;IGNORE"
               FAILS "MISSING IGNORE has no globs")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=MISSING;WARN;IGNORE;a"
               FAILS "MISSING WARN has no globs")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=MISSING;WARN;vendor/**")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=UNUSED;vendor/**"
               FAILS "UNUSED does not know 'vendor/\\*\\*'" "it knows ERROR, WARN, IGNORE")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=BUDGET;a.js;90K;br;b.js"
               FAILS "BUDGET b.js has no size")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=BUDGET;a.js;90k"
               FAILS "BUDGET a.js does not know the size '90k'")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=INTEGRITY;*.html"
               FAILS "INTEGRITY does not know '\\*.html'" "it knows ON, OFF")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=NAMES;QEUP;a"
               FAILS "NAMES does not know 'QEUP'" "it knows DIGEST, QUERY, KEEP")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=NAMES;QUERY;a;VERSION;1#2"
               FAILS "VERSION '1#2' can't stand in a URL")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=NAMES;QUERY;a" -DVERSION=
               FAILS "NAMES QUERY needs a version")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=NAMES;QUERY;a;VERSION;1.2")
case_expect_file(shipit/site_assets/plan.json CONTAINS "\"version\" : \"1.2\"")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=NAMES;QUERY;a" -DVERSION=1.0.0)
case_expect_file(shipit/site_assets/plan.json CONTAINS "\"version\" : \"1.0.0\"")
foreach(odd IN ITEMS es2x ie "chrome100,firefoxy" --bundle)
  string(REGEX MATCH "[^,]+$" word "${odd}")
  case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=TARGET;${odd}"
                 FAILS "TARGET does not know '${word}'" "it knows es2020 and the like")
endforeach()
foreach(good IN ITEMS es6 ESNEXT "chrome100,safari15.4")
  case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=TARGET;${good}")
endforeach()
case_configure(ARGS "${esbuild}" "-DENTRIES=index.html"
               FAILS "the entry point 'index.html' can't be bundled" "is published by itself")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=BUDGET;**;1K;zstd"
               FAILS "BUDGET \\*\\* does not know the encoding 'zstd'" "it knows raw, gz, br, zst")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" "-DOPTIONS=BUDGET;**;1K;zst;PRECOMPRESS;FAST"
               FAILS "BUDGET \\*\\* is for zst, and none is made" "say PRECOMPRESS with ZSTD")
case_configure(ARGS "${esbuild}" -DENTRIES= "-DOPTIONS=ENTRYPOINTS;app.js"
               FAILS "does not know 'ENTRYPOINTS', did you mean ENTRY_POINTS.")
case_configure(ARGS "${esbuild}" -DENTRIES= "-DOPTIONS=destinatoin;x"
               FAILS "does not know 'destinatoin', did you mean DESTINATION.")
case_configure(ARGS "${esbuild}" -DENTRIES= "-DOPTIONS=SOMETHING;x"
               FAILS "does not know 'SOMETHING' help")

file(REMOVE_RECURSE "${CASE_BUILD}")
case_pretend(0.17.0)
case_configure(
  ARGS "${esbuild}" "-DENTRIES=app.js"
  FAILS "is esbuild 0.17.0, and 0.18.20 is the oldest that will do"
        "npm install --save-dev esbuild")
case_pretend("command not understood")
case_configure(ARGS "${esbuild}" "-DENTRIES=app.js" FAILS "is not a usable esbuild")
case_configure(ARGS -DESBUILD_EXECUTABLE=/no/such/esbuild -DENTRIES=app.js
               FAILS "'/no/such/esbuild' is not a usable esbuild: there is no such program")

# Nowhere: it says where it looked, and how to get it. The project's node_modules comes before PATH,
# and the package for this machine alone is enough.
set(path "$ENV{PATH}")
file(MAKE_DIRECTORY "${CASE_SCRATCH}/bin")
set(ENV{PATH} "${CASE_SCRATCH}/bin")
foreach(tool IN ITEMS ninja sh)
  find_program(found ${tool} PATHS /usr/bin /bin NO_CACHE NO_DEFAULT_PATH)
  file(CREATE_LINK "${found}" "${CASE_SCRATCH}/bin/${tool}" SYMBOLIC)
  unset(found)
endforeach()
case_configure(
  ARGS -DESBUILD_EXECUTABLE= -DENTRIES=app.js
  FAILS "esbuild is not there: not in node_modules, not in PATH" "npm install --save-dev esbuild")
set(ENV{PATH} "${path}")
case_pretend(0.28.1)
execute_process(COMMAND uname --machine OUTPUT_VARIABLE machine OUTPUT_STRIP_TRAILING_WHITESPACE)
if(machine STREQUAL "x86_64")
  file(COPY "${CASE_SCRATCH}/esbuild"
       DESTINATION "${CASE_SOURCE}/node_modules/@esbuild/linux-x64/bin")
  case_configure(ARGS -DESBUILD_EXECUTABLE= -DENTRIES=app.js)
  case_expect_file(shipit/site_assets/plan.json
                   CONTAINS "node_modules/@esbuild/linux-x64/bin/esbuild")
endif()
file(MAKE_DIRECTORY "${CASE_SOURCE}/node_modules/.bin")
file(COPY "${CASE_SCRATCH}/esbuild" DESTINATION "${CASE_SOURCE}/node_modules/.bin")
case_configure(ARGS -DESBUILD_EXECUTABLE= -DENTRIES=app.js)
case_expect_file(shipit/site_assets/plan.json CONTAINS "node_modules/.bin/esbuild")
