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
    std::optional<Worktree> files =
        look_at_worktree(checkout, {.paths = rules.paths, .limit = rules.watched});
    if (files) {
      state.text += "edits\n" + files->state;
      state.unchanged_tree = files->tree;
      state.places->merge(files->places);
      return;
    }
    state.sees_edits = rules.watched == kEveryFile;
    if (!state.sees_edits) return;
  }
  state.places.reset();
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
    state.text += head_state(*checkout) + "\n" + state.tags + "\n";
    state.places = repository_places(*checkout);
    add_edits(state, rules, *checkout);
  }
  const Path file = rules.source / "VERSION", archive = rules.source / ".git_archival.txt";
  state.text += "file " + content_or_nothing(file) + "archive " + content_or_nothing(archive);
  if (state.places)
    for (const Path& place : {rules.source, rules.root.value_or(rules.source), file, archive})
      if (std::filesystem::exists(place)) state.places->insert(place);
  return state;
}

}  // namespace shipit
