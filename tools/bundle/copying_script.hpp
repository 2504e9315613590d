// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace shipit {

// What a cmake_install.cmake does, known by lines of the forms in which CMake generates it.
enum class ScriptDoes {
  // It copies the files and folders that it names by their paths, and sets RPATHs in the copies:
  // then these sources, its text and what is in the stage decide what it does.
  copy,
  // The same, and it holds assets that it copies to what was published.
  check_and_copy,
  // It has any other line, as an install(CODE) brings it.
  anything,
};

ScriptDoes what_it_does(std::string_view script);

}  // namespace shipit
