// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <charconv>
#include <version/git.hpp>
#include <version/git_command.hpp>

namespace shipit {
namespace {

std::string pretty_format(const std::vector<std::string>& patterns) {
  std::string describe = "%(describe:tags=true,abbrev=64";
  for (const std::string& pattern : patterns) describe += ",match=" + pattern;
  return "--format=%H%n%ct%n%D%n" + describe + ")";
}

// As %(describe), but without some tags, whose names may hold what means something in a pattern.
std::string describe_without(const Checkout& checkout, const std::vector<std::string>& patterns,
                             const std::vector<std::string>& excluded) {
  std::vector<std::string> words{"describe", "--tags", "--abbrev=64"};
  for (const std::string& pattern : patterns) words.push_back("--match=" + pattern);
  for (const std::string& name : excluded) {
    std::string literal;
    for (const char c : name) {
      if (std::string_view("*?[]\\").find(c) != std::string_view::npos) literal += '\\';
      literal += c;
    }
    words.push_back("--exclude=" + literal);
  }
  const Outcome outcome = run_git(checkout.top, words);
  return outcome.status == 0 ? std::string(trim(outcome.out)) : "";
}

// "HEAD -> main, tag: 1.0.0, tag: v1": git log's %D.
std::vector<std::string> tags_of_decoration(std::string_view decoration) {
  constexpr std::string_view mark = "tag: ";
  std::vector<std::string> tags;
  for (const std::string& piece : split(decoration, ','))
    if (const std::string_view name = trim(piece); name.starts_with(mark))
      tags.emplace_back(name.substr(mark.size()));
  return tags;
}

std::vector<std::string> tags_beside(const Checkout& checkout, const std::string& tag) {
  const Outcome outcome = run_git(checkout.top, {"tag", "--points-at", "refs/tags/" + tag + "^{}"});
  if (outcome.status != 0) fail_git(checkout.top, outcome);
  return lines(outcome.out);
}

}  // namespace

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
  Checkout checkout{folder, dot_git, dot_git};
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

Description describe(const Checkout& checkout, const std::vector<std::string>& patterns,
                     const std::vector<std::string>& excluded) {
  const Outcome outcome = run_git(
      checkout.top,
      {"log", "-1", "--no-show-signature", "--decorate-refs=refs/tags", pretty_format(patterns)});
  if (outcome.status != 0) {
    const bool unborn = outcome.err.find("does not have any commits") != std::string::npos;
    if (unborn) return {};
    fail_git(checkout.top, outcome);
  }
  const std::vector<std::string> fields = lines(outcome.out);
  Description description;
  if (fields.size() < 2) fail_git(checkout.top, outcome);
  description.commit = fields[0];
  std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), description.epoch);
  const std::string described = !excluded.empty()   ? describe_without(checkout, patterns, excluded)
                                : fields.size() > 3 ? fields[3]
                                                    : "";
  if (!described.empty()) {
    read_describe(described, description);
    description.tags = description.distance == 0 ? tags_of_decoration(fields[2])
                                                 : tags_beside(checkout, description.tag);
  }
  return description;
}

bool is_dirty(const Checkout& checkout) {
  const Outcome outcome = run_git(checkout.top, {"status", "--porcelain", "--untracked-files=no"});
  if (outcome.status != 0) fail_git(checkout.top, outcome);
  return !trim(outcome.out).empty();
}

}  // namespace shipit
