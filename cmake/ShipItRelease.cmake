# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItRelease
-------------

.. command:: shipit_add_release

  ::

    shipit_add_release([FILES <file>...] [TAG_PREFIX <text>]
                       [REMOTE <name>] [BRANCHES <pattern>...]
                       [PRE_TAG <command> [<argument>...]]
                       [POST_PUSH <command> [<argument>...]]
                       [SIGN <ON|OFF>] [TAG_ONLY <ON|OFF>])

  Declares how the project is released, for ``shipit bump``, which finds the
  declaration in the build folder. It also adds three targets that release
  without asking:

  ``shipit_bump_patch``, ``shipit_bump_minor``, ``shipit_bump_major``
    ``shipit bump patch --yes`` and so on, in the source folder.

  ``FILES``
    The files of the checkout that state the version, relative to the current
    source folder; ``shipit bump`` rewrites and commits them. In a ``.json``
    file it is the ``version`` of the top object. A file that is one word, as
    ``VERSION``, is the version. In any other file it is the one line that
    holds the present version. Default: none, so that a release is a tag.
  ``TAG_PREFIX``
    What stands before the number in tags. Default: that of
    ``shipit_version()``, else as the tags there are, ``v1.2.3`` or ``1.2.3``.
  ``REMOTE``
    Where to push. Default: what the branch follows, else ``origin``.
  ``BRANCHES``
    Those that may be released from: names, or patterns like ``release/*``.
    Default: all.
  ``PRE_TAG``
    A command that has to succeed before anything is made or pushed. It is run
    without a shell, in the source folder, with ``SHIPIT_VERSION``,
    ``SHIPIT_TAG`` and ``SHIPIT_PREVIOUS_VERSION`` in its environment.
  ``POST_PUSH``
    A command for after the push, with ``SHIPIT_COMMIT`` as well. When it
    fails the release stands.
  ``SIGN``
    ON signs the tag and the commit. Default: what git's ``tag.gpgSign`` and
    ``commit.gpgSign`` say.
  ``TAG_ONLY``
    ON tags HEAD and never commits or pushes the branch, which may then be
    protected.

  Called once, in the project whose sources are the top of the checkout. In a
  project that is part of another build it does nothing: that one is not
  released from here.
#]=======================================================================]
include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")

function(shipit_add_release)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "" "TAG_PREFIX;REMOTE;SIGN;TAG_ONLY"
                        "FILES;BRANCHES;PRE_TAG;POST_PUSH")
  _shipit_check_arguments(shipit_add_release KNOWN FILES TAG_PREFIX REMOTE BRANCHES PRE_TAG
                          POST_PUSH SIGN TAG_ONLY)
  if("${PROJECT_NAME}" STREQUAL "")
    _shipit_fail("shipit_add_release() was called before project()" "call it after project()")
  elseif(NOT PROJECT_IS_TOP_LEVEL)
    return()
  elseif(TARGET shipit_bump_patch)
    _shipit_fail("shipit_add_release() was called twice" "declare the release once")
  endif()

  set(release "")
  set(top "${CMAKE_SOURCE_DIR}")
  if(DEFINED _SHIPIT_VERSION_RULES)
    string(JSON top GET "${_SHIPIT_VERSION_RULES}" source)
    if(NOT DEFINED ARG_TAG_PREFIX)
      string(JSON ARG_TAG_PREFIX GET "${_SHIPIT_VERSION_RULES}" tagPrefix)
    endif()
  endif()
  _shipit_release_files(release "${top}")
  _shipit_json_set(release source STRING "${top}")
  _shipit_json_set(release tagPrefix STRING "${ARG_TAG_PREFIX}")
  _shipit_json_set(release remote STRING "${ARG_REMOTE}")
  _shipit_json_set(release branches LIST ${ARG_BRANCHES})
  _shipit_json_set(release preTag LIST ${ARG_PRE_TAG})
  _shipit_json_set(release postPush LIST ${ARG_POST_PUSH})
  _shipit_release_switch(release sign "${ARG_SIGN}")
  _shipit_release_switch(release tagOnly "${ARG_TAG_ONLY}")

  set(file "${CMAKE_BINARY_DIR}/shipit/release.json")
  file(CONFIGURE OUTPUT "${file}" CONTENT "@release@\n" @ONLY)
  foreach(level IN ITEMS patch minor major)
    add_custom_target(
      shipit_bump_${level}
      COMMAND ShipIt::shipit bump ${level} --plan "${file}" --yes
      WORKING_DIRECTORY "${top}"
      COMMENT "Releasing the next ${level} version"
      USES_TERMINAL VERBATIM)
  endforeach()
endfunction()

# Adds ON or OFF, as CMake reads <value>, to the JSON object in <variable>.
function(_shipit_release_switch variable key value)
  set(json false)
  if(value)
    set(json true)
  endif()
  _shipit_json_set(${variable} ${key} JSON ${json})
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# Adds FILES, as paths from the folder <top>, to the JSON object in <variable>.
function(_shipit_release_files variable top)
  set(paths "")
  foreach(file IN LISTS ARG_FILES)
    cmake_path(ABSOLUTE_PATH file NORMALIZE OUTPUT_VARIABLE source)
    if(NOT EXISTS "${source}" OR IS_DIRECTORY "${source}")
      _shipit_fail("shipit_add_release() lists '${file}', which is not a file there"
                   "make '${source}', or correct FILES")
    endif()
    cmake_path(IS_PREFIX top "${source}" NORMALIZE inside)
    if(NOT inside)
      _shipit_fail("shipit_add_release() lists '${file}', which is outside of the project"
                   "only files of the checkout can be part of the release's commit")
    endif()
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${top}")
    list(APPEND paths "${source}")
  endforeach()
  _shipit_json_set(${variable} files LIST ${paths})
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()
