// SPDX-License-Identifier: Apache-2.0
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/hooks.hpp>

namespace shipit {
namespace {

Command command_of(const BumpPlan& plan, const std::vector<std::string>& words) {
  return {.words = words,
          .folder = plan.standing.checkout.top,
          .extra = {{"SHIPIT_VERSION", to_text(plan.to)},
                    {"SHIPIT_TAG", plan.tag},
                    {"SHIPIT_PREVIOUS_VERSION", plan.from ? to_text(*plan.from) : ""}}};
}

}  // namespace

void run_pre_tag(const BumpPlan& plan) {
  if (plan.settings.pre_tag.empty()) return;
  run_or_throw(command_of(plan, plan.settings.pre_tag),
               Error("PRE_TAG failed: " + plan.tag + " is not released"),
               "mend what it complains of, and bump again: nothing was made or pushed");
  refuse_edited_files(plan.standing.checkout, " by PRE_TAG");
  const Outcome head = run_git(plan.standing.checkout.top, {"rev-parse", "--verify", "HEAD"});
  if (trim(head.out) != plan.standing.head)
    throw Error("PRE_TAG has moved HEAD: " + plan.tag + " is not released")
        .help("let it check, not commit");
}

void run_post_push(const BumpPlan& plan, const std::string& commit) {
  if (plan.settings.post_push.empty()) return;
  Command command = command_of(plan, plan.settings.post_push);
  command.extra["SHIPIT_COMMIT"] = commit;
  run_or_throw(command, Error("POST_PUSH failed: " + plan.tag + " is released and stays so"),
               "run the command again by hand");
}

}  // namespace shipit
