// SPDX-License-Identifier: Apache-2.0
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/push.hpp>

namespace shipit {
namespace {

std::vector<std::string> push_words(const BumpPlan& plan, const MadeObjects& made) {
  const std::string tag = made.tag + ":refs/tags/" + plan.tag;  // without '+': never over another
  // By its URL: under its name git would move the ref that follows the branch, to a commit that
  // this clone has not got yet. Never more than what is named here, whatever is configured.
  std::vector<std::string> words{"push", "--porcelain", "--no-follow-tags",
                                 "--recurse-submodules=no"};
  if (!pushes_branch(plan)) {
    words.insert(words.end(), {"--", plan.remote.url, tag});
    return words;
  }
  const std::string branch = "refs/heads/" + plan.remote.branch;
  words.insert(words.end(), {"--atomic", "--force-with-lease=" + branch + ":" + plan.seen.tip, "--",
                             plan.remote.url, made.commit + ":" + branch, tag});
  return words;
}

bool holds_release(const Seen& seen, const BumpPlan& plan, const MadeObjects& made) {
  return seen.tag == made.tag && (!pushes_branch(plan) || seen.tip == made.commit);
}

// In what git push --porcelain prints: the remote has answered for the tag with `flag`, '=' when it
// had just this one already, '!' when it refused.
bool was_answered(const Outcome& outcome, const BumpPlan& plan, char flag) {
  for (const std::string& line : lines(outcome.out))
    if (line.starts_with(flag) && line.find(":refs/tags/" + plan.tag + "\t") != std::string::npos)
      return true;
  return false;
}

Error overtaken(const BumpPlan& plan, const Seen& now) {
  const std::string there = plan.remote.name + "/" + plan.remote.branch;
  Error error("somebody else was faster: " + quote(plan.remote.name) +
              " has changed since it was asked");
  if (now.tag != plan.seen.tag) error.note("it has a tag " + quote(plan.tag) + " now");
  if (now.tip != plan.seen.tip) error.note(quote(there) + " has moved");
  return std::move(error.note("nothing was pushed, and nothing has changed here"))
      .help("git pull --tags " + plan.remote.name + " " + plan.remote.branch +
            ", and bump again; --retry 3 does that by itself");
}

[[noreturn]] void refuse(const BumpPlan& plan, const Outcome& outcome) {
  const bool atomic = outcome.err.find("support --atomic") != std::string::npos;
  Error error(atomic ? "the remote " + quote(plan.remote.name) +
                           " cannot take a branch and a tag all or nothing"
                     : "the remote " + quote(plan.remote.name) + " did not take the release");
  add_words_of("git", outcome, error);
  error.note("nothing was pushed, and nothing has changed here");
  throw std::move(error).help(
      atomic ? "push the branch first, and release with --tag-only"
             : "if the branch is protected, commit the version by a pull request and release with "
               "--tag-only");
}

}  // namespace

std::optional<Error> push_release(const BumpPlan& plan, const MadeObjects& made,
                                  const Quarantine& quarantine) {
  const Checkout& checkout = plan.standing.checkout;
  const Outcome outcome = run_git(
      {.folder = checkout.top, .words = push_words(plan, made), .extra = quarantine.variables()});
  const bool had_it = was_answered(outcome, plan, '=');
  if (outcome.status == 0 && !had_it) return {};
  const Seen now = ask_remote(plan.remote, checkout, plan.tag);
  if (had_it) return overtaken(plan, now);
  // What counts is what the remote holds, when its answer was lost on its way. With an answer it is
  // another's, that was made in the same second and is the same to the bit.
  if (holds_release(now, plan, made) && !was_answered(outcome, plan, '!')) return {};
  if (now.tip != plan.seen.tip || now.tag != plan.seen.tag) return overtaken(plan, now);
  refuse(plan, outcome);
}

}  // namespace shipit
