// SPDX-License-Identifier: Apache-2.0
#include <assets/import_map.hpp>
#include <assets/json_strings.hpp>

namespace shipit {
namespace {

using Role = JsonString::Role;

// HTML Standard, "Resolve a URL-like module specifier": all else is a bare name. What has a scheme
// is never ours.
bool is_like_url(std::string_view text) {
  return text.starts_with('/') || text.starts_with("./") || text.starts_with("../");
}

enum class Section { none, specifiers, scopes, integrity };

Section section_of(const std::vector<JsonLevel>& levels) {
  for (const JsonLevel& level : levels)
    if (level.bracket != '{') return Section::none;
  if (levels.size() == 2 && levels[1].key == "imports") return Section::specifiers;
  if (levels.size() == 2 && levels[1].key == "scopes") return Section::scopes;
  if (levels.size() == 2 && levels[1].key == "integrity") return Section::integrity;
  const bool scope = levels.size() == 3 && levels[1].key == "scopes";
  return scope ? Section::specifiers : Section::none;
}

// The reference that one string is, if it is one.
std::optional<Reference> reference_of(JsonString one, Section section) {
  Reference& text = one.text;
  // Scopes are URLs however they begin.
  if (section != Section::scopes && !is_like_url(text.value)) return std::nullopt;
  const bool leads = section == Section::specifiers && one.role == Role::value;
  text.need = leads && !text.value.ends_with('/') ? Need::must : Need::may;
  return std::move(text);
}

}  // namespace

std::vector<Reference> import_map_references(std::string_view map) {
  std::vector<Reference> found;
  bool sealable = false;  // what was found last is what this value is the integrity of
  JsonStrings strings(map);
  while (std::optional<JsonString> one = strings.next()) {
    const Section section = section_of(strings.levels());
    const bool key = one->role == Role::key;
    if (section == Section::integrity && !key && sealable && !one->text.value.empty())
      found.back().seal = Seal{one->text.at.front(), one->text.at.back()};
    sealable = false;
    if (section == Section::none || (section != Section::specifiers && !key)) continue;
    if (std::optional<Reference> reference = reference_of(*std::move(one), section)) {
      found.push_back(*std::move(reference));
      sealable = section == Section::integrity;
    }
  }
  return strings.is_whole() ? std::move(found) : std::vector<Reference>();
}

}  // namespace shipit
