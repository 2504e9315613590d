# SPDX-License-Identifier: Apache-2.0
# What is published is held to its budgets, told of, and published again while one watches.
if(NOT EXISTS "${CASE_ESBUILD}")
  case_skip("there is no esbuild: ./dev setup installs it")
endif()
file(COPY "${CASE_DIR}/../shipit_add_assets-build/project/" DESTINATION "${CASE_SOURCE}")
case_write(web/img/old.svg "<svg/>\n")
set(esbuild "-DESBUILD_EXECUTABLE=${CASE_ESBUILD}" "-DENTRIES=app.js")
set(manifest "${CASE_BUILD}/shipit/site_assets/tree/manifest.json")
case_configure(ARGS ${esbuild} "-DOPTIONS=BUDGET;app.js;50;UNUSED;WARN;**")
case_build(FAILS "'app.js' has .* over its budget of 50 B" "raise the budget")
case_expect_file("${manifest}" ABSENT)
case_configure(ARGS ${esbuild}
                    "-DOPTIONS=BUDGET;app.js;90K;BUDGET;*.css;1M;raw;UNUSED;ERROR;img/**")
case_build(FAILS "nothing leads to 'img/old.svg'")
case_configure(ARGS ${esbuild} "-DOPTIONS=")
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${CASE_BUILD}" OUTPUT_VARIABLE output
                ERROR_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(output MATCHES " look +[0-9]")
  message(FATAL_ERROR "times were told without being asked for:\n${output}")
endif()
case_build(TARGET site_assets_report OUTPUT output)
case_expect_match("${output}" "nothing leads to:" "img/old.svg  7 B|img/old.svg 7 B" "largest:"
                  "the last build that found a change:" " publish +[0-9.]+ s")
set(plan --plan "${CASE_BUILD}/shipit/site_assets/plan.json")
set(report "${CASE_PREFIX}/bin/shipit" assets report ${plan})
case_run(COMMAND ${report} --json OUTPUT output)
string(JSON unused GET "${output}" unused 0 path)
case_expect_match("${output}" "\"duplicates\"")
string(JSON files GET "${output}" lastBuild files)
case_run(COMMAND ${report} --explain app.js OUTPUT output)
case_expect_match("${output}" "made of: *web/app.js" "made of: *web/greet.js")
set(phases look bundle minify link name compress publish all)
list(TRANSFORM phases APPEND " +[0-9.]+ s ")
list(JOIN phases "" phases)
case_configure(ARGS ${esbuild} "-DOPTIONS=SOURCE_MAPS;OFF" -DSHIPIT_ASSETS_STATS=ON)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${CASE_BUILD}" OUTPUT_VARIABLE output
                ERROR_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
case_expect_match("${output}" " ${phases}${files} files, [0-9]+ written, [0-9]+ from the cache")
case_run(COMMAND "${CASE_PREFIX}/bin/shipit" assets ${plan} --stats --watch
         FAILS "--stats and --watch don't go together" "leave out one of them")

# What was done to an output by hand is not installed.
case_expect_file("${CASE_BUILD}/shipit/site_assets/tree/app-????????????.js" FOUND script)
file(APPEND "${script}" "// by hand\n")
case_build()
set(install "${CMAKE_COMMAND}" --install "${CASE_BUILD}" --prefix "${CASE_SCRATCH}/installed")
case_run(COMMAND ${install}
         FAILS "app-[a-z2-7]*.js' is not as it was published"
               "delete '.*manifest.json' and build again"
               "the assets of site_assets can't be installed")
case_expect_file("${CASE_SCRATCH}/installed/share/site/manifest.json" ABSENT)
file(REMOVE "${manifest}")
case_build()
file(TOUCH "${CASE_BUILD}/shipit/site_assets/tree/stray.txt")
case_run(COMMAND ${install} FAILS "stray.txt' was put beside what was published")
file(REMOVE "${CASE_BUILD}/shipit/site_assets/tree/stray.txt")
case_run(COMMAND ${install})

# A manifest, or a plan, that is no longer one is told with the way out.
file(READ "${manifest}" good)
file(WRITE "${manifest}" "{")
case_run(COMMAND ${report} FAILS "tree/manifest.json:1: this is not JSON"
                                 "delete it and build again")
