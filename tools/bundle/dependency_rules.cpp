// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <bundle/dependency_rules.hpp>

namespace shipit {
namespace {

template <typename Value>
void sort_unique(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// What stands between the quotes of a line, without CMake's backslashes.
std::string unquoted(std::string_view line) {
  std::string text;
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    if (line[i] == '\\') ++i;
    text += line[i];
  }
  return text;
}

// From "file(GET_RUNTIME_DEPENDENCIES" to its ")": keywords and quoted words, one a line.
void read_rule(std::string_view call, DependencyRules& rules) {
  std::string keyword;
  for (const std::string& line : lines(call)) {
    const std::string_view word = trim(line);
    if (word == ")") return;
    if (!word.starts_with('"')) {
      keyword = word;
    } else if (keyword == "PRE_EXCLUDE_REGEXES") {
      rules.promised.push_back(unquoted(word));
    } else if (keyword == "EXECUTABLES" || keyword == "LIBRARIES" || keyword == "MODULES") {
      rules.files.emplace_back(unquoted(word));
    }
  }
}

}  // namespace

DependencyRules read_dependency_rules(const std::vector<std::string>& scripts) {
  constexpr std::string_view opening = "file(GET_RUNTIME_DEPENDENCIES\n";
  DependencyRules rules;
  for (const std::string& script : scripts)
    for (std::size_t at = script.find(opening); at != std::string::npos;
         at = script.find(opening, at + 1))
      read_rule(std::string_view(script).substr(at + opening.size()), rules);
  sort_unique(rules.files);
  sort_unique(rules.promised);
  return rules;
}

std::vector<std::string> dependency_folders(const std::vector<std::string>& scripts,
                                            const std::string& prefix) {
  constexpr std::string_view opening = "file(INSTALL DESTINATION \"";
  constexpr std::string_view found = " FILES ${_CMAKE_TMP_dep}";
  std::vector<std::string> folders;
  for (const std::string& script : scripts)
    for (const std::string& line : lines(script)) {
      const std::string_view call = trim(line);
      if (!call.starts_with(opening) || call.find(found) == std::string_view::npos) continue;
      const std::string_view rest = call.substr(opening.size());
      folders.push_back(
          replace_all(rest.substr(0, rest.find('"')), "${CMAKE_INSTALL_PREFIX}", prefix));
    }
  sort_unique(folders);
  return folders;
}

}  // namespace shipit
