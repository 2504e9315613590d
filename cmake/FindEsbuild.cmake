# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
FindEsbuild
-----------

Finds esbuild (https://esbuild.github.io), the bundler that ``shipit_add_assets()`` uses::

  find_package(Esbuild [0.18.20] [REQUIRED] [QUIET])

It is looked for in this order, and the first that is there is taken:

1. ``ESBUILD_EXECUTABLE``, a CMake variable (``-DESBUILD_EXECUTABLE=…``); a relative path is one in
   the top source folder
2. ``ESBUILD_EXECUTABLE``, an environment variable
3. ``node_modules/.bin/esbuild`` in the current source folder, then in the top one; after these,
   that of npm's package for this machine alone, ``node_modules/@esbuild/linux-x64/bin/esbuild``
4. ``PATH``

Every configuration looks again, so that a new path or a fresh ``npm install`` is noticed.

Result variables
^^^^^^^^^^^^^^^^

``Esbuild_FOUND``
  True when it is there and new enough.
``Esbuild_EXECUTABLE``, ``Esbuild_VERSION``
  Where it is, and its version.

Errors
^^^^^^

With ``REQUIRED`` it is fatal when esbuild is missing, can't be run, or is older than the version
asked for and than 0.18.20, the first that understands today's CSS (``@import … layer()``). The
message names what was found, and how to get what is missing.
#]=======================================================================]

include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")

# The folder of npm's package for this machine, which is the program and nothing else.
function(_shipit_esbuild_package result)
  string(TOLOWER "${CMAKE_HOST_SYSTEM_NAME}" system)
  cmake_host_system_information(RESULT processor QUERY OS_PLATFORM)
  string(REGEX REPLACE "^(x86_64|amd64)$" x64 processor "${processor}")
  string(REGEX REPLACE "^aarch64$" arm64 processor "${processor}")
  string(REGEX REPLACE "^armv[67].*$" arm processor "${processor}")
  string(REGEX REPLACE "^i[3-6]86$" ia32 processor "${processor}")
  set(${result} "node_modules/@esbuild/${system}-${processor}/bin" PARENT_SCOPE)
endfunction()

# Where esbuild is, by the order above; empty when it is nowhere.
function(_shipit_esbuild_path result)
  foreach(given IN ITEMS "${ESBUILD_EXECUTABLE}" "$ENV{ESBUILD_EXECUTABLE}")
    if(given)
      cmake_path(ABSOLUTE_PATH given BASE_DIRECTORY "${CMAKE_SOURCE_DIR}" NORMALIZE)
      set(${result} "${given}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  _shipit_esbuild_package(package)
  unset(program)
  find_program(
    program
    NAMES esbuild
    PATHS "${CMAKE_CURRENT_SOURCE_DIR}/node_modules/.bin" "${CMAKE_SOURCE_DIR}/node_modules/.bin"
          "${CMAKE_CURRENT_SOURCE_DIR}/${package}" "${CMAKE_SOURCE_DIR}/${package}" ENV PATH
          NO_CACHE
    NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(NOT program)
    set(program "")
  endif()
  set(${result} "${program}" PARENT_SCOPE)
endfunction()

# The version of the program; empty, and why, when it doesn't tell one.
function(_shipit_esbuild_version path result reason)
  if(NOT EXISTS "${path}" OR IS_DIRECTORY "${path}")
    set(${result} "" PARENT_SCOPE)
    set(${reason} "there is no such program" PARENT_SCOPE)
    return()
  endif()
  execute_process(
    COMMAND "${path}" --version
    OUTPUT_VARIABLE said
    ERROR_VARIABLE complaint
    RESULT_VARIABLE status
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_STRIP_TRAILING_WHITESPACE
    TIMEOUT 30)
  if(status EQUAL 0 AND said MATCHES "^[0-9]+\\.[0-9]+\\.[0-9]+$")
    set(${result} "${said}" PARENT_SCOPE)
  else()
    set(${result} "" PARENT_SCOPE)
    set(${reason} "'--version' gave '${said}${complaint}' (${status})" PARENT_SCOPE)
  endif()
endfunction()

# What is wrong with it, and the next step; an empty message when all is well.
function(_shipit_judge_esbuild path version reason least message help)
  set(npm "npm install --save-dev esbuild")
  if(NOT path AND EXISTS "${CMAKE_SOURCE_DIR}/package-lock.json")
    set(npm "npm ci")
  endif()
  set(${help} "run '${npm}' in '${CMAKE_SOURCE_DIR}', or name one with -DESBUILD_EXECUTABLE=…"
      PARENT_SCOPE)
  if(NOT path)
    set(${message} "esbuild is not there: not in node_modules, not in PATH" PARENT_SCOPE)
  elseif(NOT version)
    set(${message} "'${path}' is not a usable esbuild: ${reason}" PARENT_SCOPE)
  elseif(version VERSION_LESS least)
    set(${message} "'${path}' is esbuild ${version}, and ${least} is the oldest that will do"
        PARENT_SCOPE)
  else()
    set(${message} "" PARENT_SCOPE)
  endif()
endfunction()

set(_shipit_esbuild_least 0.18.20)
if(Esbuild_FIND_VERSION VERSION_GREATER _shipit_esbuild_least)
  set(_shipit_esbuild_least "${Esbuild_FIND_VERSION}")
endif()
_shipit_esbuild_path(Esbuild_EXECUTABLE)
set(Esbuild_VERSION "")
if(Esbuild_EXECUTABLE)
  _shipit_esbuild_version("${Esbuild_EXECUTABLE}" Esbuild_VERSION _shipit_esbuild_reason)
endif()
_shipit_judge_esbuild("${Esbuild_EXECUTABLE}" "${Esbuild_VERSION}" "${_shipit_esbuild_reason}"
                      "${_shipit_esbuild_least}" _shipit_esbuild_message _shipit_esbuild_help)
if(_shipit_esbuild_message)
  set(Esbuild_FOUND FALSE)
  if(Esbuild_FIND_REQUIRED)
    _shipit_fail("${_shipit_esbuild_message}" "${_shipit_esbuild_help}")
  elseif(NOT Esbuild_FIND_QUIETLY)
    message(STATUS "${_shipit_esbuild_message}")
  endif()
else()
  set(Esbuild_FOUND TRUE)
endif()
unset(_shipit_esbuild_least)
unset(_shipit_esbuild_reason)
unset(_shipit_esbuild_message)
unset(_shipit_esbuild_help)
