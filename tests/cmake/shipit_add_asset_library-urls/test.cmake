# SPDX-License-Identifier: Apache-2.0
# What a program knows of its assets when it is compiled, in C++17, C++20 and Python.
# generators: Ninja, Unix Makefiles, Ninja Multi-Config
if(NOT EXISTS "${CASE_ESBUILD}")
  case_skip("there is no esbuild: ./dev setup installs it")
endif()
set(esbuild "-DESBUILD_EXECUTABLE=${CASE_ESBUILD}")
set(at "${CASE_BUILD}")
set(urls "${CASE_BUILD}/sub")
if(CASE_GENERATOR MATCHES "Multi")
  set(at "${CASE_BUILD}/Debug")
  set(urls "${CASE_BUILD}/sub/Debug")
endif()
case_project()
# A path that C++, Python and URLs each spell in their own way.
set(odd "odd \"ü%??-x.txt")
case_write("web/${odd}" "odd\n")

function(case_url variable path member)
  file(GLOB_RECURSE manifests "${CASE_BUILD}/*/manifest.json")
  list(GET manifests 0 manifest)
  file(READ "${manifest}" json)
  string(JSON value GET "${json}" assets "${path}" ${member})
  set(${variable} "${value}" PARENT_SCOPE)
endfunction()

case_configure(ARGS "${esbuild}" -DSTANDARD=20)
case_build()
case_url(script app.js file)
case_url(logo img/logo.svg file)
case_url(integrity img/logo.svg integrity)
case_url(odd_file "${odd}" file)
case_run(COMMAND "${at}/site" img/logo.svg gone "${odd}" OUTPUT said)
string(REGEX REPLACE "\n" " " said "${said}")
case_url(odd_integrity "${odd}" integrity)
string(REGEX REPLACE ".*-x-" "-x-" odd_end "${odd_file}")
case_expect_equal("${said}" "/static/${script} /static/${logo} /static/${logo} ${integrity} none  \
/static/odd%20%22%C3%BC%25%3F%3F${odd_end} ${odd_integrity}")

# Python.
set(ENV{PYTHONPATH} "${urls}")
set(ENV{PYTHONDONTWRITEBYTECODE} 1)
case_run(COMMAND python3 -c
                 "import urls; print(urls.asset('img/logo.svg'), urls.integrity('img/logo.svg'))"
         OUTPUT said)
case_expect_equal("${said}" "/static/${logo} ${integrity}")
case_run(COMMAND python3 -c "import urls; print(urls.asset('img/lgo.svg'))"
         FAILS "KeyError: .no such asset: 'img/lgo.svg'; did you mean 'img/logo.svg'.")

# A second build does nothing; one that leaves all names as they are compiles nothing again, though
# the assets were published anew.
case_build(OUTPUT output)
if(output MATCHES "Publishing|Writing|Building")
  message(FATAL_ERROR "a build without changes did something:\n${output}")
endif()
case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 1.1)
file(TOUCH "${CASE_SOURCE}/web/greet.js")
case_build(OUTPUT output)
case_expect_match("${output}" Publishing)
if(output MATCHES "Building CXX")
  message(FATAL_ERROR "the same URLs were compiled again:\n${output}")
endif()

# A changed asset comes into the program in the same build, and only once.
case_write(web/img/logo.svg "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"new\"/>\n")
case_build(OUTPUT output)
case_expect_match("${output}" Publishing "Building CXX")
case_url(logo img/logo.svg file)
case_run(COMMAND "${at}/site" OUTPUT said)
case_expect_match("${said}" " /static/${logo}$")
case_build(OUTPUT output)
if(output MATCHES "Publishing|Writing|Building")
  message(FATAL_ERROR "a build without changes did something:\n${output}")
endif()

# A path that isn't there does not compile: in C++20 anywhere, in C++17 where it must be constant.
case_configure(ARGS "-DCMAKE_CXX_FLAGS=-DMISSPELT")
case_build(FAILS "no_such_asset")
case_configure(ARGS "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror" -DSTANDARD=17)
case_build()
case_run(COMMAND "${at}/site" OUTPUT said)
case_expect_match("${said}" "^/static/${script} /static/${logo}$")
case_write(
  main.cpp "#include <acme/web/assets.hpp>
constexpr const acme::web::Asset& script = acme::web::asset(\"ap.js\");
int main() {}
")
case_build(FAILS "no_such_asset")

# What is refused.
case_configure(ARGS "-DMORE=NAMESPACE;a-b" FAILS "shipit_add_asset_library\\(\\) got")
case_configure(ARGS "-DMORE=ASSETS;site" FAILS "there are no assets 'site'"
                                               "call shipit_add_assets\\(site …\\) before")
case_write(sub/CMakeLists.txt "shipit_add_asset_file(a ASSETS site_assets OUTPUT urls.rb)\n")
case_configure(FAILS "shipit_add_asset_file\\(\\) can't write 'urls.rb'")
if(CASE_GENERATOR MATCHES "Multi")
  case_write(sub/CMakeLists.txt "shipit_add_asset_file(a ASSETS site_assets OUTPUT urls.py)\n")
  case_configure(FAILS "got the OUTPUT 'urls.py' for all build types" "OUTPUT [$]<CONFIG>/urls.py")
endif()
case_write(sub/CMakeLists.txt
           "shipit_add_asset_file(a ASSETS site_assets OUTPUT a.conf FOLDER static)\n")
case_configure(FAILS "shipit_add_asset_file\\(\\) got the FOLDER 'static'"
                     "as in /usr/share/myservice/static")
foreach(wrong IN ITEMS "a.conf" "a.py FOLDER /static" "a.py BROTLI")
  case_write(sub/CMakeLists.txt "shipit_add_asset_file(a ASSETS site_assets OUTPUT ${wrong})\n")
  case_configure(FAILS "shipit_add_asset_file\\(\\) can't write 'a[.]" "OUTPUT nginx.conf FOLDER")
endforeach()
