// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/foreign_text.hpp>

namespace shipit {

std::string ask_git(const GitCall& call, const std::string& purpose) {
  const Outcome outcome = run_git(call);
  if (outcome.status != 0) {
    Error error("git cannot " + purpose);
    add_words_of("git", outcome, error);
    throw std::move(error);
  }
  std::string out = outcome.out;
  if (out.ends_with('\n')) out.pop_back();
  return out;
}

void add_words_of(const std::string& who, const Outcome& outcome, Error& error) {
  constexpr std::size_t most_lines = 12;
  constexpr std::size_t most_characters = 200;
  const std::vector<std::string> said = lines(safe_lines(
      outcome.err + (outcome.err.ends_with('\n') ? "" : "\n") + outcome.out, most_characters));
  std::vector<std::string> words;
  for (const std::string& line : said)
    if (!line.empty()) words.push_back(line);
  const std::size_t first = words.size() > most_lines ? words.size() - most_lines : 0;
  for (std::size_t i = first; i < words.size(); ++i) error.note(who + " says: " + words[i]);
  if (words.empty())
    error.note(who + " ended with status " + std::to_string(outcome.status) + " and said nothing");
}

}  // namespace shipit
