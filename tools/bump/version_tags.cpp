// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/version_tags.hpp>
#include <charconv>

namespace shipit {

std::optional<VersionNumber> number_in_tag(std::string_view tag, const std::string& prefix) {
  if (prefix.empty() && tag.starts_with('v')) tag.remove_prefix(1);
  if (!tag.starts_with(prefix)) return {};
  return parse_number(tag.substr(prefix.size()));
}

std::vector<VersionTag> version_tags(const Checkout& checkout, const std::string& prefix) {
  // An annotated tag has its commit's time under '*', a lightweight one its own.
  const std::string records =
      ask_git({.folder = checkout.top,
               .words = {"for-each-ref", "--merged=HEAD",
                         "--format=%(refname:lstrip=2)%00%(*committerdate:unix)%00"
                         "%(committerdate:unix)",
                         "refs/tags"}},
              "list the tags");
  std::vector<VersionTag> tags;
  for (const std::string& record : lines(records)) {
    const std::vector<std::string> fields = split(record, '\0');
    std::optional<VersionNumber> number = number_in_tag(fields[0], prefix);
    if (!number || fields.size() < 3) continue;
    VersionTag tag{.name = fields[0], .number = *std::move(number)};
    const std::string& time = fields[1].empty() ? fields[2] : fields[1];
    std::from_chars(time.data(), time.data() + time.size(), tag.epoch);
    tags.push_back(std::move(tag));
  }
  std::stable_sort(tags.begin(), tags.end(), [](const VersionTag& a, const VersionTag& b) {
    return compare(a.number, b.number) < 0;
  });
  return tags;
}

std::optional<VersionTag> predecessor(const std::vector<VersionTag>& tags,
                                      const VersionNumber& number) {
  std::optional<VersionTag> best;
  for (const VersionTag& tag : tags) {
    const bool counts = tag.number.prerelease.empty() || !number.prerelease.empty();
    if (counts && compare(tag.number, number) < 0) best = tag;
  }
  return best;
}

}  // namespace shipit
