# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# What shipit_add_service() puts into the package, judged by systemd's own tools.
case_project()

# Unpacks the package of `service` and `arguments` (lists) into <scratch>/x, its control files into
# <scratch>/x/DEBIAN.
function(case_package service arguments)
  file(REMOVE_RECURSE "${CASE_SCRATCH}/x")
  case_configure(ARGS "-DSERVICE=${service}" "-DARGUMENTS=${arguments}")
  case_build(TARGET package)
  case_run(COMMAND dpkg-deb -R "${CASE_BUILD}/dist/hello_1.0.0_all.deb" "${CASE_SCRATCH}/x")
endfunction()

# Holds the units of <scratch>/x to systemd-analyze, told where their program lies: it looks for it
# in the PATH of the host only.
function(case_judge)
  find_program(analyze systemd-analyze NO_CACHE)
  if(NOT analyze)
    message(NOTICE "there is no systemd-analyze here: the units are not judged")
    return()
  endif()
  set(units "${CASE_SCRATCH}/units")
  file(REMOVE_RECURSE "${units}")
  file(GLOB found RELATIVE "${CASE_SCRATCH}/x/usr/lib/systemd/system"
       "${CASE_SCRATCH}/x/usr/lib/systemd/system/*")
  foreach(name IN LISTS found)
    file(READ "${CASE_SCRATCH}/x/usr/lib/systemd/system/${name}" text)
    string(REPLACE "ExecStart=hello\n" "ExecStart=${CASE_SCRATCH}/x/usr/bin/hello\n" text "${text}")
    file(WRITE "${units}/${name}" "${text}")
  endforeach()
  list(TRANSFORM found PREPEND "${units}/")
  case_run(COMMAND "${analyze}" verify --recursive-errors=yes --man=no ${found})
  case_run(COMMAND "${analyze}" security --offline=yes --threshold=29 "${units}/hello.service")
endfunction()

set(system usr/lib/systemd/system)
case_package("" "")
case_judge()
case_expect_file("${CASE_SCRATCH}/x/${system}/hello.service" CONTAINS "DynamicUser=yes")
case_expect_file("${CASE_SCRATCH}/x/DEBIAN/postrm" CONTAINS "/var/lib/private/hello")
case_expect_file("${CASE_SCRATCH}/x/${system}/hello.socket" ABSENT)
case_expect_file("${CASE_SCRATCH}/x/usr/lib/sysusers.d" ABSENT)

# A user of its own, and a socket that outlives a restart.
case_package("PORT;8000;SOCKET;127.0.0.1:8000;USER;greeter" "")
case_judge()
case_expect_file(
  "${CASE_SCRATCH}/x/${system}/hello.service" CONTAINS "User=greeter"
                                                       "Requires=hello.socket\nAfter=hello.socket\n"
  LACKS "DynamicUser")
case_expect_file("${CASE_SCRATCH}/x/${system}/hello.socket" CONTAINS "ListenStream=127.0.0.1:8000\n"
                                                                     "WantedBy=sockets.target")
case_expect_file("${CASE_SCRATCH}/x/usr/lib/sysusers.d/hello.conf"
                 CONTAINS "u greeter - \"Says 'hello'\"\n")
case_expect_file("${CASE_SCRATCH}/x/usr/lib/tmpfiles.d/hello.conf"
                 CONTAINS "d /var/lib/hello 0750 greeter greeter -\n")
case_expect_file(
  "${CASE_SCRATCH}/x/DEBIAN/control"
  CONTAINS "systemd | systemd-standalone-sysusers | systemd-sysusers"
           "systemd | systemd-standalone-tmpfiles | systemd-tmpfiles")
case_expect_file(
  "${CASE_SCRATCH}/x/DEBIAN/postinst"
  CONTAINS "deb-systemd-invoke restart hello.service" "deb-systemd-invoke start hello.socket"
           "systemd-sysusers \${DPKG_ROOT:+--root=\"\$DPKG_ROOT\"} hello.conf")
