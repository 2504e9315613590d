// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/foreign_text.hpp>
#include <base/process.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/history.hpp>
#include <bump/release_notes.hpp>

namespace shipit {

std::optional<std::string> ask_git_cliff(const Path& top, const std::vector<std::string>& words) {
  constexpr std::size_t most_characters = 1000;
  if (!std::filesystem::is_regular_file(top / "cliff.toml")) return {};
  const std::string help = "or leave it out with --built-in-changelog";
  Command command{.words = {"git-cliff", "--unreleased", "--strip", "all"}, .folder = top};
  command.words.insert(command.words.end(), words.begin(), words.end());
  const std::optional<Outcome> outcome = try_run(command);
  if (!outcome)
    throw Error("cliff.toml asks for git-cliff, and there is none in PATH")
        .help("install git-cliff, " + help);
  if (outcome->status != 0) {
    Error error("git-cliff could not write the changelog");
    add_words_of("git-cliff", *outcome, error);
    throw std::move(error).help("mend cliff.toml, " + help);
  }
  return safe_lines(outcome->out, most_characters);
}

std::string release_notes(const BumpPlan& plan, Notes notes) {
  const std::string subject = release_subject(plan.to) + "\n";
  std::optional<std::string> text;
  if (notes == Notes::as_configured)
    text = ask_git_cliff(plan.standing.checkout.top, {"--tag", plan.tag});
  if (!text) text = to_text(plan.changelog);
  const std::string body(trim(*text));
  return body.empty() ? subject : subject + "\n" + body + "\n";
}

}  // namespace shipit
