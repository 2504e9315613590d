// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <charconv>
#include <vector>
#include <version/derive.hpp>
#include <version/git.hpp>

namespace shipit {
namespace {

Version parse_given(const std::string& text, const char* what, VersionSource source) {
  std::optional<Version> version = parse_version(text);
  if (!version)
    throw Error(std::string(what) + " " + quote(text) + " is not a version")
        .help("write it as Semantic Versioning does: 1.2.3 or 1.2.3-rc.1");
  version->source = source;
  return *std::move(version);
}

void check_prefix(const std::string& prefix) {
  constexpr std::string_view also = "-_./+@";
  const auto allowed = [&](char c) { return is_alnum(c) || also.find(c) != std::string::npos; };
  if (!std::all_of(prefix.begin(), prefix.end(), allowed))
    throw Error("the tag prefix " + quote(prefix) + " has characters that no tag prefix needs")
        .help("use letters, digits and " + std::string(also));
}

std::vector<std::string> patterns_for(const std::string& prefix) {
  if (prefix.empty()) return {"[0-9]*", "v[0-9]*"};
  return {prefix + "[0-9]*"};
}

std::optional<VersionNumber> number_of_tag(std::string_view tag, const std::string& prefix) {
  if (prefix.empty() && tag.starts_with('v')) tag.remove_prefix(1);
  if (!tag.starts_with(prefix)) return {};
  return parse_number(tag.substr(prefix.size()));
}

// Of several versions on one commit (1.0.0-rc.2 that became 1.0.0) the highest counts.
void choose_highest(Description& description, const std::string& prefix) {
  for (const std::string& tag : description.tags) {
    const std::optional<VersionNumber> number = number_of_tag(tag, prefix);
    if (number && compare(*number, *number_of_tag(description.tag, prefix)) > 0)
      description.tag = tag;
  }
}

// Tags like "2024-snapshot" match the pattern without being versions; each is passed over.
Description describe_version(const Checkout& checkout, const VersionRules& rules) {
  const std::vector<std::string> patterns = patterns_for(rules.tag_prefix);
  std::vector<std::string> excluded;
  while (true) {
    Description description = describe(checkout, patterns, excluded);
    if (description.tag.empty()) return description;
    if (number_of_tag(description.tag, rules.tag_prefix)) {
      choose_highest(description, rules.tag_prefix);
      return description;
    }
    excluded.push_back(description.tag);
  }
}

std::optional<Version> from_git(const VersionRules& rules, std::vector<std::string>& asked) {
  const std::optional<Checkout> checkout = find_checkout(rules.source);
  if (!checkout) {
    asked.push_back("git: " + quote(rules.source.native()) + " is not the top of a git checkout");
    return {};
  }
  check_prefix(rules.tag_prefix);
  const Description description = describe_version(*checkout, rules);
  if (description.tag.empty()) {
    const std::vector<std::string> patterns = patterns_for(rules.tag_prefix);
    asked.push_back("git: no commit here has a tag like " + join(patterns, " or ") +
                    (std::filesystem::exists(checkout->common / "shallow")
                         ? ", and the clone is shallow: git fetch --unshallow --tags"
                         : ""));
    return {};
  }
  Version version;
  version.number = *number_of_tag(description.tag, rules.tag_prefix);
  version.distance = description.distance;
  version.tag = description.tag;
  version.commit = description.commit;
  version.epoch = description.epoch;
  version.dirty = is_dirty(*checkout);
  version.scheme = rules.scheme;
  version.source = VersionSource::git;
  return version;
}

std::string value_of(const std::vector<std::string>& lines, std::string_view key) {
  for (const std::string& line : lines)
    if (line.starts_with(key)) return std::string(trim(std::string_view(line).substr(key.size())));
  return "";
}

std::optional<Version> from_archive(const VersionRules& rules, std::vector<std::string>& asked) {
  const Path file = rules.source / ".git_archival.txt";
  if (!std::filesystem::is_regular_file(file)) return {};
  const std::vector<std::string> text = lines(read_file(file));
  const std::string described = value_of(text, "describe-name:");
  if (described.empty() || described.find('$') != std::string::npos) {
    asked.push_back(quote(file.native()) + ": git archive has not filled it in");
    return {};
  }
  Description description;
  description.commit = value_of(text, "node:");
  read_describe(described, description);
  const std::optional<VersionNumber> number = number_of_tag(description.tag, rules.tag_prefix);
  if (!number) {
    asked.push_back(quote(file.native()) + ": its tag " + quote(description.tag) +
                    " is not a version");
    return {};
  }
  Version version;
  version.number = *number;
  version.distance = description.distance;
  version.tag = description.tag;
  version.commit = description.commit;
  const std::string epoch = value_of(text, "commit-epoch:");
  std::from_chars(epoch.data(), epoch.data() + epoch.size(), version.epoch);
  version.scheme = rules.scheme;
  version.source = VersionSource::archive;
  return version;
}

std::optional<Version> from_file(const VersionRules& rules) {
  const Path file = rules.source / "VERSION";
  if (!std::filesystem::is_regular_file(file)) return {};
  const std::string what = "the first line of " + quote(file.native());
  const std::vector<std::string> text = lines(read_file(file));
  return parse_given(text.empty() ? "" : std::string(trim(text[0])), what.c_str(),
                     VersionSource::file);
}

}  // namespace

Version derive_version(const VersionRules& rules) {
  if (rules.override_)
    return parse_given(*rules.override_, "SHIPIT_VERSION_OVERRIDE", VersionSource::override_);
  std::vector<std::string> asked;
  if (std::optional<Version> version = from_git(rules, asked)) return *std::move(version);
  if (std::optional<Version> version = from_archive(rules, asked)) return *std::move(version);
  if (std::optional<Version> version = from_file(rules)) return *std::move(version);
  if (rules.fallback) return parse_given(*rules.fallback, "FALLBACK", VersionSource::fallback);

  Error error("there is no version for " + quote(rules.source.native()));
  for (const std::string& line : asked) error.note(line);
  throw std::move(error).help(
      "tag a commit (git tag 0.1.0), or give FALLBACK to shipit_version(), or configure with "
      "-DSHIPIT_VERSION_OVERRIDE=1.2.3");
}

std::int64_t source_epoch(const Path& source) {
  if (const std::optional<Checkout> checkout = find_checkout(source))
    return describe(*checkout, {"*"}, {}).epoch;
  struct stat status {};
  return stat((source / "CMakeLists.txt").c_str(), &status) == 0 ? status.st_mtime : 0;
}

}  // namespace shipit
