// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/history.hpp>
#include <bump/local_refs.hpp>

namespace shipit {
namespace {

// As git update-ref --stdin reads it; each line with the value that the ref has to have before.
std::string transaction(const BumpPlan& plan, const MadeObjects& made) {
  const std::string none(plan.standing.head.size(), '0');
  std::string text = "update refs/tags/" + plan.tag + " " + made.tag + " " + none + "\n";
  if (made.commit != plan.standing.head)
    text += "update refs/heads/" + plan.standing.branch + " " + made.commit + " " +
            plan.standing.head + "\n";
  if (pushes_branch(plan) && !plan.remote.tracking.empty())
    text += "update " + plan.remote.tracking + " " + made.commit + "\n";
  return text;
}

void check_head(const BumpPlan& plan) {
  const Outcome head = run_git(plan.standing.checkout.top, {"rev-parse", "--verify", "HEAD"});
  if (trim(head.out) != plan.standing.head) throw Error("the branch was moved meanwhile");
}

void follow(const BumpPlan& plan, const MadeObjects& made) {
  const Path& top = plan.standing.checkout.top;
  check_head(plan);
  // First the files: a clone that has them and not yet the refs is one that can be pulled.
  if (made.commit != plan.standing.head) {
    run_git(top, {"update-index", "-q", "--refresh"});  // a touched file is not an edited one
    ask_git({.folder = top, .words = {"read-tree", "-m", "-u", plan.standing.head, made.commit}},
            "bring the files to the release");
  }
  ask_git({.folder = top,
           .words = {"update-ref", "-m", "shipit bump: " + release_subject(plan.to), "--stdin"},
           .input = transaction(plan, made)},
          "move the branch and the tag");
}

}  // namespace

void move_local_refs(const BumpPlan& plan, const MadeObjects& made, const Quarantine& quarantine) {
  quarantine.adopt();
  try {
    follow(plan, made);
  } catch (const Error& reason) {
    Error error(plan.tag + " is released, but this clone could not follow");
    error.note(reason.message());
    for (const std::string& note : reason.notes()) error.note(note);
    throw std::move(error).help("git pull --tags " + plan.remote.name + " " + plan.remote.branch);
  }
}

}  // namespace shipit
