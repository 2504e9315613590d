// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/version_tags.hpp>

namespace shipit {

std::optional<VersionNumber> number_in_tag(std::string_view tag, const std::string& prefix) {
  if (prefix.empty() && tag.starts_with('v')) tag.remove_prefix(1);
  if (!tag.starts_with(prefix)) return {};
  return parse_number(tag.substr(prefix.size()));
}

std::vector<VersionTag> version_tags(const Checkout& checkout, const std::string& prefix) {
  const std::string names = ask_git(
      {.folder = checkout.top,
       .words = {"for-each-ref", "--merged=HEAD", "--format=%(refname:lstrip=2)", "refs/tags"}},
      "list the tags");
  std::vector<VersionTag> tags;
  for (const std::string& name : lines(names))
    if (std::optional<VersionNumber> number = number_in_tag(name, prefix))
      tags.push_back({name, *std::move(number)});
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
