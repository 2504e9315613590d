# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# Every function refuses what it does not know, and says what it knows.
function(case_refuses call)
  case_write(
    CMakeLists.txt
    "cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(hello VERSION 1.0.0 LANGUAGES NONE)
include(ShipIt)
${call}
")
  case_configure(FAILS ${ARGN})
endfunction()

case_write(a.ini "[a]\n")
case_refuses(
  "shipit_version(TAG_PREFX v)" "shipit_version\\(\\) does not know 'TAG_PREFX'"
  "it knows RESULT_PREFIX, SOURCE_DIR, ROOT, NAME, TAG_PREFIX, SCHEME, DIRTY, SHALLOW, FALLBACK")
case_refuses("shipit_add_environment(a PRE_SWITCH bin/x \"\")"
             "shipit_add_environment\\(a\\) got an empty argument of PRE_SWITCH" "leave it out")
case_refuses("shipit_version(FALLBACK)" "shipit_version\\(\\) got FALLBACK without a value")
case_refuses(
  "shipit_version(RESULT_PREFIX a-b FALLBACK 1.0.0)"
  "shipit_version\\(\\) got RESULT_PREFIX 'a-b', which begins no variable"
  "use letters, digits and '_'")
case_refuses(
  "shipit_version(FALLBACK 1.0.0)\nshipit_version(FALLBACK 2.0.0)"
  "shipit_version\\(\\) was called twice for RESULT_PREFIX SHIPIT, not alike"
  "give the second another RESULT_PREFIX")
case_refuses("shipit_version(DIRTY SOME)" "shipit_version\\(\\) got DIRTY 'SOME'"
             "it can be NONE, TRACKED, ALL")
case_refuses("shipit_version(SHALLOW no)" "got SHALLOW 'no'" "it can be WARN, ERROR, FETCH")
case_refuses("shipit_version(ROOT other)" "got the ROOT 'other', which does not hold"
             "give the folder above the project that holds .git")
case_refuses("shipit_version(PATHS ../x)" "got '../x' among PATHS, which leaves the checkout"
             "or say where it begins with ROOT")
case_refuses("shipit_version(PATHS srx)" "got 'srx' among PATHS, which is not there")
case_refuses("shipit_add_version_file(x OUTPUT v.py MODE fast)"
             "shipit_add_version_file\\(\\) does not know 'MODE'")
case_refuses("shipit_add_version_file(x)" "shipit_add_version_file\\(\\) needs OUTPUT")
case_refuses("shipit_add_version_file(x OUTPUT v.ada)" "cannot tell the format of 'v.ada'"
             "give FORMAT \\(PYTHON, JSON, JAVASCRIPT, COMMONJS, RC, TEXT\\) or a TEMPLATE")
case_refuses("shipit_add_version_file(x OUTPUT v.py FORMAT ADA)"
             "shipit_add_version_file\\(\\) does not know the format 'ADA'")
case_refuses("shipit_add_version_file(x OUTPUT v.py FORMAT JSON TEMPLATE a.ini)"
             "shipit_add_version_file\\(\\) got FORMAT and TEMPLATE" "leave one of them out")
case_refuses("shipit_add_version_file(x OUTPUT v.py TEMPLATE gone.in)"
             "got the TEMPLATE '[^']*gone.in', which is not there")
case_refuses("shipit_add_version_file(x OUTPUT v.py COMPANY_NAME Acme)"
             "got COMPANY_NAME for 'v.py'" "only Windows resources say it: FORMAT RC")
case_refuses("shipit_add_version_file(x OUTPUT v.rc COMPANY_NAME \"A\nB\")"
             "got a COMPANY_NAME with a line end" "write it in one line")
case_refuses("shipit_add_version_file(x OUTPUT v.rc COPYRIGHT [[A\\]])"
             "got a COPYRIGHT with a line end")
case_refuses("shipit_add_version_file(x OUTPUT v.rc FILE_TYPE EXE)"
             "does not know the FILE_TYPE 'EXE'" "it knows APP, DLL")
case_refuses("shipit_add_version_file(x OUTPUT v.py)" "'x' has no version to show"
             "call shipit_version\\(\\) before project")
case_refuses("shipit_add_version_library(x NAMESPACE a-b)"
             "got NAMESPACE 'a-b', which C\\+\\+ does not allow" "NAMESPACE a_b")
foreach(name IN ITEMS _a a__b a_::b)
  case_refuses("shipit_add_version_library(x NAMESPACE ${name})"
               "got NAMESPACE '${name}', with a '_' where C\\+\\+ keeps such names for itself")
endforeach()
case_refuses("shipit_add_version_library(x NAMESPACE acme::new)"
             "got NAMESPACE 'acme::new', and 'new' is a word of C\\+\\+ itself")
case_refuses("shipit_add_version_library(x NAMESPACE class)" "NAMESPACE my_class")
case_refuses("shipit_add_version_library(x LANGUAGES Ada)"
             "shipit_add_version_library\\(\\) does not know the language 'Ada'" "it knows C, CXX")
case_refuses("shipit_add_version_library(x)" "needs a compiler, and the project has none"
             "add C or CXX to the LANGUAGES of project\\(\\)")
case_refuses(
  "enable_language(C)\nshipit_add_version_library(x LANGUAGES CXX)"
  "got LANGUAGES CXX, which the project has not"
  "add CXX to the LANGUAGES of project\\(\\), or ask for C")

case_refuses("shipit_install_configs(ENV staging FILES a.ini)"
             "shipit_install_configs\\(\\) does not know 'ENV'")
case_refuses("shipit_install_configs(FILES a.ini)" "shipit_install_configs\\(\\) needs ENVIRONMENT")
case_refuses("shipit_install_configs(ENVIRONMENT \"a b\" FILES a.ini)" "got the ENVIRONMENT 'a b'")
case_refuses("shipit_install_configs(ENVIRONMENT staging FILES gone.ini)"
             "lists 'gone.ini', which is not a file there")
case_refuses("shipit_install_configs(ENVIRONMENT staging FILES a.ini SECRETS a.ini)"
             "'a.ini' is in FILES and in SECRETS" "a secret lives on the server only")
case_refuses("shipit_install_configs(ENVIRONMENT staging FILES a.ini SECRETS ../b)"
             "got the secret '../b' with a folder")
case_refuses("shipit_install_configs(ENVIRONMENT staging FILES a.ini SECRETS \"a (b)\")"
             "got the secret 'etc/[^']*/a .b.', which cannot be deployed")
case_refuses("shipit_install_configs(ENVIRONMENT staging FILES a.ini SECRETS b DESTINATION lib/x)"
             "got the secret 'lib/x/b', which cannot be deployed" "put it below etc")

case_refuses("shipit_add_service(hello PROT 80)" "shipit_add_service\\(\\) does not know 'PROT'")
case_refuses("shipit_add_service(hello PORT 80000)" "got the PORT '80000'")
case_refuses("shipit_add_service(\"a b\" PORT 80)"
             "got the name 'a b', which systemd does not allow")
case_refuses("shipit_add_service(hello PORT 80 HEALTH_PATH healthz)"
             "got the HEALTH_PATH 'healthz'")
case_refuses("shipit_add_service(hello PORT 80 HEALTH_PATH \"/it's\")"
             "got the HEALTH_PATH '/it's'" "without blanks and quotes")

case_refuses("shipit_package(SUMMARY s CONTACT c FORMAT DEB)"
             "shipit_package\\(\\) does not know 'FORMAT'")
case_refuses("shipit_package(SUMMARY s CONTACT c FORMATS RPM)" "does not know the format 'RPM'"
             "it knows TAR_ZST, DEB")
case_refuses(
  "shipit_version(RESULT_PREFIX OURS FALLBACK 1.2.0)\nshipit_package(SUMMARY s CONTACT [[A <a@b.c>]])"
  "project\\(VERSION 1.0.0\\) is not what shipit_version\\(\\) found: 1.2.0"
  "write project\\(… VERSION \\\${OURS_VERSION}\\), or leave VERSION out")
case_refuses("shipit_package(SUMMARY s CONTACT [[A <a@b.c>]] SBOM SPDX)"
             "shipit_package\\(\\) got SBOM 'SPDX'" "it can be ON or OFF")
case_refuses("shipit_package(SUMMARY s)" "shipit_package\\(\\) needs CONTACT")
case_refuses(
  "shipit_package(SUMMARY s CONTACT [[A <a@b.c>]])\nshipit_package(SUMMARY s CONTACT [[A <a@b.c>]])"
  "shipit_package\\(\\) was called twice")
case_refuses("shipit_package(SUMMARY s CONTACT [[A <a@b.c>]] LICENSE_FILE gone)"
             "got the LICENSE_FILE '[^']*gone'")
case_refuses("shipit_add_assets(x ROOT web ENTRYPOINTS app.js PUBLIC_PATH /s/ DESTINATION d)"
             "shipit_add_assets\\(\\) does not know 'ENTRYPOINTS'")
case_refuses(
  "shipit_add_assets(x ROOT web ENTRY_POINTS app.js PUBLICPATH /s/ DESTINATION d)"
  "shipit_add_assets\\(\\) got 'PUBLICPATH' in ENTRY_POINTS, did you mean PUBLIC_PATH"
  "it knows ROOT, ENTRY_POINTS")
case_refuses("shipit_package(DEPENDS python3 SUMARY s CONTACT c)"
             "shipit_package\\(\\) got 'SUMARY' in DEPENDS, did you mean SUMMARY")
# A file's name may be in capitals, and not far from a keyword.
case_refuses("shipit_add_release(FILES a.ini README)" "lists 'README', which is not a file there")

case_refuses("shipit_add_release(FILE VERSION)" "shipit_add_release\\(\\) does not know 'FILE'"
             "it knows FILES, TAG_PREFIX, REMOTE")
case_refuses("shipit_add_release(FILES gone)" "lists 'gone', which is not a file there")
case_refuses("shipit_add_release(FILES /etc/passwd)" "which is outside of the project")
case_refuses("shipit_add_release()\nshipit_add_release()"
             "shipit_add_release\\(\\) was called twice")

case_write(
  CMakeLists.txt
  "cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
include(ShipIt)
shipit_add_release()
project(hello VERSION 1.0.0 LANGUAGES NONE)
")
case_configure(FAILS "shipit_add_release\\(\\) was called before project\\(\\)")
