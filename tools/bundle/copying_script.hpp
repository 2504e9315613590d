// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace shipit {

// Whether a cmake_install.cmake only copies the files and folders that it names by their paths, and
// sets RPATHs in the copies: then these sources, its text and what is in the stage decide what it
// does. Known by lines of the forms in which CMake generates it. One with any other line, as an
// install(CODE) brings it, may do anything.
bool only_copies(std::string_view script);

}  // namespace shipit
