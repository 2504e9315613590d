// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <bundle/copying_script.hpp>
#include <bundle/install_rules.hpp>
#include <bundle/script_words.hpp>
#include <set>

namespace shipit {
namespace {

constexpr std::string_view strip_question = "if(CMAKE_INSTALL_DO_STRIP)";

// What a string may name: what the script is told, and what it makes of that.
constexpr auto variables = std::to_array<std::string_view>(
    {"$ENV{DESTDIR}", "${BUILD_TYPE}", "${COMPONENT}", "${file}", "${CMAKE_INSTALL_PREFIX}",
     "${CMAKE_INSTALL_COMPONENT}", "${CMAKE_INSTALL_CONFIG_NAME}", "${CMAKE_INSTALL_MANIFEST}",
     "${CMAKE_INSTALL_MANIFEST_CONTENT}", "${CMAKE_INSTALL_MANIFEST_FILES}",
     "${CMAKE_ABSOLUTE_DESTINATION_FILES}"});

// Whole calls that ask and set nothing but that; '"' stands for one or more strings.
const std::set<std::string, std::less<>>& harmless() {
  static const std::set<std::string, std::less<>> forms{
      "else()",
      "endif()",
      "endforeach()",
      "if(BUILD_TYPE)",
      "if(COMPONENT)",
      "if(NOT DEFINED CMAKE_INSTALL_PREFIX)",
      "if(NOT DEFINED CMAKE_INSTALL_CONFIG_NAME)",
      "if(NOT DEFINED CMAKE_INSTALL_SO_NO_EXE)",
      "if(NOT DEFINED CMAKE_CROSSCOMPILING)",
      "if(NOT DEFINED CMAKE_OBJDUMP)",
      "if(NOT CMAKE_INSTALL_COMPONENT)",
      "if(NOT CMAKE_INSTALL_LOCAL_ONLY)",
      "if(NOT code STREQUAL \")",
      "if(CMAKE_INSTALL_COMPONENT)",
      "if(CMAKE_INSTALL_COMPONENT STREQUAL \")",
      "if(CMAKE_INSTALL_COMPONENT STREQUAL \" OR NOT CMAKE_INSTALL_COMPONENT)",
      "if(\" STREQUAL \")",
      "if(\" STREQUAL \" OR NOT CMAKE_INSTALL_COMPONENT)",
      "if(CMAKE_INSTALL_CONFIG_NAME MATCHES \")",
      "elseif(CMAKE_INSTALL_CONFIG_NAME MATCHES \")",
      "if(CMAKE_WARN_ON_ABSOLUTE_INSTALL_DESTINATION)",
      "if(CMAKE_ERROR_ON_ABSOLUTE_INSTALL_DESTINATION)",
      std::string(strip_question),
      "set(CMAKE_INSTALL_CONFIG_NAME \")",
      "set(CMAKE_INSTALL_COMPONENT)",
      "set(CMAKE_INSTALL_COMPONENT \")",
      "set(CMAKE_INSTALL_SO_NO_EXE \")",
      "set(CMAKE_CROSSCOMPILING \")",
      "set(CMAKE_OBJDUMP \")",
      "string(REGEX REPLACE \" CMAKE_INSTALL_PREFIX \")",
      "string(REGEX REPLACE \" CMAKE_INSTALL_CONFIG_NAME \")",
      "string(REPLACE \" CMAKE_INSTALL_MANIFEST_CONTENT \")",
      "message(STATUS \")",
      "message(WARNING \")",
      "message(FATAL_ERROR \")",
      "list(APPEND CMAKE_ABSOLUTE_DESTINATION_FILES \")"};
  return forms;
}

// The options of file(INSTALL), and their values that aren't strings.
bool is_install_word(std::string_view word) {
  static const std::set<std::string, std::less<>> words{"DESTINATION",
                                                        "TYPE",
                                                        "FILE",
                                                        "PROGRAM",
                                                        "EXECUTABLE",
                                                        "STATIC_LIBRARY",
                                                        "SHARED_LIBRARY",
                                                        "MODULE",
                                                        "DIRECTORY",
                                                        "OPTIONAL",
                                                        "RENAME",
                                                        "PERMISSIONS",
                                                        "DIR_PERMISSIONS",
                                                        "MESSAGE_ALWAYS",
                                                        "MESSAGE_LAZY",
                                                        "MESSAGE_NEVER",
                                                        "FILES",
                                                        "FILES_MATCHING",
                                                        "PATTERN",
                                                        "REGEX",
                                                        "EXCLUDE",
                                                        "OWNER_READ",
                                                        "OWNER_WRITE",
                                                        "OWNER_EXECUTE",
                                                        "GROUP_READ",
                                                        "GROUP_WRITE",
                                                        "GROUP_EXECUTE",
                                                        "WORLD_READ",
                                                        "WORLD_WRITE",
                                                        "WORLD_EXECUTE",
                                                        "SETUID",
                                                        "SETGID",
                                                        "INSTALL",
                                                        "USE_SOURCE_PERMISSIONS"};
  return words.contains(word);
}

struct ScriptCall {
  std::string form;  // as in harmless()
  std::vector<std::string> strings{};
  std::vector<ScriptWord> words{};
};

bool names_variable(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("ENV{") != std::string_view::npos ||
         text.find("CACHE{") != std::string_view::npos;
}

bool is_told(const std::string& text) {
  std::string rest = text;
  for (const std::string_view variable : variables) rest = replace_all(rest, variable, "-");
  return !names_variable(rest);
}

bool climbs(const std::string& text) { return text.find("..") != std::string::npos; }

bool is_in_stage(const std::string& path) {
  return path == "${file}" || ((path.starts_with("$ENV{DESTDIR}/") ||
                                path.starts_with("$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/")) &&
                               !climbs(path));
}

// Each of file(INSTALL)'s sources stands in the text.
bool names_all(const ScriptCall& call) {
  std::string option;
  std::size_t sources = 0;
  for (const auto& [text, quoted] : call.words) {
    if (!quoted && !is_install_word(text)) return false;
    if (!quoted) option = text;
    if (quoted && option == "FILES") {
      if (names_variable(text)) return false;
      ++sources;
    }
  }
  return sources > 0;
}

bool writes_manifest(const std::vector<std::string>& strings) {
  constexpr std::string_view manifest = "/${CMAKE_INSTALL_MANIFEST}";
  return strings.size() == 2 && strings[1] == "${CMAKE_INSTALL_MANIFEST_CONTENT}" &&
         strings[0].ends_with(manifest) &&
         !names_variable(strings[0].substr(0, strings[0].size() - manifest.size()));
}

// As shipit_add_assets() writes it.
bool checks_assets(const ScriptCall& call) {
  return call.form == "execute_process(COMMAND \" assets check --plan \" RESULT_VARIABLE code)" &&
         call.strings[0].ends_with("/shipit") && std::ranges::none_of(call.strings, names_variable);
}

bool is_harmless(const ScriptCall& call, std::string_view before) {
  const std::vector<std::string>& strings = call.strings;
  if (!std::ranges::all_of(strings, is_told)) return false;
  if (call.form.starts_with("file(INSTALL DESTINATION \"")) return names_all(call);
  if (call.form == "file(WRITE \")") return writes_manifest(strings);
  if (call.form == "include(\")")
    return strings.size() == 1 && strings[0].ends_with("/cmake_install.cmake") &&
           !names_variable(strings[0]);
  if (call.form == "set(CMAKE_INSTALL_PREFIX \")" || call.form == "set(CMAKE_INSTALL_MANIFEST \")")
    return std::ranges::none_of(strings, climbs);
  if (call.form == "foreach(file \")" || call.form == "if(EXISTS \" AND NOT IS_SYMLINK \")")
    return std::ranges::all_of(strings, is_in_stage);
  if (call.form == "file(RPATH_CHECK FILE \" RPATH \")" ||
      call.form == "file(RPATH_CHANGE FILE \" OLD_RPATH \" NEW_RPATH \")" ||
      call.form == "file(RPATH_REMOVE FILE \")")
    return is_in_stage(strings[0]);
  // Nobody asks CMake to strip: ShipIt does it when all rules have run.
  if (call.form == "execute_process(COMMAND \")") return before == strip_question;
  return harmless().contains(call.form);
}

ScriptCall call_of(std::string_view name, std::vector<ScriptWord> words) {
  ScriptCall call{std::string(name) + "("};
  bool after_string = false;
  for (const auto& [text, quoted] : words) {
    if (quoted) call.strings.push_back(text);
    if (!(quoted && after_string))
      call.form += (call.form.ends_with('(') ? "" : " ") + (quoted ? "\"" : text);
    after_string = quoted;
  }
  call.form += ")";
  call.words = std::move(words);
  return call;
}

// All calls of a script; nothing where it has something else.
std::optional<std::vector<ScriptCall>> calls_of(std::string_view script) {
  std::vector<ScriptCall> calls;
  for (std::size_t at = 0;;) {
    at = script.find_first_not_of(" \n", at);
    if (at == std::string_view::npos) return calls;
    if (script[at] == '#') {
      if (script.substr(at).starts_with("#[")) return std::nullopt;  // goes on in other lines
      at = std::min(script.find('\n', at), script.size());
      continue;
    }
    const std::size_t open = script.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at);
    if (open == std::string_view::npos || script[open] != '(') return std::nullopt;
    std::optional<ScriptWords> read = read_script_words(script, open + 1);
    if (!read) return std::nullopt;
    calls.push_back(call_of(script.substr(at, open - at), std::move(read->words)));
    at = read->end;
  }
}

}  // namespace

std::optional<CopyingScript> copying_script(std::string_view script) {
  const auto calls = calls_of(script);
  if (!calls) return std::nullopt;
  CopyingScript copying;
  std::string_view before;
  std::size_t includes = 0;
  std::size_t installs = 0;
  for (const ScriptCall& call : *calls) {
    if (checks_assets(call))
      copying.asset_plans.push_back(call.strings[1]);
    else if (!is_harmless(call, before))
      return std::nullopt;
    before = call.form;
    if (call.form.starts_with("include(")) ++includes;
    if (call.form.starts_with("file(INSTALL ")) ++installs;
  }
  // Nothing that those miss who look for what it includes and copies.
  const bool all = includes == included_scripts(script).size() &&
                   installs == read_install_script(script, {}).size();
  return all ? std::optional(std::move(copying)) : std::nullopt;
}

}  // namespace shipit
