// SPDX-License-Identifier: Apache-2.0
#include <version/fingerprint.hpp>
#include <version/state.hpp>
#include <version/worktree.hpp>

namespace shipit {
namespace {

std::string content_or_nothing(const Path& file) {
  return std::filesystem::is_regular_file(file) ? read_file(file) : "absent\n";
}

void add_edits(VersionState& state, const VersionRules& rules, const Checkout& checkout) {
  if (rules.dirty == Dirty::none) return;
  if (rules.dirty == Dirty::tracked) {
    const std::optional<Worktree> files =
        look_at_worktree(checkout, {.paths = rules.paths, .limit = rules.watched});
    if (files) {
      state.text += "edits\n" + files->state;
      state.unchanged_tree = files->tree;
      return;
    }
    state.sees_edits = rules.watched == kEveryFile;
    if (!state.sees_edits) return;
  }
  state.text += "status\n" +
                changed_files(checkout, rules.paths,
                              rules.dirty == Dirty::all ? Untracked::counted : Untracked::ignored);
}

}  // namespace

VersionState look_at(const VersionRules& rules) {
  VersionState state{};
  if (rules.override_) return state;
  if (const std::optional<Checkout> checkout = checkout_of(rules)) {
    state.tags = tags_state(*checkout);
    state.text += head_state(*checkout) + state.tags;
    add_edits(state, rules, *checkout);
  }
  state.text += "file " + content_or_nothing(rules.source / "VERSION");
  state.text += "archive " + content_or_nothing(rules.source / ".git_archival.txt");
  return state;
}

}  // namespace shipit
