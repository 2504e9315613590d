// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <deb/units.hpp>

namespace shipit {
namespace {

constexpr std::array<std::string_view, 6> kinds{".mount",  ".path",   ".service",
                                                ".socket", ".target", ".timer"};

bool is_unit(const Entry& entry) {
  if (entry.kind != EntryKind::file || parent_of(entry.path) != "lib/systemd/system") return false;
  const std::string_view name = name_of(entry.path);
  return name.find('@') == std::string_view::npos &&
         std::any_of(kinds.begin(), kinds.end(),
                     [&](std::string_view kind) { return name.ends_with(kind); });
}

bool has_install_section(const std::string& text) {
  const std::vector<std::string> all = lines(text);
  return std::any_of(all.begin(), all.end(),
                     [](const std::string& line) { return trim(line) == "[Install]"; });
}

// A name that systemd takes as it is, below the folder that it is for.
bool is_plain(std::string_view name) {
  return !name.empty() && name[0] != '/' &&
         ("/" + std::string(name) + "/").find("/../") == std::string::npos &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return is_alnum(c) || std::string_view("._-/").find(c) != std::string_view::npos;
         });
}

std::vector<std::string> configs_in(const StagedTree& tree, std::string_view folder) {
  std::vector<std::string> names;
  for (const Entry& entry : tree.entries())
    if (entry.kind == EntryKind::file && parent_of(entry.path) == folder &&
        entry.path.ends_with(".conf") && is_plain(name_of(entry.path)))
      names.emplace_back(name_of(entry.path));
  return names;
}

}  // namespace

std::vector<std::string> unit_folders(std::string_view text) {
  constexpr std::array<std::array<std::string_view, 2>, 3> kinds{{{"StateDirectory", "/var/lib/"},
                                                                  {"CacheDirectory", "/var/cache/"},
                                                                  {"LogsDirectory", "/var/log/"}}};
  std::vector<std::string> folders;
  for (const auto& [key, place] : kinds)
    for (const std::string& line : lines(text)) {
      const std::size_t equals = line.find('=');
      if (equals == std::string::npos || trim(line.substr(0, equals)) != key) continue;
      for (const std::string& word : split(trim(line.substr(equals + 1)), ' ')) {
        const std::string name = word.substr(0, word.find(':'));
        if (!is_plain(name)) continue;
        folders.push_back(std::string(place) + name);
        folders.push_back(std::string(place) + "private/" + name);
      }
    }
  return folders;
}

SystemParts system_parts(const StagedTree& tree) {
  return {.units = units_in(tree),
          .users = configs_in(tree, "lib/sysusers.d"),
          .folders = configs_in(tree, "lib/tmpfiles.d")};
}

std::vector<std::string> system_relations(const SystemParts& parts) {
  std::vector<std::string> relations;
  if (!parts.users.empty())
    relations.emplace_back("systemd | systemd-standalone-sysusers | systemd-sysusers");
  if (!parts.folders.empty())
    relations.emplace_back("systemd | systemd-standalone-tmpfiles | systemd-tmpfiles");
  return relations;
}

std::vector<Unit> units_in(const StagedTree& tree) {
  std::vector<Unit> units;
  for (const Entry& entry : tree.entries())
    if (is_unit(entry)) {
      const std::string& text = text_of(entry);
      units.push_back(
          {std::string(name_of(entry.path)), has_install_section(text), unit_folders(text)});
    }
  return units;
}

}  // namespace shipit
