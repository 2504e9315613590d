// SPDX-License-Identifier: Apache-2.0
#include <assets/json_strings.hpp>
#include <assets/webmanifest.hpp>

namespace shipit {
namespace {

// In an object of the list of icons or screenshots.
bool is_in_list(const std::vector<JsonLevel>& levels) {
  if (levels.size() < 2) return false;
  const JsonLevel& list = levels[levels.size() - 2];
  return list.bracket == '[' && (list.key == "icons" || list.key == "screenshots");
}

}  // namespace

std::vector<Reference> webmanifest_references(std::string_view manifest) {
  std::vector<Reference> found;
  JsonStrings strings(manifest);
  while (std::optional<JsonString> one = strings.next()) {
    if (one->role == JsonString::Role::key) continue;
    const std::string& key = strings.key();
    const bool page = key == "start_url" || key == "url" || key == "action";
    if (!page && !(key == "src" && is_in_list(strings.levels()))) continue;
    one->text.need = page ? Need::may : Need::must;
    found.push_back(std::move(one->text));
  }
  return strings.is_whole() ? std::move(found) : std::vector<Reference>();
}

}  // namespace shipit
