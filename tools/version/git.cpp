// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <charconv>
#include <version/git.hpp>
#include <version/git_command.hpp>

namespace shipit {
namespace {

Outcome git(const Checkout& checkout, std::vector<std::string> words) {
  if (checkout.is_trusted)
    words.insert(
        words.begin(),
        {"-c", "safe.directory=" + std::filesystem::weakly_canonical(checkout.top).string()});
  return run_git(checkout.top, std::move(words));
}

std::string asked(const Checkout& checkout, std::vector<std::string> words) {
  Outcome outcome = git(checkout, std::move(words));
  if (outcome.status != 0) fail_git(checkout.top, outcome);
  return std::move(outcome.out);
}

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void append_paths(std::vector<std::string>& words, const std::vector<std::string>& paths) {
  words.emplace_back("--");
  for (const std::string& path : paths) words.push_back(":(top,literal)" + path);
}

// The name as a pattern that matches it alone.
std::string literal_pattern(const std::string& name) {
  std::string literal;
  for (const char c : name) {
    if (std::string_view("*?[]\\").find(c) != std::string_view::npos) literal += '\\';
    literal += c;
  }
  return literal;
}

}  // namespace

std::vector<std::string> tags_of_decoration(std::string_view decoration) {
  constexpr std::string_view mark = "tag: ";
  std::vector<std::string> tags;
  for (const std::string& piece : split(decoration, ','))
    if (const std::string_view name = trim(piece); name.starts_with(mark))
      tags.emplace_back(name.substr(mark.size()));
  return tags;
}

void read_describe(std::string text, Description& description) {
  const std::size_t hash = text.rfind("-g");
  const std::size_t dash =
      hash == std::string::npos || hash == 0 ? hash : text.rfind('-', hash - 1);
  if (hash != std::string::npos && dash != std::string::npos &&
      description.commit.starts_with(text.substr(hash + 2))) {
    const char* const last = text.data() + hash;
    const auto [end, error] = std::from_chars(text.data() + dash + 1, last, description.distance);
    if (error == std::errc{} && end == last) text.resize(dash);
  }
  description.tag = std::move(text);
}

std::optional<Checkout> find_checkout(const Path& folder) {
  const Path dot_git = folder / ".git";
  Checkout checkout{.top = folder, .git = dot_git, .common = dot_git};
  if (std::filesystem::is_regular_file(dot_git)) {
    // gitrepository-layout(5): worktrees and submodules have a file "gitdir: <path>" here.
    const std::string text = read_file(dot_git);
    if (!text.starts_with("gitdir: ")) return {};
    checkout.git = folder / std::string(trim(std::string_view(text).substr(8)));
    checkout.common = checkout.git;
  } else if (!std::filesystem::exists(dot_git / "HEAD")) {
    return {};
  }
  const Path common_file = checkout.git / "commondir";
  if (std::filesystem::exists(common_file))
    checkout.common = checkout.git / std::string(trim(read_file(common_file)));
  return checkout;
}

Description read_head(const Checkout& checkout) {
  const Outcome outcome =
      git(checkout, {"log", "-1", "--no-show-signature", "--decorate-refs=refs/tags",
                     "--format=%H%n%T%n%P%n%ct%n%D"});
  if (outcome.status != 0) {
    const bool unborn = outcome.err.find("does not have any commits") != std::string::npos;
    if (unborn) return {};
    fail_git(checkout.top, outcome);
  }
  const std::vector<std::string> fields = lines(outcome.out);
  if (fields.size() < 4) fail_git(checkout.top, outcome);
  return {.commit = fields[0],
          .tree = fields[1],
          .parents = fields[2].empty() ? std::vector<std::string>{} : split(fields[2], ' '),
          .epoch = number_in(fields[3]),
          .tags = tags_of_decoration(fields.size() > 4 ? fields[4] : ""),
          .tag = "",
          .distance = 0};
}

void describe(const Checkout& checkout, const std::vector<std::string>& patterns,
              const std::vector<std::string>& excluded, Description& description) {
  std::vector<std::string> words{"describe", "--tags", "--abbrev=64"};
  for (const std::string& pattern : patterns) words.push_back("--match=" + pattern);
  for (const std::string& name : excluded) words.push_back("--exclude=" + literal_pattern(name));
  words.push_back(description.commit);
  const Outcome outcome = git(checkout, words);
  if (outcome.status == 0) return read_describe(std::string(trim(outcome.out)), description);
  for (const char* no_tag : {"No names found", "No tags can describe", "cannot describe"})
    if (outcome.err.find(no_tag) != std::string::npos) return;
  fail_git(checkout.top, outcome);
}

std::vector<std::string> tags_beside(const Checkout& checkout, const std::string& tag) {
  // Not git tag --points-at, which looks no further than one tag deep.
  return tags_of_decoration(
      trim(asked(checkout, {"log", "-1", "--no-show-signature", "--decorate-refs=refs/tags",
                            "--format=%D", "refs/tags/" + tag + "^{commit}", "--"})));
}

void count_only(const Checkout& checkout, const std::vector<std::string>& paths,
                Description& description) {
  const std::string tagged = "refs/tags/" + description.tag + "^{commit}";
  std::vector<std::string> words{"log", "--no-follow", "--no-show-signature", "--format=%H %ct",
                                 tagged + "..HEAD"};
  append_paths(words, paths);
  std::vector<std::string> commits = lines(asked(checkout, words));
  description.distance = static_cast<unsigned>(commits.size());
  if (commits.empty())
    commits =
        lines(asked(checkout, {"log", "-1", "--no-show-signature", "--format=%H %ct", tagged}));
  const std::vector<std::string> fields = split(commits.at(0), ' ');
  description.commit = fields.at(0);
  description.epoch = number_in(fields.at(1));
}

std::string changed_files(const Checkout& checkout, const std::vector<std::string>& paths,
                          Untracked untracked) {
  std::vector<std::string> words{
      "status", "--porcelain",
      untracked == Untracked::counted ? "--untracked-files=normal" : "--untracked-files=no"};
  append_paths(words, paths);
  return asked(checkout, words);
}

bool is_shallow(const Checkout& checkout) {
  return std::filesystem::exists(checkout.common / "shallow");
}

void fetch_history(const Checkout& checkout) {
  asked(checkout, {"fetch", "--quiet", "--unshallow", "--tags"});
}

}  // namespace shipit
