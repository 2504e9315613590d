# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# A config that its reader would refuse never ships, unless PARSE_CHECK says that it does.
case_project()
case_configure()
case_configure() # CMake names the lines of install() rules from its second run on.
case_build(TARGET package)
case_expect_file(dist/deploy.json CONTAINS "etc/hello/limits.json")
file(REMOVE_RECURSE "${CASE_BUILD}/dist")

case_write(production.ini "[server]\nport = 8000\nport = 8001\n")
case_write(limits.json "{\n  \"requests\": 10,\n}\n")
case_build(
  TARGET package
  FAILS
    "error: a config that is broken would be packaged note: etc/hello/limits.json:3: this is not"
    "note: 'etc/hello/limits.json' is 'limits.json', from shipit_install_configs.. in CMakeLists"
    "note: etc/hello/production.ini:3: 'port' is already set in line 2, in the same section"
    "help: mend it; if its reader does take it, give shipit_install_configs.. PARSE_CHECK OFF")
case_expect_file("dist/*" ABSENT)

case_configure(ARGS "-DCHECK=PARSE_CHECK;OFF")
case_build(TARGET package)
case_expect_file(dist/deploy.json)

# By name, whatever the ending.
case_configure(ARGS "-DCHECK=PARSE_CHECK;INI")
case_build(
  TARGET package FAILS "etc/hello/limits.json:1: neither a .section. nor 'key = value'"
                       "etc/hello/php.conf:1: 'extension' stands before the first .section")
case_configure(ARGS "-DCHECK=PARSE_CHECK;JSON")
case_build(TARGET package FAILS "etc/hello/php.conf:1: this is not JSON")

case_configure(ARGS "-DCHECK=PARSE_CHECK;TOML")
case_build(TARGET package FAILS "etc/hello/limits.json:1:[0-9]+: this is not TOML: "
                                "etc/hello/php.conf:1:[0-9]+: this is not TOML: ")
case_write(limits.json "{requests: 10, requests: 11}\n") # YAML, but for the key
case_configure(ARGS "-DCHECK=PARSE_CHECK;YAML")
case_build(TARGET package
           FAILS "limits.json:1:16: 'requests' is already set in line 1, in the same mapping")
# Among several by their endings: what has another one is not looked at.
case_configure(ARGS "-DCHECK=PARSE_CHECK;TOML;YAML")
case_build(TARGET package)

case_configure(
  ARGS "-DCHECK=PARSE_CHECK;ON;INI"
  FAILS "got PARSE_CHECK ON INI help: it knows ON, OFF, or one or several of INI, JSON, TOML, YAML")
case_configure(ARGS "-DCHECK=PARSE_CHEK;ON" FAILS "got 'PARSE_CHEK' in FILES"
                                                  "did you mean PARSE_CHECK")
