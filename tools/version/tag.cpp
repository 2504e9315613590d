// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <version/tag.hpp>

namespace shipit {

void check_tag_prefix(const std::string& prefix) {
  constexpr std::string_view also = "-_./+@";
  const auto allowed = [&](char c) { return is_alnum(c) || also.find(c) != std::string::npos; };
  if (!std::all_of(prefix.begin(), prefix.end(), allowed))
    throw Error("the tag prefix " + quote(prefix) + " has characters that no tag prefix needs")
        .help("use letters, digits and " + std::string(also));
}

std::vector<std::string> tag_patterns(const std::string& prefix) {
  if (prefix.empty()) return {"[0-9]*", "v[0-9]*"};
  return {prefix + "[0-9]*"};
}

std::optional<VersionNumber> number_of_tag(std::string_view tag, const std::string& prefix) {
  if (prefix.empty() && tag.starts_with('v')) tag.remove_prefix(1);
  if (!tag.starts_with(prefix)) return {};
  return parse_number(tag.substr(prefix.size()));
}

std::string highest_tag(const std::vector<std::string>& tags, const std::string& prefix) {
  std::string highest;
  std::optional<VersionNumber> of_highest;
  for (const std::string& tag : tags) {
    const std::optional<VersionNumber> number = number_of_tag(tag, prefix);
    if (!number || (of_highest && compare(*number, *of_highest) <= 0)) continue;
    highest = tag;
    of_highest = number;
  }
  return highest;
}

}  // namespace shipit
