// SPDX-License-Identifier: Apache-2.0
#include <assets/retain.hpp>
#include <base/error.hpp>
#include <base/number.hpp>
#include <base/text.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

struct RetainWords {
  std::vector<std::string> releases;
  std::string into;
  std::string keep = "3";
  bool copy = false;
  bool dry_run = false;
};

std::size_t count_of(const std::string& text) {
  const auto count = parse_number<std::size_t>(text);
  if (!count)
    throw Error("--keep " + quote(text) + " is not a number", Blame::usage)
        .help("say how many releases stay, as in --keep 3");
  return *count;
}

void run_retain(const RetainWords& words) {
  const RetainOutcome outcome =
      retain({.releases = {words.releases.begin(), words.releases.end()},
              .into = words.into,
              .keep = count_of(words.keep),
              .sharing = words.copy ? Sharing::copies : Sharing::links,
              .rehearsal = words.dry_run ? Rehearsal::yes : Rehearsal::no});
  if (!words.dry_run) return;
  for (const std::string& name : outcome.added) std::cout << "add    " << name << "\n";
  for (const std::string& name : outcome.removed) std::cout << "remove " << name << "\n";
}

}  // namespace

Action assets_retain_verb(Options& options) {
  const auto words = std::make_shared<RetainWords>();
  options.list("release", words->releases,
               "folders with a manifest, the oldest first: the last one is current from now on");
  options.optional("--into", words->into,
                   "the folder that is served (default: the only release's own)");
  options.optional("--keep", words->keep, "how many releases stay, the current one among them");
  options.flag("--copy", words->copy, "no hard links to the files of the releases");
  options.flag("--dry-run", words->dry_run, "only say what would be added and removed");
  return [words] { run_retain(*words); };
}

}  // namespace shipit
