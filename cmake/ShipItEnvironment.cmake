# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItEnvironment
-----------------

.. command:: shipit_add_environment

  ::

    shipit_add_environment(<name> [HOSTS <host>...] [USER <user>] [PORT <number>]
                           [URL <url>] [HEALTH_PATH <path>]
                           [EXPECT_STATUS <number>]
                           [STABLE_SECONDS <n>] [HEALTH_TIMEOUT <seconds>]
                           [HEALTH_INTERVAL <seconds>] [HEALTH_RETRIES <n>]
                           [METHOD <ARCHIVE|DEB>] [ROOT <folder>]
                           [KEEP_RELEASES <n>]
                           [PRE_SWITCH <program> [<argument>...]]
                           [PRE_SWITCH_TIMEOUT <seconds>]
                           [PRE_SWITCH_ON <FIRST|EACH>]
                           [DRAIN_SECONDS <n>] [MAX_FAILURES <n>])

  Declares where the project runs: ``production``, ``staging``. It goes into
  ``deploy.json`` of every release, beside the environment's configs, for the
  deploy step. Names have lower-case letters, digits, ``-`` and ``_``. When one
  environment is declared, each ENVIRONMENT of ``shipit_install_configs()`` has
  to be.

  ``HOSTS``
    ``host``, ``user@host`` or ``user@host:port``, a host being a name or an
    address, one of IPv6 in brackets. They are deployed to one after the other
    in this order. None is fine: the command line or a hosts file can name
    them, and overrides these (docs/manual/deploy.md).
  ``USER``, ``PORT``
    For ssh, where the host doesn't say. Default: what ssh's own configuration
    says.
  ``URL``
    What the users of this environment open, ``http://`` or ``https://``.
  ``HEALTH_PATH``
    What at URL answers EXPECT_STATUS (default 200) and says the version when
    all is well: deploy.json tells it to whoever watches the site from outside.
    ``shipit deploy`` asks the hosts themselves, each for the health path of
    its services (``shipit_add_service()``).
  ``STABLE_SECONDS``
    How long the units have to stay up without a restart; default 2.
  ``HEALTH_TIMEOUT``, ``HEALTH_INTERVAL``, ``HEALTH_RETRIES``
    For one answer, between two questions, and how many questions are asked
    before a release counts as bad: 5 seconds, 1 second, 30.
  ``METHOD``
    What is installed, the archive (ARCHIVE) or the .deb (DEB). Default: the
    archive, if ``shipit_package()`` makes one.
  ``ROOT``
    Where the releases lie on the hosts; default ``/opt/<project>``. Another
    one wants a unit that runs what is in it: see UNIT of
    ``shipit_add_service()``. Of two environments in one ROOT of a host
    ``shipit deploy`` refuses the second.
  ``KEEP_RELEASES``
    How many good releases stay on a host, beside the current and the previous
    one; default 5.
  ``PRE_SWITCH``
    A program of the release, by its path in the archive, like ``bin/migrate``.
    A deploy runs it on the host, out of the new release, before that becomes
    the current one; the release before serves meanwhile. When it fails nothing
    is switched, and ``shipit deploy`` ends with 74. It runs as the first
    service of the project does: as its user, with its environment, folders and
    sandbox; without a shell, in the folder of the new release, with
    ``SHIPIT_VERSION``, ``SHIPIT_PREVIOUS_VERSION`` (empty on a first deploy),
    ``SHIPIT_ENVIRONMENT`` and ``SHIPIT_RELEASE`` (that folder) in its
    environment. What it says is shown. It runs in each deploy, so it has to
    know what it has done before; a rollback doesn't run it. Arguments have
    letters, digits, blanks and ``+ , - . / : = @ _ ~``. With METHOD DEB it is
    refused: POSTINST of ``shipit_package()`` is for that.
  ``PRE_SWITCH_TIMEOUT``
    After how many seconds PRE_SWITCH is ended and has failed; default 300.
  ``PRE_SWITCH_ON``
    FIRST, the default, runs it on the first host of a deploy alone, as a
    migration of a common database wants it; when it fails no other host is
    tried, whatever MAX_FAILURES says. EACH runs it on every host.
  ``DRAIN_SECONDS``
    The wait between two hosts. Longer than the load balancer's time for
    calling a host down (nginx: ``fail_timeout``), no request meets two hosts
    that are down. Default 0.
  ``MAX_FAILURES``
    After how many failed hosts the others are left alone is one more than
    this; default 0: after the first.
