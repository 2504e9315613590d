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

bool has_install_section(const Entry& entry) {
  std::string text;
  read_entry(entry, [&](std::string_view bytes) { text += bytes; });
  const std::vector<std::string> all = lines(text);
  return std::any_of(all.begin(), all.end(),
                     [](const std::string& line) { return trim(line) == "[Install]"; });
}

}  // namespace

std::vector<Unit> units_in(const StagedTree& tree) {
  std::vector<Unit> units;
  for (const Entry& entry : tree.entries())
    if (is_unit(entry))
      units.push_back({std::string(name_of(entry.path)), has_install_section(entry)});
  return units;
}

}  // namespace shipit
