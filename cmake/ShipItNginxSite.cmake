# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItNginxSite
---------------

.. command:: shipit_add_nginx_site

  ::

    shipit_add_nginx_site(<name> [SERVICE <service> | UPSTREAM <address>...]
                          [ASSETS <target>...]
                          [ENVIRONMENT <name>] [SERVER_NAMES <host>...]
                          [TLS <ON|OFF>] [CERTIFICATE <path> CERTIFICATE_KEY <path>]
                          [ACME_ROOT <folder>] [HSTS <seconds>]
                          [INCLUDE <file>] [BROTLI] [COMPONENT <component>])

  Makes the site that nginx serves, for each environment one, and installs it
  as ``etc/nginx/sites-available/<name>.<environment>``. ``shipit deploy``
  enables it on the host, of an archive and of a .deb, where nginx is; so does
  the .deb when it is installed first, for production or for the
  ``SHIPIT_ENVIRONMENT`` that apt-get runs with. Nothing is enabled that
  ``nginx -t`` refuses, and nginx is reloaded, not restarted.

  ``SERVICE``
    What answers where no assets are: a service of ``shipit_add_service()``,
    by its SOCKET or its PORT, with connections that are kept open, the headers
    ``X-Forwarded-For``, ``-Host`` and ``-Proto``, and websockets. A page for
    which the service says no ``Cache-Control`` gets ``no-cache``.
  ``UPSTREAM``
    The same for another one, or for several: ``10.0.0.7:8000``,
    ``web1.example.org:8000``, ``[::1]:8000``, ``unix:/run/x.sock``. What can't
    be reached is passed over, but no request that may have been done is made
    twice (a POST).
  ``ASSETS``
    Targets of ``shipit_add_assets()``. nginx serves them as
    ``shipit_add_asset_file()`` writes it: names with a digest for a year, with
    their compressed forms, also those of releases before that are kept on the
    host (docs/manual/deploy.md); others are asked for again; what is missing
    is 404.
  ``ENVIRONMENT``
    The site is for that one only. Where this and SERVER_NAMES are left out,
    there is one for each ``shipit_add_environment()`` before that has a URL.
  ``SERVER_NAMES``
    Default: the host in the environment's URL. Names, addresses, and
    ``*.example.org``. Without an ENVIRONMENT the site is called ``<name>``,
    and is for all.
  ``TLS``
    ``ON``: what comes to port 80 is sent to https, but for
    ``/.well-known/acme-challenge/``. Default: as the URL says, without one
    ``ON``. The URL's port is listened at, else 443 or 80.
  ``CERTIFICATE``, ``CERTIFICATE_KEY``
    Absolute paths on the host. Default: where certbot puts those of the first
    name, ``/etc/letsencrypt/live/<host>/fullchain.pem`` and ``privkey.pem``.
  ``ACME_ROOT``
    Where on the host certbot's ``--webroot`` writes; default ``/var/www/html``.
  ``HSTS``
    Browsers come by https only for so many seconds; default 31536000, a year.
    ``0`` takes that back.
  ``INCLUDE``
    A file of the project's own with lines for ``server { }``.
  ``BROTLI``
    As in ``shipit_add_asset_file()``: the host's nginx has
    ``libnginx-mod-http-brotli-static``.

  Lines of a host's own go into ``/etc/nginx/<name>.d/*.conf`` there.

  Example::

    shipit_add_environment(production URL https://shop.example.org)
    shipit_add_nginx_site(shop SERVICE shop ASSETS shop_assets)
#]=======================================================================]
include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/ShipItAssetUrls.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/nginx_checks.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/nginx_text.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/records.cmake")

function(shipit_add_nginx_site name)
  set(one SERVICE ENVIRONMENT TLS CERTIFICATE CERTIFICATE_KEY ACME_ROOT HSTS INCLUDE COMPONENT)
  set(many UPSTREAM ASSETS SERVER_NAMES)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "BROTLI" "${one}" "${many}")
  _shipit_check_arguments(shipit_add_nginx_site KNOWN ${one} ${many} BROTLI)
  set(call "shipit_add_nginx_site(${name})")
  _shipit_check_nginx_site()
  _shipit_nginx_upstream(upstream)
  string(REGEX REPLACE "[^A-Za-z0-9]" "_" id "${name}")
  _shipit_nginx_environments(environments)
  foreach(environment IN LISTS environments)
    _shipit_add_nginx_site_for("${environment}")
  endforeach()
endfunction()

