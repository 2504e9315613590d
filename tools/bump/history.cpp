// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/history.hpp>
#include <bump/next.hpp>
#include <bump/version_tags.hpp>

namespace shipit {
namespace {

constexpr std::size_t most_commits = 1000;
constexpr std::string_view release_word = "Release ";

bool is_release_commit(const std::string& subject) {
  if (!subject.starts_with(release_word)) return false;
  return parse_number(std::string_view(subject).substr(release_word.size())).has_value();
}

// A commit's message has no NUL, whatever else it holds.
std::vector<Commit> read_commits(const std::string& log) {
  const std::vector<std::string> fields = split(log, '\0');
  std::vector<Commit> commits;
  for (std::size_t i = 0; i + 2 < fields.size(); i += 3)
    commits.push_back({.id = fields[i], .subject = fields[i + 1], .body = fields[i + 2]});
  return commits;
}

}  // namespace

Changelog read_changelog(const Checkout& checkout, const std::string& since) {
  const std::string range = since.empty() ? "HEAD" : "refs/tags/" + since + "..HEAD";
  const std::string log =
      ask_git({.folder = checkout.top,
               .words = {"log", "-z", "--no-merges", "--no-show-signature", "--no-color",
                         "--encoding=UTF-8", "--format=%H%x00%s%x00%b",
                         "--max-count=" + std::to_string(most_commits + 1), range, "--"}},
              "list the commits of " + quote(range));
  Changelog changelog{.since = since};
  std::vector<Commit> commits = read_commits(log);
  changelog.more = commits.size() > most_commits;
  if (changelog.more) commits.pop_back();
  // A shallow clone ends somewhere, and not at the first commit.
  if (since.empty() && std::filesystem::exists(checkout.common / "shallow")) changelog.more = true;
  for (const Commit& commit : commits)
    if (!is_release_commit(commit.subject)) changelog.changes.push_back(read_change(commit));
  return changelog;
}

Changelog changelog_of(const Checkout& checkout, const Version& version,
                       const std::string& tag_prefix) {
  if (version.source != VersionSource::git) return {};
  if (version.distance > 0) return read_changelog(checkout, version.tag);
  const std::optional<VersionTag> before =
      predecessor(version_tags(checkout, tag_prefix), version.number);
  return read_changelog(checkout, before ? before->name : "");
}

std::string release_subject(const VersionNumber& number) {
  return std::string(release_word) + to_text(number);
}

}  // namespace shipit
