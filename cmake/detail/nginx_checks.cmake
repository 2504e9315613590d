# SPDX-License-Identifier: Apache-2.0
# What shipit_add_nginx_site() refuses while the project is configured: nothing that it is told may
# end a word, a line or a block of nginx's.
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/arguments.cmake")

function(_shipit_check_nginx_site)
  if(NOT name MATCHES "^[A-Za-z][A-Za-z0-9._-]*$")
    _shipit_fail("shipit_add_nginx_site() got the name '${name}'"
                 "begin with a letter; use letters, digits, '.', '_' and '-'")
  elseif("${PROJECT_NAME}" STREQUAL "")
    _shipit_fail("${call} was called before project()" "call it after project()")
  elseif(NOT DEFINED ARG_SERVICE AND NOT DEFINED ARG_UPSTREAM AND NOT DEFINED ARG_ASSETS)
    _shipit_fail("${call} serves nothing" "give it SERVICE, UPSTREAM or ASSETS")
  elseif(DEFINED ARG_SERVICE AND DEFINED ARG_UPSTREAM)
    _shipit_fail("${call} got SERVICE and UPSTREAM" "SERVICE is for one of shipit_add_service()")
  elseif(DEFINED ARG_TLS AND NOT ARG_TLS MATCHES "^(ON|OFF)$")
    _shipit_fail("${call} got TLS ${ARG_TLS}" "it knows ON, OFF")
  elseif(DEFINED ARG_HSTS AND NOT ARG_HSTS MATCHES "^[0-9]+$")
    _shipit_fail("${call} got HSTS ${ARG_HSTS}" "give a number of seconds")
  elseif(
    DEFINED ARG_CERTIFICATE
    AND NOT DEFINED ARG_CERTIFICATE_KEY
    OR DEFINED ARG_CERTIFICATE_KEY
    AND NOT DEFINED ARG_CERTIFICATE)
    _shipit_fail("${call} got one of CERTIFICATE and CERTIFICATE_KEY" "give both, or none")
  endif()
  _shipit_check_nginx_paths()
  _shipit_check_nginx_names()
  _shipit_check_nginx_assets()
endfunction()

function(_shipit_check_nginx_paths)
  foreach(keyword IN ITEMS CERTIFICATE CERTIFICATE_KEY ACME_ROOT)
    if(DEFINED ARG_${keyword} AND NOT ARG_${keyword} MATCHES "^/[A-Za-z0-9._/@+~*-]+$")
      _shipit_fail(
        "${call} got the ${keyword} '${ARG_${keyword}}'"
        "give an absolute path on the host; letters, digits, '.', '_', '-', '@', '+', '~'")
    endif()
  endforeach()
  if(DEFINED ARG_INCLUDE)
    cmake_path(ABSOLUTE_PATH ARG_INCLUDE OUTPUT_VARIABLE include)
    if(NOT EXISTS "${include}" OR IS_DIRECTORY "${include}")
      _shipit_fail("${call} got the INCLUDE '${ARG_INCLUDE}', which is not there"
                   "give the path of a file with lines for nginx's server { }")
    endif()
  endif()
endfunction()

function(_shipit_check_nginx_names)
  foreach(host IN LISTS ARG_SERVER_NAMES)
    if(host MATCHES "^[A-Z][A-Z_]+$")
      _shipit_fail("${call} does not know '${host}'" "it knows ${one}, ${many}, BROTLI")
    elseif(NOT host MATCHES "^([*][.])?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"
           AND NOT host MATCHES "^\\[[0-9A-Fa-f:.]+\\]$")
      _shipit_fail("${call} got the server name '${host}'"
                   "give a host like shop.example.org or *.example.org, without scheme and port")
    endif()
  endforeach()
  foreach(address IN LISTS ARG_UPSTREAM)
    set(host "([A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+\\])")
    if(NOT address MATCHES "^(${host}:[1-9][0-9]*|unix:/[A-Za-z0-9/._-]+)$")
      _shipit_fail("${call} got the UPSTREAM '${address}'"
                   "give one like 10.0.0.7:8000, web1.example.org:8000 or unix:/run/x.sock")
    endif()
  endforeach()
endfunction()

function(_shipit_check_nginx_assets)
  set(paths "")
  foreach(target IN LISTS ARG_ASSETS)
    set(path "")
    if(TARGET "${target}")
      get_target_property(path "${target}" _SHIPIT_ASSETS_PUBLIC_PATH)
    endif()
    if(NOT path)
      _shipit_fail("${call}: there are no assets '${target}'"
                   "call shipit_add_assets(${target} …) before")
    elseif(path STREQUAL "/" AND (DEFINED ARG_SERVICE OR DEFINED ARG_UPSTREAM))
      _shipit_fail("${call}: the assets '${target}' take every path from the service"
                   "give them a PUBLIC_PATH like /static/")
    elseif(path IN_LIST paths)
      _shipit_fail("${call}: '${path}' is the PUBLIC_PATH of two ASSETS"
                   "give one of them another PUBLIC_PATH")
    endif()
    list(APPEND paths "${path}")
  endforeach()
endfunction()
