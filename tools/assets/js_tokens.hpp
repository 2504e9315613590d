// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace shipit {

// A piece of a script, of the bytes [begin, end).
struct JsToken {
  enum class Kind {
    word,  // a keyword or an identifier
    name,  // a word that can only name a property
    number,
    string,          // a string literal that is closed, or a template without substitutions
    broken_string,   // a string literal that its line ends
    template_piece,  // of a template with substitutions: up to one, between two, after the last
    regex,
    punctuator,
    comment,
  };

  Kind kind;
  std::size_t begin;
  std::size_t end;
};

// module: `<!--` and `-->` are operators; script: they begin comments.
enum class JsGoal { script, module };

// of_references: those that can be a part of one. These are comments such as '//# …', and what
// follows 'import', 'export' and 'new' up to the first token that no clause and no call with
// strings has, with that; and all of a call of 'importScripts'.
enum class JsTokens { all, of_references };

// The tokens of a script (ECMA-262, section 12) in order. Whether '/' divides or begins a regular
// expression follows from what may stand there: statements, operands and operators are told apart
// by the brackets and keywords before them. Text that is no script gives tokens all the same.
std::vector<JsToken> js_tokens(std::string_view text, JsGoal goal, JsTokens wanted = JsTokens::all);

}  // namespace shipit
