# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItService
-------------

.. command:: shipit_add_service

  ::

    shipit_add_service(<name> [PORT <number>] [HEALTH_PATH <path>]
                       [DESCRIPTION <text>] [COMPONENT <component>])

  Says that the program ``bin/<name>`` is a service: a hardened systemd unit
  ``<name>.service`` is made and installed, the .deb enables and starts it,
  and ``deploy.json`` tells the deploy step how to see that it is well.

  The unit runs ``<name>`` without arguments, as a user of its own
  (DynamicUser), with

  ``SHIPIT_ENVIRONMENT``
    ``production``; a line in ``/etc/default/<name>`` changes it.
  ``PORT``
    The number given, when one is.
  ``STATE_DIRECTORY``
    A folder that survives upgrades (``/var/lib/<name>``).

  The program runs from ``/usr/bin`` (the .deb) or from
  ``/opt/<project>/current/bin`` (an unpacked archive). It is not root: a
  secrets file beside its configuration must be readable for it.

  ``PORT``
    Where the service listens, 1 to 65535.
  ``HEALTH_PATH``
    What answers 200 when all is well; default ``/healthz``. Used only with
    PORT.
  ``DESCRIPTION``
    One line for ``systemctl status``; default: the project's description or
    name.
#]=======================================================================]
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/records.cmake")

function(shipit_add_service name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "PORT;HEALTH_PATH;DESCRIPTION;COMPONENT" "")
  _shipit_check_arguments(shipit_add_service KNOWN PORT HEALTH_PATH DESCRIPTION COMPONENT)
  if(NOT name MATCHES "^[A-Za-z0-9][A-Za-z0-9:_.-]*$")
    _shipit_fail("shipit_add_service() got the name '${name}', which systemd does not allow"
                 "use letters, digits, '-', '_', '.' and ':'")
  endif()
  if(NOT PROJECT_NAME MATCHES "^[A-Za-z0-9][A-Za-z0-9+._-]*$")
    _shipit_fail(
      "shipit_add_service(${name}): the project's name '${PROJECT_NAME}' is no folder of /opt"
      "name the project with letters, digits, '+', '-', '_' and '.'")
  endif()
  set(port_line "")
  if(DEFINED ARG_PORT)
    if(NOT ARG_PORT MATCHES "^[1-9][0-9]*$" OR ARG_PORT GREATER 65535)
      _shipit_fail("shipit_add_service(${name}) got the PORT '${ARG_PORT}'"
                   "give a number from 1 to 65535")
    endif()
    set(port_line " PORT=${ARG_PORT}")
  endif()
  if(NOT DEFINED ARG_HEALTH_PATH)
    set(ARG_HEALTH_PATH /healthz)
  elseif(NOT ARG_HEALTH_PATH MATCHES "^/[^ ]*$")
    _shipit_fail("shipit_add_service(${name}) got the HEALTH_PATH '${ARG_HEALTH_PATH}'"
                 "give a path that begins with '/'")
  endif()
  set(description "${ARG_DESCRIPTION}")
  if("${description}" STREQUAL "")
    set(description "${PROJECT_DESCRIPTION}")
  endif()
  if("${description}" STREQUAL "")
    set(description "${name}")
  endif()
  string(REGEX REPLACE "[\r\n%\\\\]+" " " description "${description}")

  set(at "@")
  set(unit "${CMAKE_CURRENT_BINARY_DIR}/shipit/service/${name}.service")
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../packaging/systemd/service.in" "${unit}"
                 @ONLY)
  set(component "")
  if(DEFINED ARG_COMPONENT)
    set(component COMPONENT "${ARG_COMPONENT}")
  endif()
  install(FILES "${unit}" DESTINATION lib/systemd/system ${component})

  set(record "")
  _shipit_json_set(record name STRING "${name}")
  _shipit_json_set(record unit STRING "${name}.service")
  if(DEFINED ARG_PORT)
    _shipit_json_set(record port JSON "${ARG_PORT}")
    _shipit_json_set(record healthPath STRING "${ARG_HEALTH_PATH}")
  endif()
  _shipit_add_record(services "${record}")
endfunction()
