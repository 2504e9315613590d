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

std::optional<VersionTag> find_tag(const std::vector<VersionTag>& tags, const std::string& name) {
  for (const VersionTag& tag : tags)
    if (tag.name == name) return tag;
  return {};
}

}  // namespace

Changelog read_changelog(const Checkout& checkout, const Range& range) {
  const std::string& since = range.since;
  const std::string words = since.empty() ? range.until : "refs/tags/" + since + ".." + range.until;
  std::vector<std::string> call{"log",
                                "-z",
                                "--no-merges",
                                "--no-show-signature",
                                "--no-color",
                                "--encoding=UTF-8",
                                "--format=%H%x00%s%x00%b",
                                "--max-count=" + std::to_string(most_commits + 1),
                                words,
                                "--"};
  for (const std::string& path : range.paths) call.push_back(":(top,literal)" + path);
  const std::string log = ask_git({.folder = checkout.top, .words = std::move(call)},
                                  "list the commits of " + quote(words));
  Changelog changelog{.since = since};
  std::vector<Commit> commits = read_commits(log);
  changelog.more = commits.size() > most_commits;
  if (changelog.more) commits.pop_back();
  // A shallow clone ends somewhere, and not at the first commit.
  if (since.empty() && is_shallow(checkout)) changelog.more = true;
  for (const Commit& commit : commits)
    if (!is_release_commit(commit.subject)) changelog.changes.push_back(read_change(commit));
  return changelog;
}

History read_history(const HistoryRequest& request) {
  const auto& [checkout, version, tag_prefix, paths, most] = request;
  if (version.source != VersionSource::git) return {};
  const std::vector<VersionTag> tags = version_tags(checkout, tag_prefix);
  const bool tagged = version.distance == 0;
  std::optional<VersionTag> past = predecessor(tags, version.number);
  History history{.present = read_changelog(checkout, {.since = !tagged ? version.tag
                                                                : past  ? past->name
                                                                        : "",
                                                       .paths = paths})};
  // A state between releases follows the one whose tag it counts from.
  if (!tagged) past = find_tag(tags, version.tag);
  while (past && history.past.size() < most) {
    const std::optional<VersionTag> before = predecessor(tags, past->number);
    history.past.push_back(
        {.number = past->number,
         .epoch = past->epoch,
         .changelog = read_changelog(checkout, {.since = before ? before->name : "",
                                                .until = "refs/tags/" + past->name,
                                                .paths = paths})});
    past = before;
  }
  return history;
}

std::string release_subject(const VersionNumber& number) {
  return std::string(release_word) + to_text(number);
}

}  // namespace shipit