#]=======================================================================]
include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/records.cmake")

function(shipit_add_environment name)
  set(numbers PORT EXPECT_STATUS STABLE_SECONDS HEALTH_TIMEOUT HEALTH_INTERVAL HEALTH_RETRIES
              KEEP_RELEASES DRAIN_SECONDS MAX_FAILURES PRE_SWITCH_TIMEOUT)
  set(one USER URL HEALTH_PATH METHOD ROOT PRE_SWITCH_ON ${numbers})
  set(many HOSTS PRE_SWITCH)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "${one}" "${many}")
  _shipit_check_arguments(shipit_add_environment KNOWN ${many} ${one})
  set(call "shipit_add_environment(${name})")
  if(NOT name MATCHES "^[a-z0-9][a-z0-9_-]*$")
    _shipit_fail("shipit_add_environment() got the name '${name}'"
                 "use lower-case letters, digits, '-' and '_', like staging")
  elseif("${PROJECT_NAME}" STREQUAL "")
    _shipit_fail("${call} was called before project()" "call it after project()")
  endif()
  get_property(known GLOBAL PROPERTY _SHIPIT_ENVIRONMENT_NAMES)
  if(name IN_LIST known)
    _shipit_fail("${call} was called twice" "say all of an environment in one call")
  endif()
  set_property(GLOBAL APPEND PROPERTY _SHIPIT_ENVIRONMENT_NAMES "${name}")
  _shipit_check_environment()
  _shipit_check_pre_switch()

  set(record "")
  _shipit_json_set(record name STRING "${name}")
  _shipit_json_set(record hosts LIST ${ARG_HOSTS})
  foreach(field IN ITEMS USER URL HEALTH_PATH METHOD ROOT PRE_SWITCH_ON)
    _shipit_json_set(record ${field} STRING "${ARG_${field}}")
  endforeach()
  foreach(field IN LISTS numbers)
    if(DEFINED ARG_${field})
      _shipit_json_set(record ${field} JSON "${ARG_${field}}")
    endif()
  endforeach()
  if(DEFINED ARG_PRE_SWITCH)
    _shipit_json_set(record PRE_SWITCH LIST ${ARG_PRE_SWITCH})
  endif()
  if(NOT DEFINED ARG_ROOT)
    _shipit_json_set(record ROOT STRING "/opt/${PROJECT_NAME}")
  endif()
  _shipit_add_record(environments "${record}")
endfunction()

# Refuses what the deploy step could not use; reads the variables of shipit_add_environment().
function(_shipit_check_environment)
  set(word "[A-Za-z0-9_][A-Za-z0-9._-]*")
  set(address "\\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%${word})?\\]")
  foreach(host IN LISTS ARG_HOSTS)
    if(host MATCHES "^[A-Z][A-Z_]+$")
      list(JOIN one ", " known)
      _shipit_fail("${call} does not know '${host}'" "it knows HOSTS, PRE_SWITCH, ${known}")
    elseif(NOT host MATCHES "^(${word}@)?(${word}|${address})(:[1-9][0-9]?[0-9]?[0-9]?[0-9]?)?$")
      _shipit_fail("${call} got the host '${host}'"
                   "write it as host, user@host or user@host:port; an address of IPv6 in brackets")
    endif()
  endforeach()
  set(hosts ${ARG_HOSTS})
  list(REMOVE_DUPLICATES hosts)
  if(NOT "${hosts}" STREQUAL "${ARG_HOSTS}")
    _shipit_fail("${call} names a host twice" "name each of HOSTS once")
  endif()
  if(DEFINED ARG_USER AND NOT ARG_USER MATCHES "^${word}$")
    _shipit_fail("${call} got the USER '${ARG_USER}'" "use letters, digits, '.', '_' and '-'")
  elseif(DEFINED ARG_URL AND NOT ARG_URL MATCHES "^https?://[A-Za-z0-9[][^ \t\r\n\"'\\<>`]*$")
    _shipit_fail("${call} got the URL '${ARG_URL}'" "give one like https://shop.example.org")
  elseif(DEFINED ARG_HEALTH_PATH AND NOT ARG_HEALTH_PATH MATCHES "^/[^ \t\r\n\"'\\<>`]*$")
    _shipit_fail("${call} got the HEALTH_PATH '${ARG_HEALTH_PATH}'"
                 "give a path that begins with '/'")
  elseif(DEFINED ARG_HEALTH_PATH AND NOT DEFINED ARG_URL)
    _shipit_fail("${call} got HEALTH_PATH without URL"
                 "say where it is asked, or leave it out: services have health paths of their own")
  elseif(DEFINED ARG_METHOD AND NOT ARG_METHOD MATCHES "^(ARCHIVE|DEB)$")
    _shipit_fail("${call} got the METHOD '${ARG_METHOD}'" "it knows ARCHIVE, DEB")
  elseif(DEFINED ARG_ROOT AND (NOT ARG_ROOT MATCHES "^(/[A-Za-z0-9._+][A-Za-z0-9._+-]*)+$"
                               OR ARG_ROOT MATCHES "/\\.\\.?(/|$)"))
    _shipit_fail("${call} got the ROOT '${ARG_ROOT}'"
                 "give an absolute path like /opt/${PROJECT_NAME}, without a '/' at its end")
  endif()
  _shipit_check_environment_number(PORT 1 65535)
  _shipit_check_environment_number(EXPECT_STATUS 100 599)
  _shipit_check_environment_number(STABLE_SECONDS 0 86400)
  _shipit_check_environment_number(HEALTH_TIMEOUT 1 86400)
  _shipit_check_environment_number(HEALTH_INTERVAL 0 86400)
  _shipit_check_environment_number(HEALTH_RETRIES 1 1000000)
  _shipit_check_environment_number(KEEP_RELEASES 1 1000)
  _shipit_check_environment_number(DRAIN_SECONDS 0 86400)
  _shipit_check_environment_number(MAX_FAILURES 0 1000000)
  _shipit_check_environment_number(PRE_SWITCH_TIMEOUT 1 86400)
