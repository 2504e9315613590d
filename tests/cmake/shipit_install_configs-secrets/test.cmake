# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# A config that holds what looks like a live secret is not packaged, by whichever rule it came.
case_project()
case_configure()
case_configure() # CMake names the lines of install() rules from its second run on.
case_build(TARGET package)
case_expect_file(dist/deploy.json CONTAINS "etc/hello/production.ini")
file(REMOVE_RECURSE "${CASE_BUILD}/dist")

# Put together here, so that no scanner takes this file for a leak.
set(stripe "sk_live")
string(APPEND stripe "_9aQ4zKp7RtW2bNc5XyV8mJd3")
case_write(
  config/production.ini
  "[database]
url = postgresql://app:hunter2@db.internal/orders

[stripe]
key = ${stripe}
")
case_write(config/extra.conf "proxy = https://app:hunter2@proxy.internal:3128\n")
case_build(
  TARGET package
  FAILS
    "error: what looks like a live secret would be packaged"
    "note: 'etc/hello.d/extra.conf:1' holds a password in a URL"
    "note: 'etc/hello.d/extra.conf' is 'config/extra.conf', from install.FILES."
    "note: 'etc/hello/production.ini:2' holds a password in a URL"
    "note: 'etc/hello/production.ini:5' holds a live Stripe key"
    "note: 'etc/hello/production.ini' is '[^']*', from shipit_install_configs.. in CMakeLists.txt:6"
    "help: move it into a file of SECRETS, which lives on the server only; if it is none, write"
    "'shipit: allow-secret' into its line or into a comment above it")
case_expect_file("dist/*" ABSENT)

# The secret itself stays out of logs.
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${CASE_BUILD}" --target package
                OUTPUT_VARIABLE out ERROR_VARIABLE err)
if("${out}${err}" MATCHES "hunter2|_9aQ4z")
  message(FATAL_ERROR "a secret was shown:\n${out}${err}")
endif()

case_write(
  config/extra.conf "# shipit: allow-secret, this proxy is everybody's
proxy = https://app:hunter2@proxy.internal:3128
")
case_write(config/production.ini "[a]\nurl = https://app:hunter2@host ; shipit: allow-secret\n")
case_build(TARGET package)
case_expect_file(dist/deploy.json)
