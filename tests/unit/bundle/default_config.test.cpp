// SPDX-License-Identifier: Apache-2.0
#include <bundle/default_config.hpp>
#include <bundle/project.hpp>

using namespace shipit;

TEST_CASE("default config: as CMake's install script has it") {
  CHECK(default_config("") == "");
  CHECK(default_config("set(CMAKE_INSTALL_CONFIG_NAME \"\")\n") == "");
  const Project project("install(FILES a.ini DESTINATION etc)\nset(CMAKE_BUILD_TYPE Debug)\n");
  CHECK(default_config(read_file(project.build() / "cmake_install.cmake")) == "Debug");
}
