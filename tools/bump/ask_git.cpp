// SPDX-License-Identifier: Apache-2.0
#include <base/run_or_throw.hpp>
#include <bump/ask_git.hpp>

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

}  // namespace shipit