# <variable> becomes the environments that get a site; "-" is one for all.
function(_shipit_nginx_environments variable)
  get_property(declared GLOBAL PROPERTY _SHIPIT_ENVIRONMENT_NAMES)
  if(DEFINED ARG_ENVIRONMENT)
    if(NOT ARG_ENVIRONMENT IN_LIST declared)
      list(JOIN declared ", " known)
      _shipit_nearest(near "${ARG_ENVIRONMENT}" ${declared})
      if(near)
        set(known "did you mean ${near}?")
      else()
        set(known "call shipit_add_environment(${ARG_ENVIRONMENT} …) before; there are: ${known}")
      endif()
      _shipit_fail("${call}: there is no environment '${ARG_ENVIRONMENT}'" "${known}")
    endif()
    set(${variable} "${ARG_ENVIRONMENT}" PARENT_SCOPE)
    return()
  elseif(DEFINED ARG_SERVER_NAMES)
    set(${variable} "-" PARENT_SCOPE)
    return()
  endif()
  set(found "")
  foreach(environment IN LISTS declared)
    _shipit_environment_field(url "${environment}" URL)
    if(NOT "${url}" STREQUAL "")
      list(APPEND found "${environment}")
    endif()
  endforeach()
  if("${found}" STREQUAL "")
    _shipit_fail("${call} does not know the site's name"
                 "give SERVER_NAMES, or shipit_add_environment() before it a URL")
  endif()
  set(${variable} "${found}" PARENT_SCOPE)
endfunction()

# <variable> becomes what shipit_add_environment(<environment>) was told of <field>.
function(_shipit_environment_field variable environment field)
  _shipit_get_records(environments records)
  string(JSON count LENGTH "${records}")
  set(index 0)
  while(index LESS count)
    string(JSON name GET "${records}" ${index} name)
    if(name STREQUAL environment)
      string(JSON value GET "${records}" ${index} "${field}")
      set(${variable} "${value}" PARENT_SCOPE)
      return()
    endif()
    math(EXPR index "${index} + 1")
  endwhile()
  set(${variable} "" PARENT_SCOPE)
endfunction()

# Makes and installs one site; reads the variables of shipit_add_nginx_site().
function(_shipit_add_nginx_site_for environment)
  set(url "")
  set(root "/opt/${PROJECT_NAME}")
  set(file "${name}")
  if(NOT environment STREQUAL "-")
    string(APPEND file ".${environment}")
    _shipit_environment_field(url "${environment}" URL)
    _shipit_environment_field(root "${environment}" ROOT)
  endif()
  get_property(made GLOBAL PROPERTY _SHIPIT_NGINX_SITES)
  if(file IN_LIST made)
    _shipit_fail("${call} makes the site '${file}' a second time"
                 "give one of the two another name, or say all of it in one call")
  endif()
  set_property(GLOBAL APPEND PROPERTY _SHIPIT_NGINX_SITES "${file}")
  _shipit_nginx_place("${url}")
  set(seconds 31536000)
  if(DEFINED ARG_HSTS)
    set(seconds ${ARG_HSTS})
  endif()
  _shipit_nginx_text(template "${root}")

  _shipit_assets_work(folder "${CMAKE_CURRENT_BINARY_DIR}/shipit/nginx/${file}")
  set(component "")
  if(DEFINED ARG_COMPONENT)
    set(component COMPONENT "${ARG_COMPONENT}")
  endif()
  install(FILES "${folder}/${file}" DESTINATION etc/nginx/sites-available ${component})
  _shipit_nginx_join("${template}")
endfunction()

# Puts what nginx is to know of the assets, which is known when they are built, into the site.
function(_shipit_nginx_join template)
  set(work "${CMAKE_CURRENT_BINARY_DIR}/shipit/nginx/${file}")
  file(CONFIGURE OUTPUT "${work}/site.in" CONTENT "@template@" @ONLY)
  set(words --kept "${root}/shared/assets" --no-variables)
  if(has_tls)
    list(APPEND words --hsts "${seconds}")
  endif()
  if(ARG_BROTLI)
    list(APPEND words --brotli)
  endif()
  set(parts "")
  set(stamps "")
  set(targets ${ARG_ASSETS})
  foreach(ARG_ASSETS IN LISTS targets) # whose target _shipit_render_assets() takes
    _shipit_nginx_folder_variable(variable "${ARG_ASSETS}")
    set(part "${folder}/${ARG_ASSETS}.conf")
    _shipit_render_assets(stamp shipit_add_nginx_site nginx "${part}" WORDS --name "${ARG_ASSETS}"
                          --folder "$${variable}" ${words})
    list(APPEND parts "${part}")
    list(APPEND stamps "${stamp}")
  endforeach()
  set(script "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/detail/nginx_join.cmake")
  add_custom_command(
    OUTPUT "${folder}/site.stamp"
    BYPRODUCTS "${folder}/${file}"
    COMMAND "${CMAKE_COMMAND}" "-DTEMPLATE=${work}/site.in" "-DPARTS=${parts}"
            "-DOUTPUT=${folder}/${file}" -P "${script}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${folder}/site.stamp"
    DEPENDS "${work}/site.in" "${script}" ${stamps}
    COMMENT "Making nginx's site ${file}"
    VERBATIM)
  add_custom_target(nginx_site_${file} ALL DEPENDS "${folder}/site.stamp")
  if(targets)
    add_dependencies(nginx_site_${file} ${targets})
  endif()
endfunction()
