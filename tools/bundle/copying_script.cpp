// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <bundle/copying_script.hpp>

namespace shipit {
namespace {

// How lines begin that ask and set nothing but what the script is told and what is in the stage.
constexpr auto harmless =
    std::to_array<std::string_view>({"#",
                                     "\"",  // one more of a list
                                     ")",
                                     "else()",
                                     "endif()",
                                     "endforeach()",
                                     "if(BUILD_TYPE)",
                                     "if(COMPONENT)",
                                     "if(NOT DEFINED CMAKE_",
                                     "if(NOT CMAKE_INSTALL_COMPONENT)",
                                     "if(NOT CMAKE_INSTALL_LOCAL_ONLY)",
                                     "if(CMAKE_INSTALL_COMPONENT)",
                                     "if(CMAKE_INSTALL_COMPONENT STREQUAL \"",
                                     "if(\"x${CMAKE_INSTALL_COMPONENT}x\" STREQUAL \"",
                                     "if(CMAKE_INSTALL_CONFIG_NAME MATCHES \"",
                                     "elseif(CMAKE_INSTALL_CONFIG_NAME MATCHES \"",
                                     "if(CMAKE_INSTALL_DO_STRIP)",
                                     "if(CMAKE_WARN_ON_ABSOLUTE_INSTALL_DESTINATION)",
                                     "if(CMAKE_ERROR_ON_ABSOLUTE_INSTALL_DESTINATION)",
                                     "if(EXISTS \"$ENV{DESTDIR}",
                                     "if(EXISTS \"${file}\" AND",
                                     "NOT IS_SYMLINK \"",
                                     "set(CMAKE_",
                                     "string(REGEX REPLACE \"",
                                     "string(REPLACE \";\" \"\\n\" CMAKE_INSTALL_MANIFEST_CONTENT",
                                     "CMAKE_INSTALL_CONFIG_NAME \"${BUILD_TYPE}\")",
                                     "message(STATUS \"Install ",
                                     "message(WARNING \"ABSOLUTE path ",
                                     "message(FATAL_ERROR \"ABSOLUTE path ",
                                     "list(APPEND CMAKE_ABSOLUTE_DESTINATION_FILES",
                                     "foreach(file",
                                     "file(RPATH_CHECK",
                                     "file(RPATH_CHANGE",
                                     "file(RPATH_REMOVE",
                                     "FILE \"",
                                     "OLD_RPATH \"",
                                     "NEW_RPATH \""});

// Of file(INSTALL): all that is named stands in the text.
bool names_all(std::string_view line) {
  const std::string text = replace_all(line, "${CMAKE_INSTALL_PREFIX}", "");
  const bool named = text.find(" FILES \"") != std::string::npos || text.ends_with(" FILES");
  return named && text.find("${") == std::string::npos;
}

bool is_harmless(std::string_view line, std::string_view before) {
  if (line.empty()) return true;
  if (replace_all(line, "$ENV{DESTDIR}", "").find("$ENV{") != std::string::npos) return false;
  if (line.starts_with("file(INSTALL DESTINATION \"")) return names_all(line);
  if (line.starts_with("file(WRITE \"")) return line.ends_with("/${CMAKE_INSTALL_MANIFEST}\"");
  if (line.starts_with("include(\"")) return line.ends_with("/cmake_install.cmake\")");
  if (line.starts_with("RPATH \"")) return true;
  // Nobody asks CMake to strip: ShipIt does it when all rules have run.
  if (line.starts_with("execute_process(")) return before == "if(CMAKE_INSTALL_DO_STRIP)";
  return std::ranges::any_of(harmless, [&](auto form) { return line.starts_with(form); });
}

}  // namespace

bool only_copies(std::string_view script) {
  std::string_view before;
  for (const std::string& whole : lines(script)) {
    const std::string_view line = trim(whole);
    if (!is_harmless(line, before)) return false;
    before = line;
  }
  return true;
}

}  // namespace shipit
