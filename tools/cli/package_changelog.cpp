// SPDX-License-Identifier: Apache-2.0
#include <bump/history.hpp>
#include <bump/version_tags.hpp>
#include <cli/package_changelog.hpp>

namespace shipit {

PackageChangelog package_changelog(const VersionRules& rules, const Version& version) {
  constexpr std::size_t most_changes = 100;
  constexpr std::size_t most_releases = 5;
  const std::optional<Checkout> checkout = find_checkout(rules.root.value_or(rules.source));
  if (!checkout) return {};
  const History history = read_history({.checkout = *checkout,
                                        .version = version,
                                        .tag_prefix = rules.tag_prefix,
                                        .paths = rules.paths,
                                        .most = most_releases});
  PackageChangelog changelog{.changes = debian_changes(history.present, most_changes)};
  for (const PastRelease& past : history.past) {
    Version released;
    released.number = past.number;
    changelog.past.push_back({.version = debian_version(released),
                              .epoch = past.epoch,
                              .changes = debian_changes(past.changelog, most_changes)});
  }
  return changelog;
}

std::string previous_tag(const VersionRules& rules, const Version& version) {
  const std::optional<Checkout> checkout = find_checkout(rules.root.value_or(rules.source));
  const auto number = number_in_tag(version.tag, rules.tag_prefix);
  if (!checkout || !number || version.source != VersionSource::git) return "";
  const auto before = predecessor(version_tags(*checkout, rules.tag_prefix), *number);
  return before ? before->name : "";
}

}  // namespace shipit
