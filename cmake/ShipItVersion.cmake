# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItVersion
-------------

Versions from git tags: in CMake before ``project()``, and in the running
program.

.. command:: shipit_version

  ::

    shipit_version([RESULT_PREFIX <prefix>] [SOURCE_DIR <folder>] [NAME <name>]
                   [TAG_PREFIX <text>] [SCHEME <POST|NEXT|TAG>]
                   [ROOT <folder>] [PATHS <path>...]
                   [DIRTY <NONE|TRACKED|ALL>] [SHALLOW <WARN|ERROR|FETCH>]
                   [FALLBACK <version>])

  Sets in the calling scope (``<prefix>`` is ``SHIPIT`` unless given):

  ``<prefix>_VERSION``
    ``1.0.32``: what ``project(VERSION)`` accepts. Also ``_MAJOR``,
    ``_MINOR``, ``_PATCH``, ``_PRERELEASE`` (``rc.1`` or empty; ``0.dev`` with
    ``SCHEME NEXT`` past a release) and ``_NUMBER`` (``1.0.32-rc.1``).
  ``<prefix>_VERSION_TWEAK``
    A fourth number for ``project(VERSION)``: the commits since the tag, or 0
    where that would sort above the release to come (pre-releases, NEXT).
  ``<prefix>_VERSION_FULL``
    Semantic Versioning: ``1.0.32``, ``1.0.31+5.g0123456789ab`` five commits
    later, ``+dirty`` when tracked files differ from the commit.
  ``<prefix>_VERSION_DEBIAN``, ``<prefix>_VERSION_PEP440``, ``_WINDOWS``
    The same in the order of dpkg, of Python, and as the four numbers of
    Windows (``1,0,31,5``; each is at most 65535).
  ``<prefix>_VERSION_TAG``, ``_DISTANCE``, ``_COMMIT``, ``_SHORT_COMMIT``,
  ``_COMMIT_EPOCH``, ``_DIRTY``, ``_SCHEME``
    What it was made of.
  ``<prefix>_VERSION_SOURCE``
    Who answered, asked in this order: ``override`` (a variable of CMake or
    of the environment, read when CMake runs; needs no git:
    ``SHIPIT_VERSION_OVERRIDE`` for the project on top, and
    ``SHIPIT_VERSION_OVERRIDE_<NAME>`` for one with that NAME), ``git`` (only
    when SOURCE_DIR, or ROOT, is the top of the checkout), ``archive`` (a
    ``.git_archival.txt`` that ``git archive`` has filled in), ``file``
    (the first line of a file ``VERSION``), ``fallback``. When none does, it
    is an error that says what was asked.

  ``SOURCE_DIR``
    The project's top folder; default: the current one.
  ``TAG_PREFIX``
    What stands before the number in the project's tags. Default: tags like
    ``1.2.3`` and ``v1.2.3`` count.
  ``SCHEME``
    What commits past the tag ``1.0.31`` are called. ``POST`` (default):
    ``1.0.31+5.g0123456789ab``, builds after 1.0.31, which Semantic Versioning
    and ``project(VERSION)`` take for equal to it. ``NEXT``:
    ``1.0.32-0.dev.5+g0123456789ab``, builds before 1.0.32, and below every
    pre-release of it; ``<prefix>_VERSION`` is ``1.0.32``. ``TAG``:
    ``1.0.31``, whatever comes after it. Past a pre-release, POST and NEXT are
    the same: ``1.0.32-rc.1.3+g0123456789ab``.
  ``NAME``
    What the project's own override variable ends in, in upper case and with
    ``_`` for what is no letter or digit.
  ``ROOT``
    The top of the checkout, for a project in a folder of a larger repository.
  ``PATHS``
    Files and folders, relative to SOURCE_DIR, that the project is made of:
    only commits and edits that touch one of them count. Default: all of the
    checkout; with ROOT, SOURCE_DIR.
  ``DIRTY``
    What makes the version dirty. ``TRACKED``: a tracked file differs from the
    commit. ``ALL``: or there is an untracked one that is not ignored; it
    costs one git process a build. ``NONE``: nothing. Default: as ``TRACKED``,
    but where more than 500 tracked files count they are looked at only when
    HEAD or a tag has moved, when CMake starts anew, and in packaging. A
    submodule counts as git counts it.
  ``SHALLOW``
    What to do in a shallow clone that no tag is in reach of. ``WARN``
    (default): warn and ask the next source. ``ERROR``: stop. ``FETCH``: fetch
    the rest of the history.
  ``FALLBACK``
    The version when no source answers.

  Git refuses to read a checkout of another user's. With the variable
  ``SHIPIT_TRUST_CHECKOUT`` of CMake or of the environment it is read all the
  same.

  CMake runs again in the same build when a tag comes or goes, or HEAD goes
  elsewhere. Two calls in one folder need different prefixes, unless they are
  the same.

