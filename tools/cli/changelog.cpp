// SPDX-License-Identifier: Apache-2.0
#include <bump/history.hpp>
#include <bump/release_notes.hpp>
#include <bump/standing.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>
#include <version/derive.hpp>

namespace shipit {
namespace {

struct ChangelogOptions {
  std::string source = ".";
  std::string since;
  std::string tag_prefix;
  bool built_in = false;
  bool json = false;
};

// The tag of the last release before the commits of HEAD; empty: there is none.
std::string last_tag(const Path& top, const std::string& tag_prefix) {
  return derive_version(
             {.source = top, .tag_prefix = tag_prefix, .override_ = {}, .fallback = "0.0.0"})
      .tag;
}

void print_changelog(const ChangelogOptions& options) {
  const Path top = top_of_checkout(std::filesystem::absolute(options.source));
  const bool cliff = !options.built_in && !options.json && options.since.empty();
  if (const auto text = cliff ? ask_git_cliff(top, {}) : std::nullopt) {
    std::cout << *text;
    return;
  }
  const std::string since =
      options.since.empty() ? last_tag(top, options.tag_prefix) : options.since;
  const Changelog changelog = read_changelog(*find_checkout(top), {.since = since});
  std::cout << (options.json ? to_text(to_json(changelog)) : to_text(changelog));
}

}  // namespace

Action changelog_verb(Options& options) {
  const auto given = std::make_shared<ChangelogOptions>();
  options.word("source", given->source, "a folder of the checkout (default: this one)");
  options.word("--since", given->since, "the tag to begin after (default: the last version's)");
  options.text("--tag-prefix", given->tag_prefix, "what stands before the number in tags");
  options.flag("--built-in-changelog", given->built_in, "don't ask git-cliff, cliff.toml or not");
  options.flag("--json", given->json, "every part, as JSON; never by git-cliff");
  return [given] { print_changelog(*given); };
}

}  // namespace shipit
