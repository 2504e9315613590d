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
case_configure(ARGS ${esbuild} "-DOPTIONS=TARGET;es2x")
case_build(FAILS "es2x")
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

# Watching: a change, a mistake, its repair, a new folder; then a signal that ends it well.
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
kill -TERM $watch
wait $watch
trap - EXIT
")
case_run(COMMAND sh watch.sh)
