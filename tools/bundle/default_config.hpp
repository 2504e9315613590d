// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace shipit {

// The build type that `script`, a build folder's cmake_install.cmake, installs when it is told
// none: CMAKE_BUILD_TYPE, or what a generator with several takes; empty when there is none.
std::string default_config(std::string_view script);

}  // namespace shipit
