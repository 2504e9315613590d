# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItConfigs
-------------

Configurations as code, secrets never.

.. command:: shipit_install_configs

  ::

    shipit_install_configs(ENVIRONMENT <name> FILES <file>...
                           [SECRETS <name>...] [DESTINATION <folder>]
                           [COMPONENT <component>]
                           [PARSE_CHECK <ON|OFF|INI|JSON|TOML|YAML>...])

  Installs the configuration of one environment (``staging``,
  ``production``), under ``etc/<project>`` unless DESTINATION says otherwise.
  In the .deb these files are conffiles: dpkg never overwrites what an
  administrator has changed. ``deploy.json`` lists them by environment.

  ``FILES``
    Relative to the current source folder; each must exist.
  ``SECRETS``
    Names of files that must be on the server beside the configuration, and
    are never packaged: ``deploy.json`` lists them as required on the host. A
    name that is also in FILES is an error, and so are a folder in it, a blank,
    and a DESTINATION that is not below ``etc``.

  ``PARSE_CHECK``
    The files are parsed when they are packaged, so that a broken one never
    ships; the error names file and line. ``ON``, the default: by their ending,
    ``.ini`` and ``.json``; others are not looked at. ``INI``, ``JSON``,
    ``TOML`` or ``YAML``: all files of this call are that, whatever their
    ending. Several of these: each file by its ending, among them (``.toml``,
    ``.yaml`` and ``.yml``). ``OFF``: none is parsed.

    INI has many dialects. Taken is what Python's ``configparser`` and simpler
    readers take: ``[section]``, ``key = value`` or ``key: value``, ``#`` and
    ``;`` at the start of a line, values that go on in indented lines. An
    error are a key before the first section, a key twice in one section, and
    a line without ``=`` or ``:``. TOML is 1.0, YAML 1.1; in a YAML mapping a
    key twice is an error, and so is an alias without its anchor.

  A package is not made when one of the files, or any other text file below
  ``etc``, holds what looks like a live secret: a private key, a token of
  Stripe (``sk_live_…``), AWS, GitHub, GitLab, Slack or npm, or a password in
  a URL. Each place is named by file and line. Placeholders are let through,
  and so is a line that has ``shipit: allow-secret`` in it, or in a comment
  directly above it.

  May be called several times, for one environment too.
#]=======================================================================]
include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/records.cmake")

function(shipit_install_configs)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "" "ENVIRONMENT;DESTINATION;COMPONENT"
                        "FILES;SECRETS;PARSE_CHECK")
  _shipit_check_arguments(shipit_install_configs KNOWN ENVIRONMENT FILES SECRETS DESTINATION
                          COMPONENT PARSE_CHECK REQUIRED ENVIRONMENT FILES)
  if(NOT ARG_ENVIRONMENT MATCHES "^[a-z0-9][a-z0-9_-]*$")
    _shipit_fail("shipit_install_configs() got the ENVIRONMENT '${ARG_ENVIRONMENT}'"
                 "name it in lower-case letters, digits, '-' and '_', like staging")
  endif()
  if(NOT DEFINED ARG_DESTINATION)
    set(ARG_DESTINATION "etc/${PROJECT_NAME}")
  endif()

  _shipit_parse_check_words(parse_check)
  _shipit_package_path(folder "${ARG_DESTINATION}")
  set(call "shipit_install_configs(ENVIRONMENT ${ARG_ENVIRONMENT})")
  set(files "")
  set(paths "")
  foreach(file IN LISTS ARG_FILES)
    cmake_path(ABSOLUTE_PATH file NORMALIZE OUTPUT_VARIABLE source)
    cmake_path(GET source FILENAME name)
    if(file MATCHES "^[A-Z_]+$" AND NOT EXISTS "${source}")
      _shipit_fail("${call} does not know '${file}'"
                   "it knows ENVIRONMENT, FILES, SECRETS, DESTINATION, COMPONENT, PARSE_CHECK")
    elseif(NOT EXISTS "${source}" OR IS_DIRECTORY "${source}")
      _shipit_fail("${call} lists '${file}', which is not a file there"
                   "make '${source}', or correct FILES")
    endif()
    if(name IN_LIST ARG_SECRETS)
      _shipit_fail(
        "'${file}' is in FILES and in SECRETS of ${call}"
        "a secret lives on the server only: take it out of FILES and out of the repository")
    endif()
    list(APPEND files "${source}")
    list(APPEND paths "${folder}/${name}")
  endforeach()
  set(secrets "")
  foreach(name IN LISTS ARG_SECRETS)
    if(name MATCHES "[/\\]" OR name MATCHES "^\\.\\.?$")
      _shipit_fail("${call} got the secret '${name}' with a folder"
                   "give the bare name: it is expected in '${ARG_DESTINATION}' on the server")
    elseif(NOT "${folder}/${name}" MATCHES "^etc/[A-Za-z0-9+._~@/-]+$")
      _shipit_fail("${call} got the secret '${folder}/${name}', which cannot be deployed"
                   "put it below etc, and use letters, digits and + . _ ~ @ -")
    endif()
    list(APPEND secrets "${folder}/${name}")
  endforeach()

  set(component "")
  if(DEFINED ARG_COMPONENT)
    set(component COMPONENT "${ARG_COMPONENT}")
  endif()
  install(FILES ${files} DESTINATION "${ARG_DESTINATION}" ${component})

  set(record "")
  _shipit_json_set(record environment STRING "${ARG_ENVIRONMENT}")
  _shipit_json_set(record files LIST ${paths})
  _shipit_json_set(record parseCheck STRING "${parse_check}")
  _shipit_json_set(record secrets LIST ${secrets})
  _shipit_add_record(configs "${record}")
endfunction()

# What PARSE_CHECK was given, with blanks between its words; ON when it wasn't. Reads ARG_….
function(_shipit_parse_check_words variable)
  if(NOT DEFINED ARG_PARSE_CHECK)
    set(ARG_PARSE_CHECK ON)
  endif()
  list(JOIN ARG_PARSE_CHECK " " words)
  if(NOT words MATCHES "^(ON|OFF|(INI|JSON|TOML|YAML)( (INI|JSON|TOML|YAML))*)$")
    _shipit_fail("shipit_install_configs() got PARSE_CHECK ${words}"
                 "it knows ON, OFF, or one or several of INI, JSON, TOML, YAML")
  endif()
  set(${variable} "${words}" PARENT_SCOPE)
endfunction()
