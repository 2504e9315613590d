// SPDX-License-Identifier: Apache-2.0
#include <base/foreign_text.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>

namespace shipit {

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

void run_or_throw(const Command& command, Error error, const std::string& help) {
  const std::optional<Outcome> outcome = try_run(command);
  if (outcome && outcome->status == 0) return;
  error.note("the command was " + to_text(command));
  if (outcome)
    add_words_of(quote(command.words[0]), *outcome, error);
  else
    error.note("there is no such program");
  throw std::move(error).help(help);
}

}  // namespace shipit
