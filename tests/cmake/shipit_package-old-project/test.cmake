# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# A project that asks for an old CMake has that CMake's policies; ShipIt's functions have their own.
case_project()
case_commit("Say hello")
case_tag(1.0.32)
case_configure(ARGS -Wno-deprecated)
case_build(TARGET package)
case_expect_file(dist/hello-1.0.32-linux-*.tar.zst)
case_expect_file(dist/deploy.json CONTAINS "etc/hello/hello.ini")
