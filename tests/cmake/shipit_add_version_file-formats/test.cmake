# SPDX-License-Identifier: Apache-2.0
# Every format that shipit_add_version_file() writes, under each scheme, and templates; with a
# commit and tags whose texts are out to break them.
case_project()
case_commit("First")
case_tag(v1.0.31)
case_commit([["; $(touch pwned) `touch pwned` ${HOME} \ ??/ */ </script> @VERSION@ ]==]
'"""]])
case_git(tag [[v2"$(touch!pwned)]])
case_git(tag [[2.0.0-"'`;#]])
case_configure(ARGS -DSCHEME=POST OUTPUT output)
case_expect_match("${output}" "it is 1.0.31 1\\.0\\.31\\+1\\.g[0-9a-f]+ 1 1,0,31,1 POST")
case_build()
case_git(rev-parse --short=12 HEAD OUTPUT commit)

case_run(COMMAND python3 -I -c "import sys; sys.path.insert(0, '.'); import version as v
print(v.version, v.pep440, v.tag, v.distance)" WORKING_DIRECTORY "${CASE_BUILD}" OUTPUT said)
case_expect_equal("${said}" "1.0.31+1.g${commit} 1.0.31.post1+g${commit} v1.0.31 1")
case_write("${CASE_BUILD}/print.mjs"
           "import * as v from './version.mjs'\nconsole.log(v.version, v.number, v.dirty)\n")
case_run(COMMAND node print.mjs WORKING_DIRECTORY "${CASE_BUILD}" OUTPUT said)
case_expect_equal("${said}" "1.0.31+1.g${commit} 1.0.31 false")
case_run(COMMAND node -p "require('./version.cjs').tag" WORKING_DIRECTORY "${CASE_BUILD}"
         OUTPUT said)
case_expect_equal("${said}" "v1.0.31")
case_run(COMMAND node -p "require('./version.json').debian" WORKING_DIRECTORY "${CASE_BUILD}"
         OUTPUT said)
case_expect_equal("${said}" "1.0.31+1.g${commit}")
case_expect_file(version.js CONTAINS "export const version = \"1.0.31+1.g${commit}\";\n")
case_expect_file(version.txt CONTAINS "1.0.31+1.g${commit}\n")
case_expect_file(about.c CONTAINS "/* 1.0.31+1.g${commit}, mail me@example.org */\n"
                                  "const char *about = \"v1.0.31\";\n")

file(GLOB_RECURSE pwned "${CASE_SCRATCH}/pwned")
case_expect_equal("${pwned}" "")

# windres reads back what it compiled. Its own preprocessor is that of a cross compiler.
case_run(COMMAND x86_64-w64-mingw32-windres --preprocessor=gcc --preprocessor-arg=-E
                 --preprocessor-arg=-xc --preprocessor-arg=-DRC_INVOKED -O res version.rc
                 version.res WORKING_DIRECTORY "${CASE_BUILD}")
case_run(COMMAND x86_64-w64-mingw32-windres -J res -O rc version.res
         WORKING_DIRECTORY "${CASE_BUILD}" OUTPUT said)
case_expect_match(
  "${said}" "FILEVERSION 1, 0, 31, 1" "FILETYPE 0x2" "\"ProductName\", \"hello\""
  "\"FileDescription\", \"Says hello\"" "\"OriginalFilename\", \"hello.exe\""
  "\"CompanyName\", \"A;B \"\"C\"\" [$]HOME -x\"" "\"FileVersion\", \"1.0.31\\+1\\.g${commit}\"")

# NEXT looks ahead, TAG does not look.
case_configure(ARGS -DSCHEME=NEXT OUTPUT output)
case_expect_match("${output}" "it is 1.0.32 1.0.32-0.dev.1\\+g${commit} 0 1,0,31,1 NEXT")
case_build()
case_expect_file(version.txt CONTAINS "1.0.32-0.dev.1+g${commit}\n")
case_expect_file(about.c CONTAINS "/* 1.0.32~0.dev.1+g${commit}, mail")
case_expect_file(version.rc CONTAINS "FILEVERSION 1,0,31,1\n" "FILEFLAGS 2L")
case_configure(ARGS -DSCHEME=TAG OUTPUT output)
case_expect_match("${output}" "it is 1.0.31 1.0.31 0 1,0,31,0 TAG")
case_build()
case_expect_file(version.txt MATCHES "^1.0.31\n$")
case_expect_file(version.py CONTAINS "distance = 1\n")

# A template is read when it changes, at build time; a wrong one is named with its line.
case_write(about.c.in "@VERSION_MAJOR@\n")
case_build()
case_expect_file(about.c MATCHES "^1\n$")
case_write(about.c.in "one\ntwo @VERSON@\n")
case_build(FAILS "about.c.in' line 2: unknown word @VERSON@, did you mean @VERSION@\\?"
                 "help: there are AT, VERSION_FULL")
