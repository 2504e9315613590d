# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItAssetUrls
---------------

What a program needs to know of the assets that it names: their URLs, known when it is compiled.

.. command:: shipit_add_asset_library

  Adds a C++ header of the URLs::

    shipit_add_asset_library(<target> ASSETS <target> [NAMESPACE <namespace>])

  ``ASSETS``
    A target of ``shipit_add_assets()``.
  ``NAMESPACE``
    What the functions are in, such as ``acme::web``; default: the target's name.

  ``<target>`` is an ``INTERFACE`` library, in C++17 or later. Whoever links it may write::

    #include <acme/web/assets.hpp>
    std::string_view url = acme::web::asset("js/app.js").url;

  ``asset(path)``
    The asset of a path that stands in the program, as ``const Asset&``, with ``path``, ``url``,
    ``integrity`` and ``type``. In C++20 a path that is not there does not compile: the compiler
    says ``no_such_asset``. In C++17 so where the result is ``constexpr``; elsewhere it throws
    ``std::out_of_range``.
  ``find_asset(path)``
    The same for a path that comes later, as ``const Asset*``; null when it is not there.
  ``assets``
    All of them, a ``std::array`` that is sorted by path.

  The header is made after the assets, and before what links the library is compiled. Its time
  stays when its content does, so that nothing is compiled again without need.

.. command:: shipit_add_asset_file

  Adds a file for what is not compiled, a program in Python or nginx::

    shipit_add_asset_file(<target> ASSETS <target> OUTPUT <file>.py)
    shipit_add_asset_file(<target> ASSETS <target> OUTPUT <file>.conf FOLDER <dir> [BROTLI])

  ``OUTPUT``
    The file, relative to the current binary folder. Install it with ``install(FILES)``.

    ``.py``: a module for Python 3.6 or later with ``asset(path)``, the URL, and
    ``integrity(path)``. A path that is not there is a ``KeyError`` that tells the nearest.

    ``.conf``: what nginx 1.18 or later includes in a ``server``: a ``location`` of
    ``PUBLIC_PATH``, where names with a digest are ``immutable`` and others ``no-cache``, what is
    missing is 404, files that begin with a dot are not shown, the types are those of the
    manifest, and ``.gz`` files are sent for those that are there; and for each entry point a
    variable ``$<assets>_<path>`` for the header ``Link`` of the pages that load it.
  ``FOLDER``
    Where nginx finds the published folder on the server, an absolute path; nginx's variables may
    stand in it.
  ``BROTLI``
    ``.br`` files are sent too. nginx without ``libnginx-mod-http-brotli-static`` refuses that.

  ``<target>`` is part of the default build.

  Errors when the project is configured: an unknown or missing keyword, ``ASSETS`` that no
  ``shipit_add_assets()`` before has made, a ``NAMESPACE`` that C++ does not take, an ``OUTPUT``
  of another kind.

  Example::

    shipit_add_asset_library(shop_urls ASSETS shop_assets NAMESPACE acme::web)
    target_link_libraries(shop PRIVATE shop_urls)
#]=======================================================================]

include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/assets_mode.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/version_names.cmake")

function(shipit_add_asset_library target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "ASSETS;NAMESPACE" "")
  _shipit_check_arguments(shipit_add_asset_library KNOWN ASSETS NAMESPACE REQUIRED ASSETS)
  if(NOT DEFINED ARG_NAMESPACE)
    set(ARG_NAMESPACE "${target}")
  endif()
  _shipit_check_namespace("${ARG_NAMESPACE}" shipit_add_asset_library)
  _shipit_assets_work(folder "${CMAKE_CURRENT_BINARY_DIR}/shipit/${target}")
  string(REPLACE "::" "/" path "${ARG_NAMESPACE}")
  _shipit_render_assets(stamp shipit_add_asset_library header
                        "${folder}/include/${path}/assets.hpp" WORDS --namespace "${ARG_NAMESPACE}")
  add_custom_target(${target}_header DEPENDS "${stamp}")
  add_dependencies(${target}_header ${ARG_ASSETS})
  add_library(${target} INTERFACE)
  add_dependencies(${target} ${target}_header)
  target_compile_features(${target} INTERFACE cxx_std_17)
  target_include_directories(${target} INTERFACE "$<BUILD_INTERFACE:${folder}/include>")
