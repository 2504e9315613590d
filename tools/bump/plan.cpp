// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/foreign_text.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <bump/history.hpp>
#include <bump/plan.hpp>

namespace shipit {
namespace {

constexpr std::size_t most_of_a_line = 200;
constexpr std::size_t most_lines = 40;

// Paths and names come from the checkout: they may be any bytes.
std::string safe(const std::string& text) { return one_line(text, most_of_a_line); }

std::string line(const std::string& what, const std::string& text) {
  constexpr std::size_t column = 8;
  return "  " + what + std::string(column - what.size(), ' ') + text + "\n";
}

std::string push_text(const BumpPlan& plan) {
  const Remote& remote = plan.remote;
  const std::string place = safe(remote.name) + " (" + safe(shown_url(remote.url)) + ")";
  if (!pushes_branch(plan)) return "tag " + plan.tag + " to " + place;
  return "branch " + safe(remote.branch) + (plan.seen.tip.empty() ? " (new there)" : "") +
         " and tag " + plan.tag + " to " + place + ", both or neither";
}

std::string changes_text(const BumpPlan& plan) {
  const std::vector<std::string> all = lines(to_text(plan.changelog));
  std::string text =
      plan.changelog.since.empty() ? "changes:\n" : "changes since " + plan.changelog.since + ":\n";
  if (all.empty()) return text + "  none\n";
  for (std::size_t i = 0; i < std::min(all.size(), most_lines); ++i)
    text += all[i].empty() ? "\n" : "  " + all[i] + "\n";
  if (all.size() > most_lines)
    text += "  (and " + std::to_string(all.size() - most_lines) + " lines more)\n";
  return text;
}

}  // namespace

bool pushes_branch(const BumpPlan& plan) {
  return !plan.files.empty() || plan.seen.tip != plan.standing.head;
}

std::string to_text(const BumpPlan& plan) {
  std::string text = plan.from ? to_text(*plan.from) + " to " + to_text(plan.to) + "\n"
                               : to_text(plan.to) + ", the first release: no version tag yet\n";
  for (const PlannedFile& file : plan.files)
    text += line("write", safe(file.path) + ": " + safe(file.from) + " to " + safe(file.to));
  if (!plan.files.empty())
    text += line("commit", quote(release_subject(plan.to)) + " on " + safe(plan.standing.branch) +
                               (plan.sign_commit ? ", signed" : ""));
  text += line("tag", plan.tag +
                          (plan.files.empty() ? " on " + plan.standing.head.substr(0, 12)
                                              : " on that commit") +
                          (plan.sign_tag ? ", signed" : ""));
  if (!plan.settings.pre_tag.empty())
    text += line("before", safe(to_text(Command{.words = plan.settings.pre_tag})));
  text += line("push", push_text(plan));
  if (!plan.settings.post_push.empty())
    text += line("after", safe(to_text(Command{.words = plan.settings.post_push})));
  return text + changes_text(plan);
}

Json to_json(const BumpPlan& plan) {
  Json files = Json::array();
  for (const PlannedFile& file : plan.files)
    files.push_back({{"path", safe(file.path)}, {"from", safe(file.from)}, {"to", safe(file.to)}});
  Json push = Json::array();
  if (pushes_branch(plan)) push.push_back("refs/heads/" + safe(plan.remote.branch));
  push.push_back("refs/tags/" + plan.tag);
  return {{"from", plan.from ? Json(to_text(*plan.from)) : Json()},
          {"to", to_text(plan.to)},
          {"tag", plan.tag},
          {"branch", safe(plan.standing.branch)},
          {"head", plan.standing.head},
          {"remote", safe(plan.remote.name)},
          {"url", safe(shown_url(plan.remote.url))},
          {"files", files},
          {"push", push},
          {"signed", plan.sign_tag},
          {"changelog", to_json(plan.changelog)}};
}

}  // namespace shipit