set(render "${CASE_PREFIX}/bin/shipit" assets render --from "${manifest}" --output x --format)
case_run(COMMAND ${render} python FAILS "manifest.json:1: this is not JSON" "delete it and build")
case_run(COMMAND ${render} header FAILS "--format header needs --namespace")
file(WRITE "${manifest}" "${good}")
file(WRITE "${CASE_SCRATCH}/plan.json" "{}")
case_run(COMMAND "${CASE_PREFIX}/bin/shipit" assets --plan plan.json
         FAILS "'schema' is missing in 'plan.json'" "run CMake again")
case_configure(ARGS ${esbuild} "-DOPTIONS=NAMES;KEEP;embed.jss" -DSHIPIT_ASSETS_STATS=OFF)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${CASE_BUILD}" OUTPUT_VARIABLE output
                ERROR_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
case_expect_match("${output}" "warning: NAMES 'embed.jss' of site_assets fits no file")

# Watching: a change, a mistake, its repair, a new folder, what a bundle has of node_modules; then a
# signal that ends it well.
case_write(node_modules/seven/package.json "{\"name\": \"seven\", \"main\": \"seven.js\"}\n")
case_write(node_modules/seven/seven.js "module.exports = 'seven'\n")
case_write(web/app.js
           "import seven from 'seven'\nimport { greet } from './greet.js'\ngreet(seven)\n")
file(
  WRITE "${CASE_SCRATCH}/watch.sh"
  "set -eu
wait_for() {
  i=0
  until grep -q \"$1\" \"$2\"; do
    i=$((i + 1))
    if [ $i -gt 200 ]; then echo \"no '$1' in $2\" >&2; cat \"$2\" >&2; exit 1; fi
    sleep 0.1
  done
}
plan='${CASE_BUILD}/shipit/site_assets/plan.json'
'${CASE_PREFIX}/bin/shipit' assets --plan \"$plan\" --watch >log 2>&1 &
watch=$!
trap 'kill $watch 2>/dev/null || true' EXIT
wait_for published log
cd '${CASE_SOURCE}/web'
log=$OLDPWD/log
echo 'p { color: red }' >new.tmp
mv new.tmp new.css
wait_for '\"new.css\"' '${manifest}'
echo 'p { background: url(gone.svg) }' >new.css
wait_for 'gone.svg' \"$log\"
mkdir -p deep/er
echo later >deep/er/later.txt
echo 'p { color: blue }' >new.css
wait_for '\"deep/er/later.txt\"' '${manifest}'
echo text >deep/er/last.txt
wait_for '\"deep/er/last.txt\"' '${manifest}'
mv ../web ../gone
wait_for 'not a folder\\|is not there\\|No such file\\|cannot' \"$log\"
mv ../gone ../web
echo text >'${CASE_SOURCE}/web/back.txt'
wait_for '\"back.txt\"' '${manifest}'
echo \"module.exports = 'eight'\" >'${CASE_SOURCE}/node_modules/seven/seven.js'
i=0
until grep -q eight '${CASE_BUILD}'/shipit/site_assets/tree/app-*.js; do
  i=$((i + 1))
  [ $i -lt 200 ]
  sleep 0.1
done
kill -TERM $watch
wait $watch
trap - EXIT

# The root is a symlink, the first build fails for what is outside of it, and a program hangs.
cd '${CASE_SOURCE}'
mv web sources
ln -s sources web
echo \"import '../lib/gone.js'\" >>web/app.js
log=second
cd '${CASE_SCRATCH}'
'${CASE_PREFIX}/bin/shipit' assets --plan \"$plan\" --watch >second 2>&1 &
watch=$!
trap 'kill $watch 2>/dev/null || true' EXIT
wait_for gone.js second
mkdir -p '${CASE_SOURCE}/lib'
echo 'window.gone = 1' >'${CASE_SOURCE}/lib/gone.js'
wait_for published second
echo new >'${CASE_SOURCE}/sources/linked.txt'
wait_for '\"linked.txt\"' '${manifest}'
printf '#!/bin/sh\\necho hanging >&2\\nsleep 300\\n' >hang
chmod +x hang
sed 's|\"esbuild\" : \"[^\"]*\"|\"esbuild\" : \"${CASE_SCRATCH}/hang\"|' \"$plan\" >plan.new
mv plan.new \"$plan\"
i=0
until pgrep -f '${CASE_SCRATCH}/[h]ang' >/dev/null; do
  i=$((i + 1))
  [ $i -lt 100 ]
  sleep 0.1
done
kill -INT $watch
wait $watch
trap - EXIT
! pgrep -f '${CASE_SCRATCH}/[h]ang'
")
case_run(COMMAND sh watch.sh)
