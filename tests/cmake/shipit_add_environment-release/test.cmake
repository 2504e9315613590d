# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# Where the project runs is in deploy.json, with all that a host has to know; what no host could
# use is refused.
case_project()
case_configure()
case_build(TARGET package)
case_run(COMMAND "${CASE_SHIPIT}/tests/support/check_schema.py"
                 "${CASE_SHIPIT}/packaging/schema/deploy-1.schema.json"
                 "${CASE_BUILD}/dist/deploy.json")
file(READ "${CASE_BUILD}/dist/deploy.json" deploy)

# Holds the member at the path that the words after <expected> spell to <expected>.
function(case_member expected)
  string(JSON value GET "${deploy}" ${ARGN})
  case_expect_equal("${value}" "${expected}")
endfunction()

set(production environments production)
case_member(web1.example.org ${production} hosts 0 name)
case_member(deploy ${production} hosts 0 user)
case_member(22 ${production} hosts 0 port)
case_member(root ${production} hosts 1 user)
case_member(2222 ${production} hosts 1 port)
case_member(2001:db8::1 ${production} hosts 2 name)
case_member(https://hello.example.org ${production} url)
case_member(https://hello.example.org/healthz ${production} health public url)
case_member(1.0.0 ${production} health public expectVersion)
case_member(deb ${production} install method)
case_member(/opt/hello ${production} install root)
case_member(3 ${production} install keepReleases)
case_member(11 ${production} rollout drainSeconds)
case_member(etc/hello/production.ini ${production} configs 0 path)
case_member(archive environments staging install method)
case_member(5 environments staging install keepReleases)
case_member("[]" environments demo configs) # declared, and without configs
case_member("[]" ${production} install hooks)
case_member("ON" services 0 socketActivated)
case_member(greeter services 0 user)
case_member(90 services 0 stopTimeoutSeconds)
case_member(hello.socket services 0 units 1 name)
case_member(lib/sysusers.d/hello.conf services 0 sysusers path)
file(SHA256 "${CASE_BUILD}/shipit/stage/usr/lib/systemd/system/hello.service" digest)
case_member(${digest} services 0 units 0 digest sha256)

# Configs for an environment that nobody declared.
case_configure(ARGS -DSTAGING=stagin)
case_build(
  TARGET package
  FAILS "configs are for the environment 'stagin', which shipit_add_environment\\(\\) does not"
        "did you mean 'staging'")

# A release that the made unit would not run, and a package that is not made.
case_configure(ARGS -DSTAGING=staging "-DPLACE=ROOT;/srv/hello")
case_build(
  TARGET package FAILS "the unit 'hello.service' runs nothing in '/srv/hello/current/', where the"
                       "environment 'staging' has its release" "help: leave out ROOT, or give")
case_configure(ARGS "-DPLACE=" -DFORMATS=TAR_ZST)
case_build(TARGET package FAILS "the environment 'production' gets a package that is not made"
                                "help: add DEB to the FORMATS")

# What a deploy runs before its switch.
case_configure(ARGS "-DFORMATS=TAR_ZST;DEB"
                    "-DPLACE=PRE_SWITCH;bin/hello;--to;the head;PRE_SWITCH_ON;EACH")
case_build(TARGET package)
case_run(COMMAND "${CASE_SHIPIT}/tests/support/check_schema.py"
                 "${CASE_SHIPIT}/packaging/schema/deploy-1.schema.json"
                 "${CASE_BUILD}/dist/deploy.json")
file(READ "${CASE_BUILD}/dist/deploy.json" deploy)
set(hook environments staging install hooks 0)
case_member(bin/hello ${hook} program)
case_member("the head" ${hook} arguments 1)
case_member(300 ${hook} timeoutSeconds)
case_member(each ${hook} hosts)
case_run(COMMAND "${CASE_PREFIX}/bin/shipit" inspect "${CASE_BUILD}/dist" OUTPUT told)
case_expect_match("${told}" "before the switch runs bin/hello --to 'the head' on each host, for up")

# case_misses(<arguments> <regex>...): is packaged by nobody
function(case_misses arguments)
  case_configure(ARGS "-DPLACE=${arguments}")
  case_build(TARGET package FAILS ${ARGN})
endfunction()
set(of_staging "the PRE_SWITCH of the environment 'staging',")
case_misses("PRE_SWITCH;bin/helo" "${of_staging} 'bin/helo', is no program of the release"
            "name it by its path in the archive, like bin/migrate")
case_misses("PRE_SWITCH;share/hello" "${of_staging} 'share/hello', is no program of the release")
case_misses("PRE_SWITCH;share/hello/hello" "${of_staging} 'share/hello/hello', is not executable"
            "install\\(PROGRAMS …\\)")
case_misses("METHOD;DEB;PRE_SWITCH;bin/hello" "${of_staging} 'bin/hello', can't be run from a .deb"
            "say METHOD ARCHIVE, or run it in a POSTINST of shipit_package\\(\\)")
case_configure(ARGS "-DPLACE=PRE_SWITCH;bin/hello" "-DSERVICE=")
case_build(TARGET package FAILS "${of_staging} 'bin/hello', runs as a service does, and there is"
                                "declare one by shipit_add_service\\(\\)")
file(RENAME "${CASE_SOURCE}/hello" "${CASE_SOURCE}/hello.d")
file(APPEND "${CASE_SOURCE}/CMakeLists.txt" "install(PROGRAMS hello.d DESTINATION bin)\n")
file(COPY_FILE "${CASE_SOURCE}/hello.d" "${CASE_SOURCE}/hello")
case_configure(ARGS "-DPLACE=PRE_SWITCH;bin/hello" "-DSERVICE=hello.d")
case_build(TARGET package FAILS "runs as the user of the service 'hello.d', whose name no user can"
                                "give shipit_add_service\\(\\) a USER")

function(case_refuses arguments)
  case_configure(ARGS "-DPLACE=${arguments}" FAILS ${ARGN})
endfunction()
case_refuses("HOST;a" "shipit_add_environment\\(\\) got 'HOST' in HOSTS, did you mean HOSTS"
             "it knows HOSTS, PRE_SWITCH, USER, URL")
case_refuses("PRE_SWITCH;/bin/sh" "got the PRE_SWITCH '/bin/sh'" "like bin/migrate")
case_refuses("PRE_SWITCH;bin/../../x" "got the PRE_SWITCH 'bin/../../x'")
case_refuses("PRE_SWITCH;bin/x;\$HOME" "got '.HOME' among the arguments of PRE_SWITCH"
             "use letters, digits, blanks and")
case_refuses("PRE_SWITCH;bin/x;PRE_SWITCH_ON;ALL" "got the PRE_SWITCH_ON 'ALL'" "FIRST, EACH")
case_refuses("PRE_SWITCH;bin/x;PRE_SWITCH_TIMEOUT;0" "got the PRE_SWITCH_TIMEOUT '0'")
case_refuses("PRE_SWITCH_TIMEOUT;9" "got PRE_SWITCH_TIMEOUT without PRE_SWITCH"
             "PRE_SWITCH bin/migrate")
case_refuses("HOSTS;-oProxyCommand=x" "got the host '-oProxyCommand=x'" "user@host or user@host:p")
case_refuses("HOSTS;a b" "got the host 'a b'")
case_refuses("HOSTS;a:99999999" "got the host 'a:99999999'")
case_refuses("HOSTS;2001:db8::1" "got the host '2001:db8::1'" "an address of IPv6 in brackets")
case_refuses("HOSTS;a;a" "names a host twice")
case_refuses("USER;-l" "got the USER '-l'")
case_refuses("URL;hello.example.org" "got the URL 'hello.example.org'" "https://shop.example.org")
case_refuses("HEALTH_PATH;/up" "got HEALTH_PATH without URL")
case_refuses("URL;https://a;HEALTH_PATH;up" "got the HEALTH_PATH 'up'")
case_refuses("METHOD;RPM" "got the METHOD 'RPM'" "it knows ARCHIVE, DEB")
case_refuses("ROOT;/opt/../etc" "got the ROOT '/opt/../etc'")
case_refuses("ROOT;opt/x" "got the ROOT 'opt/x'")
case_refuses("PORT;0" "got the PORT '0'" "give a whole number from 1 to 65535")
case_refuses("KEEP_RELEASES;0" "got the KEEP_RELEASES '0'")
case_refuses("DRAIN_SECONDS;1.5" "got the DRAIN_SECONDS '1.5'")
