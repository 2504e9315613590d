// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <bundle/install_rules.hpp>

namespace shipit {
namespace {

// The quoted strings of `text`, in order.
std::vector<std::string> quoted(std::string_view text) {
  std::vector<std::string> pieces = split(text, '"');
  std::vector<std::string> strings;
  for (std::size_t i = 1; i + 1 < pieces.size(); i += 2) strings.push_back(std::move(pieces[i]));
  return strings;
}

// The word after `keyword`.
std::string word_after(std::string_view text, std::string_view keyword) {
  const std::size_t at = text.find(keyword);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = text.substr(at + keyword.size());
  return std::string(rest.substr(0, rest.find_first_of(" \n)")));
}

// The form of install() that writes TYPE into the script.
std::string form_of(std::string_view type) {
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

// `call` is what stands between "file(INSTALL DESTINATION " and its end.
InstallRule read_call(std::string_view call, const Path& folder, const InstallContext& context) {
  const std::size_t files = call.find(" FILES");
  const std::string_view options = call.substr(0, files);
  const std::string type = word_after(options, " TYPE ");
  const std::vector<std::string> named = quoted(options);  // the destination and the new name
  const std::string destination =
      replace_all(named.empty() ? "" : named[0], "${CMAKE_INSTALL_PREFIX}", context.prefix);

  InstallRule rule{form_of(type) + " in " + shown(folder / "CMakeLists.txt", context.source), {}};
  if (files == std::string_view::npos) return rule;
  const std::string_view sources = call.substr(files);
  for (const std::string& source : quoted(sources.substr(0, sources.find(" REGEX ")))) {
    const Path from(source);
    const bool contents = source.ends_with('/');
    const bool renamed = options.find(" RENAME ") != std::string_view::npos && named.size() > 1;
    const std::string name = renamed ? named[1] : from.filename().string();
    rule.copies.push_back({contents ? from.parent_path() : from,
                           contents ? destination : destination + "/" + name, type == "DIRECTORY"});
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
  const Path folder = source_folder_of(script);
  std::vector<InstallRule> rules;
  for (std::size_t at = script.find(opening); at != std::string_view::npos;
       at = script.find(opening, at + 1)) {
    const std::string_view rest = script.substr(at + opening.size());
    // The call ends at the first ')' outside of a string.
    std::size_t end = 0;
    for (bool inside = false; end < rest.size() && (inside || rest[end] != ')'); ++end)
      if (rest[end] == '"') inside = !inside;
    rules.push_back(read_call(rest.substr(0, end), folder, context));
  }
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