find_program(sysusers systemd-sysusers NO_CACHE)
if(sysusers)
  file(MAKE_DIRECTORY "${CASE_SCRATCH}/x/etc")
  case_run(COMMAND "${sysusers}" --root "${CASE_SCRATCH}/x" hello.conf)
  case_expect_file("${CASE_SCRATCH}/x/etc/passwd" MATCHES "greeter:x:[0-9]+:[0-9]+:Says 'hello':")
endif()
case_package("SOCKET;/run/hello.sock" "")
case_judge()
case_package("SOCKET;[::1]:65535" "")
case_judge()

# A unit of the project's own, as it is; its folders are cleared too.
case_package("UNIT;own.service" "")
case_run(COMMAND cmp "${CASE_SOURCE}/own.service" "${CASE_SCRATCH}/x/${system}/hello.service")
case_expect_file("${CASE_SCRATCH}/x/DEBIAN/postrm" CONTAINS "/var/log/own")

# Scripts of the project's own are joined, by keyword before CPack's variable.
case_write(scripts/postinst "#!/bin/sh\necho by variable\n")
case_write(scripts/prerm "#!/bin/sh\necho leaving\n")
case_write(scripts/triggers "interest-noawait /usr/share/hello\n")
case_write(scripts/conffiles "/usr/bin/hello\n")
case_write(mine.sh "echo by keyword\nexit 5\n")
file(APPEND "${CASE_SOURCE}/CMakeLists.txt"
     "foreach(name IN ITEMS postinst prerm triggers conffiles)
  list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA scripts/\${name})
endforeach()\nlist(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA \${MORE})\n")
case_package("" "POSTINST;mine.sh")
set(control "${CASE_SCRATCH}/x/DEBIAN")
case_expect_file(
  "${control}/postinst"
  CONTAINS "echo by keyword\nexit 5\n"
  LACKS "by variable"
  MATCHES "echo by keyword.*deb-systemd-invoke start hello.service")
case_expect_file("${control}/prerm" MATCHES "deb-systemd-invoke stop.*echo leaving")
case_expect_file("${control}/triggers" CONTAINS "interest-noawait /usr/share/hello\n")
case_expect_file("${control}/conffiles" CONTAINS "/usr/bin/hello\n")
case_run(COMMAND sh "${control}/postinst" triggered FAILS "by keyword")

# What can't be is refused, with the way out.
case_write(scripts/conffiles "/etc/gone\n")
case_build(TARGET package FAILS "the conffile '/etc/gone' was not installed")
case_write(scripts/conffiles "")
case_write(mine.sh "if\n")
case_build(TARGET package FAILS "the maintainer script 'mine.sh' is not one that sh can read")
case_configure(ARGS -DMORE=hello FAILS "has '[^']*/hello', which is no control file"
                                       "files called preinst, postinst")
case_configure(ARGS -DMORE= "-DARGUMENTS=PRERM;gone" FAILS "got the PRERM '[^']*/gone', which is")
foreach(socket IN ITEMS 8000 127.0.0.1:0 localhost:80 "/a b")
  case_configure(ARGS -DARGUMENTS= "-DSERVICE=SOCKET;${socket}"
                 FAILS "shipit_add_service.hello. got the SOCKET" "like 127.0.0.1:8000")
endforeach()
foreach(port IN ITEMS 65536 99999999999999999999)
  case_configure(ARGS "-DSERVICE=SOCKET;[::]:${port}"
                 FAILS "got the SOCKET '.::.:${port}' help: give a port from 1 to 65535")
endforeach()
case_configure(ARGS "-DSERVICE=USER;Big" FAILS "got the USER 'Big'")
case_configure(ARGS "-DSERVICE=UNIT;gone" FAILS "got the UNIT 'gone', which is not there")
case_configure(ARGS "-DSERVICE=UNIT;own.service;DESCRIPTION;x" FAILS "got UNIT and DESCRIPTION")
