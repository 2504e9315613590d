// SPDX-License-Identifier: Apache-2.0
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/standing.hpp>

namespace shipit {
namespace {

struct Operation {
  const char* file;  // in the folder .git of the worktree, while it lasts
  const char* name;
  const char* end;
};

constexpr std::array<Operation, 7> operations{
    {{"MERGE_HEAD", "a merge", "git merge --continue or --abort"},
     {"rebase-merge", "a rebase", "git rebase --continue or --abort"},
     {"rebase-apply", "a rebase or git am", "git rebase (or git am) --continue or --abort"},
     {"CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick --continue or --abort"},
     {"REVERT_HEAD", "a revert", "git revert --continue or --abort"},
     {"sequencer", "a row of cherry-picks or reverts",
      "git cherry-pick (or git revert) --continue or --abort"},
     {"BISECT_LOG", "a bisect", "git bisect reset"}}};

void refuse_operations(const Checkout& checkout) {
  for (const Operation& operation : operations)
    if (std::filesystem::exists(checkout.git / operation.file))
      throw Error(std::string(operation.name) + " is in progress")
          .help(std::string("end it first: ") + operation.end);
}

void refuse_branch(const std::string& branch, const std::vector<std::string>& allowed) {
  const auto allows = [&](const std::string& pattern) {
    return fnmatch(pattern.c_str(), branch.c_str(), 0) == 0;
  };
  if (allowed.empty() || std::any_of(allowed.begin(), allowed.end(), allows)) return;
  throw Error("releases are not made from the branch " + quote(branch))
      .note("the project allows " + join(allowed, ", "))
      .help("switch to one of these, or change BRANCHES of shipit_add_release()");
}

// The paths that `git status --porcelain -z` lists; a renamed one is followed by its old name.
std::vector<std::string> paths_of_status(const std::string& status) {
  std::vector<std::string> paths;
  const std::vector<std::string> records = split(status, '\0');
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].size() < 4) continue;
    paths.push_back(records[i].substr(3));
    if (records[i][0] == 'R' || records[i][0] == 'C') ++i;
  }
  return paths;
}

}  // namespace

Path top_of_checkout(const Path& folder) {
  const Outcome outcome = run_git(folder, {"rev-parse", "--show-toplevel"});
  std::string top = outcome.out;
  if (top.ends_with('\n')) top.pop_back();
  if (outcome.status == 0 && !top.empty()) return top;
  Error error(quote(folder.native()) + " is not in a git checkout");
  add_words_of("git", outcome, error);
  throw std::move(error).help("run it in the checkout of the project");
}

void refuse_edited_files(const Checkout& checkout, const std::string& when) {
  constexpr std::size_t most_named = 10;
  const std::vector<std::string> paths = paths_of_status(ask_git(
      {.folder = checkout.top, .words = {"status", "--porcelain", "-z", "--untracked-files=no"}},
      "look for edited files"));
  if (paths.empty()) return;
  Error error("tracked files were edited" + when);
  for (std::size_t i = 0; i < std::min(paths.size(), most_named); ++i)
    error.note(quote(paths[i]) + " differs from the commit");
  if (paths.size() > most_named)
    error.note("and " + std::to_string(paths.size() - most_named) + " more");
  throw std::move(error).help("commit them, or put them aside with git stash");
}

Standing read_standing(const Path& top, const std::vector<std::string>& branches) {
  const std::optional<Checkout> checkout = find_checkout(top);
  if (!checkout)
    throw Error(quote(top.native()) + " is not the top of a git checkout")
        .help("release from the checkout whose top folder is the project");
  Standing standing{.checkout = *checkout, .branch = "", .head = ""};
  refuse_operations(standing.checkout);
  const Outcome branch = run_git(top, {"symbolic-ref", "--quiet", "HEAD"});
  constexpr std::string_view heads = "refs/heads/";
  const std::string_view name = trim(branch.out);
  if (branch.status != 0 || !name.starts_with(heads))
    throw Error("HEAD is detached: there is no branch to release from")
        .help("git switch to the branch first (in CI: git switch -C <branch>)");
  standing.branch = name.substr(heads.size());
  const Outcome head = run_git(top, {"rev-parse", "--verify", "--quiet", "HEAD^{commit}"});
  if (head.status != 0)
    throw Error("the branch " + quote(standing.branch) + " has no commit yet")
        .help("commit something to release");
  standing.head = trim(head.out);
  if (is_shallow(standing.checkout))
    throw Error("the clone is shallow: its history may end before the last release")
        .help("fetch the rest: git fetch --unshallow --tags");
  refuse_branch(standing.branch, branches);
  refuse_edited_files(standing.checkout, "");
  return standing;
}

}  // namespace shipit
