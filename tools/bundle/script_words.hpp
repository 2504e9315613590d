// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// An argument of a call in a script of CMake, as it stands there.
struct ScriptWord {
  std::string text;     // of a quoted one, what is between the quotes, escapes and all
  bool quoted = false;  // by '"', or by brackets: [==[…]==]
};

struct ScriptWords {
  std::vector<ScriptWord> words;
  std::size_t end = 0;  // behind the ')'
};

// The arguments that begin at `at`, behind the '(' of a call, up to its ')'. Nothing where a quote
// or bracket stays open, or a quote stands in the middle of a word.
std::optional<ScriptWords> read_script_words(std::string_view script, std::size_t at);

}  // namespace shipit
