// SPDX-License-Identifier: Apache-2.0
#include <bump/ask_git.hpp>
#include <bump/bump.hpp>
#include <bump/hooks.hpp>
#include <bump/local_refs.hpp>
#include <bump/push.hpp>

namespace shipit {

std::variant<Released, Error> carry_out(const BumpPlan& plan) {
  run_pre_tag(plan);
  const Quarantine quarantine(plan.standing.checkout);
  Released released{.made = make_objects(plan, quarantine), .left_behind = {}};
  if (std::optional<Error> faster = push_release(plan, released.made, quarantine))
    return *std::move(faster);
  try {
    move_local_refs(plan, released.made, quarantine);
  } catch (const Error& reason) {
    released.left_behind = reason;
  }
  return released;
}

void catch_up(const BumpPlan& plan) {
  const Path& top = plan.standing.checkout.top;
  ask_git({.folder = top,
           .words = {"fetch", "--quiet", "--tags", "--no-recurse-submodules", "--",
                     plan.remote.name, "refs/heads/" + plan.remote.branch}},
          "fetch what the others pushed");
  ask_git({.folder = top,
           .words = {"merge", "--quiet", "--ff-only", "FETCH_HEAD"},
           .extra = {{"GIT_NO_LAZY_FETCH", "0"}}},  // a partial clone gets the files only now
          "move the branch forward to what the others pushed");
}

}  // namespace shipit