endfunction()

# Refuses a program that lies elsewhere, and arguments that the hosts would not take.
function(_shipit_check_pre_switch)
  foreach(keyword IN ITEMS PRE_SWITCH_TIMEOUT PRE_SWITCH_ON)
    if(DEFINED ARG_${keyword} AND NOT DEFINED ARG_PRE_SWITCH)
      _shipit_fail("${call} got ${keyword} without PRE_SWITCH"
                   "say what is to be run: PRE_SWITCH bin/migrate")
    endif()
  endforeach()
  if(NOT DEFINED ARG_PRE_SWITCH)
    return()
  endif()
  if(DEFINED ARG_PRE_SWITCH_ON AND NOT ARG_PRE_SWITCH_ON MATCHES "^(FIRST|EACH)$")
    _shipit_fail("${call} got the PRE_SWITCH_ON '${ARG_PRE_SWITCH_ON}'" "it knows FIRST, EACH")
  endif()
  set(arguments "${ARG_PRE_SWITCH}")
  list(POP_FRONT arguments program)
  if(NOT program MATCHES
     "^[A-Za-z0-9+._~@][A-Za-z0-9+._~@-]*(/[A-Za-z0-9+._~@][A-Za-z0-9+._~@-]*)*$"
     OR program MATCHES "(^|/)\\.\\.?(/|$)")
    _shipit_fail("${call} got the PRE_SWITCH '${program}'"
                 "give the path of a program in the archive, like bin/migrate")
  endif()
  if("${ARG_PRE_SWITCH}" MATCHES ";(;|$)")
    _shipit_fail("${call} got an empty argument of PRE_SWITCH" "leave it out")
  endif()
  foreach(argument IN LISTS arguments)
    if(NOT argument MATCHES "^[A-Za-z0-9+,./:=@_~ -]+$")
      _shipit_fail("${call} got '${argument}' among the arguments of PRE_SWITCH"
                   "use letters, digits, blanks and + , - . / : = @ _ ~, or a file for the rest")
    endif()
  endforeach()
endfunction()

function(_shipit_check_environment_number keyword least most)
  if(DEFINED ARG_${keyword}
     AND (NOT ARG_${keyword} MATCHES "^(0|[1-9][0-9]?[0-9]?[0-9]?[0-9]?[0-9]?[0-9]?)$"
          OR ARG_${keyword} LESS least OR ARG_${keyword} GREATER most))
    _shipit_fail("${call} got the ${keyword} '${ARG_${keyword}}'"
                 "give a whole number from ${least} to ${most}")
  endif()
endfunction()