endfunction()

function(shipit_add_asset_file target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "BROTLI" "ASSETS;OUTPUT;FOLDER" "")
  _shipit_check_arguments(shipit_add_asset_file KNOWN ASSETS OUTPUT FOLDER BROTLI REQUIRED ASSETS
                          OUTPUT)
  set(words "")
  if(DEFINED ARG_FOLDER AND NOT ARG_FOLDER MATCHES "^[/$]")
    _shipit_fail("shipit_add_asset_file() got the FOLDER '${ARG_FOLDER}'"
                 "say where the server has the files, as in /usr/share/myservice/static")
  endif()
  if(ARG_OUTPUT MATCHES "\\.py$" AND NOT DEFINED ARG_FOLDER AND NOT ARG_BROTLI)
    set(format python)
  elseif(ARG_OUTPUT MATCHES "\\.conf$" AND DEFINED ARG_FOLDER)
    set(format nginx)
    set(words --name "${ARG_ASSETS}" --folder "${ARG_FOLDER}")
    if(ARG_BROTLI)
      list(APPEND words --brotli)
    endif()
  else()
    _shipit_fail("shipit_add_asset_file() can't write '${ARG_OUTPUT}'"
                 "it writes OUTPUT urls.py, and OUTPUT nginx.conf FOLDER /where/nginx/finds/them")
  endif()
  get_property(is_multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(is_multi AND NOT ARG_OUTPUT MATCHES "\\$<CONFIG>")
    _shipit_fail("shipit_add_asset_file() got the OUTPUT '${ARG_OUTPUT}' for all build types"
                 "each has URLs of its own: write OUTPUT $<CONFIG>/${ARG_OUTPUT}")
  endif()
  cmake_path(ABSOLUTE_PATH ARG_OUTPUT BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" NORMALIZE)
  _shipit_assets_work(folder "${CMAKE_CURRENT_BINARY_DIR}/shipit/${target}")
  _shipit_render_assets(stamp shipit_add_asset_file ${format} "${ARG_OUTPUT}" WORDS ${words})
  add_custom_target(${target} ALL DEPENDS "${stamp}")
  add_dependencies(${target} ${ARG_ASSETS})
endfunction()

# Writes what ARG_ASSETS has published into `output`, in `format`. <variable> becomes the file that
# is new whenever that was looked at; it is in the `folder` of the caller.
function(_shipit_render_assets variable function format output)
  cmake_parse_arguments(PARSE_ARGV 4 RENDER "" "" "WORDS")
  if(TARGET "${ARG_ASSETS}")
    get_target_property(manifest ${ARG_ASSETS} SHIPIT_ASSETS_MANIFEST)
  endif()
  if(NOT manifest)
    _shipit_fail("${function}(): there are no assets '${ARG_ASSETS}'"
                 "call shipit_add_assets(${ARG_ASSETS} …) before")
  endif()
  cmake_path(GET output FILENAME name)
  set(stamp "${folder}/${name}.stamp")
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS "${output}"
    COMMAND ShipIt::shipit assets render --from "${manifest}" --format ${format} --output
            "${output}" --stamp "${stamp}" ${RENDER_WORDS}
    DEPENDS "${manifest}" "$<TARGET_FILE:ShipIt::shipit>"
    COMMENT "Writing the URLs of ${ARG_ASSETS} into ${name}"
    VERBATIM)
  set(${variable} "${stamp}" PARENT_SCOPE)
endfunction()
