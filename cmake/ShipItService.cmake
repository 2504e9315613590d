# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItService
-------------

.. command:: shipit_add_service

  ::

    shipit_add_service(<name> [PORT <number>] [HEALTH_PATH <path>]
                       [SOCKET <address:port|path>] [USER <user>]
                       [UNIT <file>]
                       [DESCRIPTION <text>] [COMPONENT <component>])

  Says that the program ``bin/<name>`` is a service: a hardened systemd unit
  ``<name>.service`` is made and installed, the .deb enables and starts it,
  restarts it on upgrade, stops it on removal and removes its folders on purge,
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
  ``SOCKET``
    systemd listens there itself, by a ``<name>.socket`` that stays open while
    the service restarts: what comes in meanwhile waits, and no request is
    lost. ``127.0.0.1:8000``, ``[::]:8000`` or a path like
    ``/run/<name>.sock``. The program finds the listening socket as file
    descriptor 3, where ``LISTEN_FDS`` is 1 (sd_listen_fds(3)), and closes it
    only when it has answered what it took.
  ``USER``
    A system user of that name runs the program, in place of DynamicUser: for
    services whose files others share. The .deb makes it by sysusers.d, and
    ``/var/lib/<name>`` by tmpfiles.d, before anything starts. Purging leaves
    the user, as Debian advises.
  ``UNIT``
    A service unit of the project's own, installed as ``<name>.service`` as it
    is; what is said above of the made one doesn't hold for it. With SOCKET it
    has to say ``Requires=<name>.socket``, with USER ``User=<user>``.
  ``DESCRIPTION``
    One line for ``systemctl status``; default: the project's description or
    name.
#]=======================================================================]
include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/records.cmake")

function(shipit_add_service name)
  set(one PORT HEALTH_PATH SOCKET USER UNIT DESCRIPTION COMPONENT)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "${one}" "")
  _shipit_check_arguments(shipit_add_service KNOWN ${one})
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
  elseif(NOT ARG_HEALTH_PATH MATCHES "^/[!-~]*$" OR ARG_HEALTH_PATH MATCHES "[\"'\\<>`]")
    _shipit_fail("shipit_add_service(${name}) got the HEALTH_PATH '${ARG_HEALTH_PATH}'"
                 "give a path that begins with '/', without blanks and quotes")
  endif()
  _shipit_check_service_place()
  set(description "${ARG_DESCRIPTION}")
  if("${description}" STREQUAL "")
    set(description "${PROJECT_DESCRIPTION}")
  endif()
  if("${description}" STREQUAL "")
    set(description "${name}")
  endif()
  string(REGEX REPLACE "[\r\n%\\\\]+" " " description "${description}")

  _shipit_install_service_files()

  set(record "")
  _shipit_json_set(record name STRING "${name}")
  _shipit_json_set(record unit STRING "${name}.service")
  if(DEFINED ARG_PORT)
    _shipit_json_set(record port JSON "${ARG_PORT}")
    _shipit_json_set(record healthPath STRING "${ARG_HEALTH_PATH}")
  endif()
  _shipit_json_set(record user STRING "${ARG_USER}")
  _shipit_add_record(services "${record}")

  # For shipit_add_nginx_site().
  set(place "${ARG_SOCKET}")
  if(NOT DEFINED ARG_SOCKET AND DEFINED ARG_PORT)
    set(place "127.0.0.1:${ARG_PORT}")
  endif()
  set_property(GLOBAL APPEND PROPERTY _SHIPIT_SERVICE_NAMES "${name}")
  set_property(GLOBAL PROPERTY _SHIPIT_SERVICE_PLACE_${name} "${place}")
endfunction()

# Refuses a SOCKET, USER or UNIT that systemd or the file system would.
function(_shipit_check_service_place)
  set(address "(\\[[0-9A-Fa-f:.]+\\]|[0-9.]+)")
  if(DEFINED ARG_SOCKET AND NOT ARG_SOCKET MATCHES "^(${address}:[1-9][0-9]*|/[A-Za-z0-9/._-]+)$")
    _shipit_fail(
      "shipit_add_service(${name}) got the SOCKET '${ARG_SOCKET}'"
      "give an address like 127.0.0.1:8000 or [::]:8000, or a path like /run/${name}.sock")
  endif()
  if("${ARG_SOCKET}" MATCHES "^[^/].*:([0-9]+)$" AND CMAKE_MATCH_1 GREATER 65535)
    _shipit_fail("shipit_add_service(${name}) got the SOCKET '${ARG_SOCKET}'"
                 "give a port from 1 to 65535")
  endif()
  if(DEFINED ARG_USER AND NOT ARG_USER MATCHES "^[a-z_][a-z0-9_-]*$")
    _shipit_fail("shipit_add_service(${name}) got the USER '${ARG_USER}'"
                 "use lower-case letters, digits, '-' and '_'")
  endif()
  if(DEFINED ARG_UNIT)
    cmake_path(ABSOLUTE_PATH ARG_UNIT NORMALIZE OUTPUT_VARIABLE unit)
    if(NOT EXISTS "${unit}" OR IS_DIRECTORY "${unit}")
      _shipit_fail("shipit_add_service(${name}) got the UNIT '${ARG_UNIT}', which is not there"
                   "give the path of a systemd service unit")
    elseif(DEFINED ARG_DESCRIPTION)
      _shipit_fail("shipit_add_service(${name}) got UNIT and DESCRIPTION"
                   "say Description= in the unit")
    endif()
  endif()
endfunction()

# Makes <file> from its template in packaging/systemd and installs it. These two read the variables
# of shipit_add_service().
function(_shipit_install_service_file file template destination)
  set(made "${CMAKE_CURRENT_BINARY_DIR}/shipit/service/${destination}/${file}")
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../packaging/systemd/${template}.in" "${made}"
                 @ONLY)
  install(FILES "${made}" DESTINATION ${destination} ${component})
endfunction()

function(_shipit_install_service_files)
  set(at "@")
  set(component "")
  if(DEFINED ARG_COMPONENT)
    set(component COMPONENT "${ARG_COMPONENT}")
  endif()
  set(socket_lines "")
  if(DEFINED ARG_SOCKET)
    set(socket_lines "Requires=${name}.socket\nAfter=${name}.socket\n")
    _shipit_install_service_file(${name}.socket socket lib/systemd/system)
  endif()
  set(user_lines "DynamicUser=yes")
  if(DEFINED ARG_USER)
    set(user_lines "User=${ARG_USER}\nStateDirectoryMode=0750")
    string(REPLACE "\"" "'" user_comment "${description}")
    _shipit_install_service_file(${name}.conf sysusers lib/sysusers.d)
    _shipit_install_service_file(${name}.conf tmpfiles lib/tmpfiles.d)
  endif()
  if(DEFINED ARG_UNIT)
    install(
      FILES "${ARG_UNIT}"
      DESTINATION lib/systemd/system
      RENAME ${name}.service
      ${component})
  else()
    _shipit_install_service_file(${name}.service service lib/systemd/system)
  endif()
endfunction()