.. command:: shipit_add_version_library

  ::

    shipit_add_version_library(<target> [NAMESPACE <namespace>]
                               [LANGUAGES C|CXX…])

  Adds a static library; who links it includes ``<namespace>/version.hpp``
  (C++17), ``<namespace>/version.h`` (C99 and C++), or both. Numbers are
  constants in the headers and change only with a tag (with ``SCHEME NEXT``
  also with the first commit after one); ``version()``, ``tag()``,
  ``commit()``, ``distance()``, ``commit_epoch()`` and ``dirty()`` are
  functions of one source file, so that a commit recompiles that one file.
  ``NAMESPACE`` may be nested (``acme::shop``); default: the target's name. In
  C, functions begin with ``acme_shop_`` and macros with
  ``ACME_SHOP_VERSION_``; the latter are in both headers. ``LANGUAGES`` says
  which headers there are; default: those of C and C++ that the project has.

.. command:: shipit_add_version_file

  ::

    shipit_add_version_file(<target> OUTPUT <file>
                            [FORMAT <format> | TEMPLATE <file>]
                            [PRODUCT_NAME <text>] [COMPANY_NAME <text>]
                            [DESCRIPTION <text>] [COPYRIGHT <text>]
                            [FILE_NAME <text>] [FILE_TYPE APP|DLL])

  Keeps a file with the version up to date at every build. ``OUTPUT`` is
  relative to the current binary folder; the format follows from its ending
  unless given:

  ``PYTHON`` (``.py``), ``JAVASCRIPT`` (``.js``, ``.mjs``: an ES module),
  ``COMMONJS`` (``.cjs``)
    Constants to import.
  ``JSON`` (``.json``), ``TEXT`` (``.txt``)
    All there is to know; the full version and a line end.
  ``RC`` (``.rc``)
    A VERSIONINFO resource for Windows, with FILEVERSION, PRODUCTVERSION, the
    flags VS_FF_PRERELEASE and VS_FF_PRIVATEBUILD (edited files), and the texts
    given: ``PRODUCT_NAME`` (default: the project's name), ``COMPANY_NAME``,
    ``DESCRIPTION`` (default: the project's), ``COPYRIGHT``, ``FILE_NAME``
    (``hello.exe``), and ``FILE_TYPE`` (default: ``APP``). The target that has
    it among its sources needs ``add_dependencies()`` on ``<target>``.

  ``TEMPLATE`` is a file of your own, relative to the current source folder,
  filled in at build time as ``configure_file(@ONLY)`` does: ``@VERSION@``,
  ``@VERSION_FULL@``, and so on for all variables above. ``@VERSION_TAG:c@`` is
  the value as a literal with its quotes, for ``c`` (and C++), ``cmake``,
  ``js``, ``json``, ``python``, ``rc`` or ``sh``; without a language, a value
  that holds more than letters, digits and ``._+~,-/@`` is an error. So is a
  word that is not known; ``@AT@`` is a ``@``.

The two show what the nearest ``shipit_version()`` above them found out. Ninja
watches whether that still holds, make starts one helper process a build; a
file is made again when the version has changed, and keeps its time when its
content stays.
#]=======================================================================]
include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/version_format.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/version_names.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/version_plan.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/version_rules.cmake")

function(shipit_version)
  set(one RESULT_PREFIX SOURCE_DIR ROOT NAME TAG_PREFIX SCHEME DIRTY SHALLOW FALLBACK)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "" "${one}" "PATHS")
  _shipit_check_arguments(shipit_version KNOWN ${one} PATHS)
  if(NOT DEFINED ARG_RESULT_PREFIX)
    set(ARG_RESULT_PREFIX SHIPIT)
  endif()
  if(NOT ARG_RESULT_PREFIX MATCHES "^[A-Za-z_][A-Za-z0-9_]*$")
    _shipit_fail(
      "shipit_version() got RESULT_PREFIX '${ARG_RESULT_PREFIX}', which begins no variable"
      "use letters, digits and '_'")
  endif()
  set(rules "")
  _shipit_version_places(rules)
  _shipit_version_override(rules)
  _shipit_version_word(rules SCHEME POST NEXT TAG)
  _shipit_version_word(rules DIRTY NONE TRACKED ALL)
  _shipit_version_word(rules SHALLOW WARN ERROR FETCH)
  _shipit_json_set(rules tagPrefix STRING "${ARG_TAG_PREFIX}")
  _shipit_json_set(rules fallback STRING "${ARG_FALLBACK}")
  set(trust false)
  if(SHIPIT_TRUST_CHECKOUT OR "$ENV{SHIPIT_TRUST_CHECKOUT}")
    set(trust true)
  endif()
  _shipit_json_set(rules trust JSON ${trust})

  set(folder "${CMAKE_CURRENT_BINARY_DIR}/shipit/version/${ARG_RESULT_PREFIX}")
  _shipit_write_version_plan("${folder}" "${ARG_RESULT_PREFIX}" "${rules}")
  get_property(tool TARGET ShipIt::shipit-version PROPERTY IMPORTED_LOCATION)
  execute_process(COMMAND "${tool}" update --configuring --plan "${folder}/plan.json"
                  RESULT_VARIABLE status ERROR_VARIABLE complaint)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${complaint}")
  elseif(NOT "${complaint}" STREQUAL "")
    message(WARNING "${complaint}")
  endif()

  set(_shipit_tag_places "")
  # Not include(): builds rewrite the file, and CMake is not to run again for that.
  file(READ "${folder}/version.cmake" variables)
  cmake_language(EVAL CODE "${variables}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}/number"
                                         ${_shipit_tag_places})
  foreach(name IN
          ITEMS "" _FULL _NUMBER _MAJOR _MINOR _PATCH _TWEAK _PRERELEASE _DEBIAN _PEP440 _WINDOWS
                _TAG _DISTANCE _COMMIT _SHORT_COMMIT _COMMIT_EPOCH _DIRTY _SCHEME _SOURCE)
    set(${ARG_RESULT_PREFIX}_VERSION${name} "${${ARG_RESULT_PREFIX}_VERSION${name}}" PARENT_SCOPE)
  endforeach()
  set(_SHIPIT_VERSION_RULES "${rules}" PARENT_SCOPE)
  set(_SHIPIT_VERSION_FOLDER "${folder}" PARENT_SCOPE)
  set(_SHIPIT_VERSION_NUMBER "${${ARG_RESULT_PREFIX}_VERSION}" PARENT_SCOPE)
  set(_SHIPIT_VERSION_VARIABLE "${ARG_RESULT_PREFIX}_VERSION" PARENT_SCOPE)
endfunction()

function(shipit_add_version_library target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "NAMESPACE" "LANGUAGES")
  _shipit_check_arguments(shipit_add_version_library KNOWN NAMESPACE LANGUAGES)
  if(NOT DEFINED ARG_NAMESPACE)
    set(ARG_NAMESPACE "${target}")
  endif()
  _shipit_check_namespace("${ARG_NAMESPACE}" shipit_add_version_library)
  _shipit_version_languages(languages written_in ${ARG_LANGUAGES})

  string(REPLACE "::" "/" path "${ARG_NAMESPACE}")
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/shipit/version/${target}")
  set(names --namespace "${ARG_NAMESPACE}")
  set(files "")
  set(includes "")
  set(stamps "")
  _shipit_version_target(asking ${target})
  if("CXX" IN_LIST languages)
    list(APPEND files "${folder}/include/${path}/version.hpp")
    list(APPEND includes --header "${path}/version.hpp")
    _shipit_add_version_output(stamps ${target} header "${folder}/include/${path}/version.hpp"
                               WORDS ${names})
  endif()
  if("C" IN_LIST languages)
    list(APPEND files "${folder}/include/${path}/version.h")
    list(APPEND includes --c-header "${path}/version.h")
    _shipit_add_version_output(stamps ${target} c-header "${folder}/include/${path}/version.h"
                               WORDS ${names})
  endif()
  if(written_in STREQUAL "CXX")
    set(source "${folder}/version.cpp")
    _shipit_add_version_output(stamps ${target} source "${source}" WORDS ${names} ${includes})
  else()
    set(source "${folder}/version.c")
    _shipit_add_version_output(stamps ${target} c-source "${source}" WORDS ${names} ${includes})
  endif()

  add_library(${target} STATIC "${source}" ${files} ${stamps})
  add_dependencies(${target} ${asking})
  if("CXX" IN_LIST languages)
    target_compile_features(${target} PUBLIC cxx_std_17)
  endif()
  target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${folder}/include>")
endfunction()

function(shipit_add_version_file target)
  set(resource PRODUCT_NAME COMPANY_NAME DESCRIPTION COPYRIGHT FILE_NAME FILE_TYPE)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "OUTPUT;FORMAT;TEMPLATE;${resource}" "")
  _shipit_check_arguments(shipit_add_version_file KNOWN OUTPUT FORMAT TEMPLATE ${resource} REQUIRED
                          OUTPUT)
  _shipit_version_format(format)
  _shipit_version_resource(words ${format})
  set(depends "")
  if(DEFINED ARG_TEMPLATE)
    cmake_path(ABSOLUTE_PATH ARG_TEMPLATE NORMALIZE)
    if(NOT EXISTS "${ARG_TEMPLATE}" OR IS_DIRECTORY "${ARG_TEMPLATE}")
      _shipit_fail(
        "shipit_add_version_file() got the TEMPLATE '${ARG_TEMPLATE}', which is not there"
        "give the path of a file, from the current source folder")
    endif()
    set(words --template "${ARG_TEMPLATE}")
    set(depends DEPENDS "${ARG_TEMPLATE}")
  endif()

  cmake_path(ABSOLUTE_PATH ARG_OUTPUT BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" NORMALIZE)
  _shipit_version_target(asking ${target})
  set(stamps "")
  _shipit_add_version_output(stamps ${target} ${format} "${ARG_OUTPUT}" WORDS ${words} ${depends})
  add_custom_target(${target} ALL DEPENDS ${stamps})
  add_dependencies(${target} ${asking})
endfunction()
