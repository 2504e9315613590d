// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <bundle/install_rules.hpp>
#include <bundle/script_words.hpp>

namespace shipit {
namespace {

// The form of install() that writes TYPE into the script.
std::string form_of_copy(std::string_view type) {
  if (type == "FILE") return "install(FILES)";
  if (type == "PROGRAM") return "install(PROGRAMS)";
  if (type == "DIRECTORY") return "install(DIRECTORY)";
  return "install(TARGETS)";
}

Path source_folder_of(std::string_view script) {
  constexpr std::string_view heading = "# Install script for directory: ";
  const std::size_t at = script.find(heading);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = script.substr(at + heading.size());
  return Path(rest.substr(0, rest.find('\n')));
}

// Of a file(INSTALL): what follows each option. What is behind the sources narrows them down.
struct CopyWords {
  std::string destination{};
  std::string type{};
  std::string name{};
  std::vector<std::string> sources{};
};

CopyWords copy_words(const std::vector<ScriptWord>& words) {
  CopyWords copy;
  std::string option;
  for (const auto& [text, quoted] : words) {
    if (option == "TYPE" && copy.type.empty()) copy.type = text;
    if (!quoted) {
      option = text;
    } else if (option == "DESTINATION") {
      copy.destination = text;
    } else if (option == "RENAME") {
      copy.name = text;
    } else if (option == "FILES") {
      copy.sources.push_back(text);
    }
  }
  return copy;
}

InstallRule rule_of(const CopyWords& copy, const Path& folder, const InstallContext& context) {
  const std::string destination =
      replace_all(copy.destination, "${CMAKE_INSTALL_PREFIX}", context.prefix);
  InstallRule rule{
      form_of_copy(copy.type) + " in " + shown(folder / "CMakeLists.txt", context.source), {}};
  for (const std::string& source : copy.sources) {
    const Path from(source);
    const bool contents = source.ends_with('/');
    const std::string name = copy.name.empty() ? from.filename().string() : copy.name;
    rule.copies.push_back({contents ? from.parent_path() : from,
                           contents ? destination : destination + "/" + name,
                           copy.type == "DIRECTORY"});
  }
  return rule;
}

void add_scripts(const Path& script, std::vector<std::string>& texts) {
  texts.push_back(read_file(script));
  for (const Path& included : included_scripts(texts.back())) add_scripts(included, texts);
}

}  // namespace

std::vector<InstallRule> read_install_script(std::string_view script,
                                             const InstallContext& context) {
  constexpr std::string_view opening = "file(INSTALL DESTINATION ";
  constexpr std::string_view call = "file(";
  const Path folder = source_folder_of(script);
  std::vector<InstallRule> rules;
  for (std::size_t at = script.find(opening); at != std::string_view::npos;
       at = script.find(opening, at + 1))
    if (const auto read = read_script_words(script, at + call.size()))
      rules.push_back(rule_of(copy_words(read->words), folder, context));
  return rules;
}

std::vector<Path> included_scripts(std::string_view script) {
  std::vector<Path> scripts;
  for (const std::string& line : lines(script)) {
    const std::string_view text = trim(line);
    if (text.starts_with("include(\"") && text.ends_with("/cmake_install.cmake\")"))
      scripts.emplace_back(text.substr(9, text.size() - 11));
  }
  return scripts;
}

std::vector<std::string> install_scripts(const Path& build) {
  std::vector<std::string> texts;
  add_scripts(build / "cmake_install.cmake", texts);
  return texts;
}

std::optional<Path> source_for(const InstallRule& rule, const std::string& path) {
  for (const InstallCopy& copy : rule.copies) {
    if (copy.to == path) return copy.from;
    if (!copy.folder || !path.starts_with(copy.to + "/")) continue;
    Path from = copy.from / path.substr(copy.to.size() + 1);
    if (std::filesystem::exists(std::filesystem::symlink_status(from))) return from;
  }
  return std::nullopt;
}

std::string origin_of(const InstallRule& rule, const Path& from, const InstallContext& context) {
  return quote(shown(from, context.source)) + ", from " + rule.where;
}

}  // namespace shipit
