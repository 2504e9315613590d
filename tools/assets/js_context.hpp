// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace shipit {

// What the grammar of scripts lets follow, as far as it decides how characters are read.
class JsContext {
 public:
  enum class Expect {
    statement,  // '{' begins a block, '/' a regular expression
    operand,    // '{' begins an object, '/' a regular expression
    operation,  // '/' divides
    member,     // the name of a property: in an object, a class, a list of imports
  };
  // What a word turned out to be.
  enum class Word { keyword_or_identifier, property };

  JsContext() : frames_{Frame{}} {}

  Expect expect() const { return expect_; }

  Word word(std::string_view text, bool before_function);
  void value();  // a literal
  void open(char bracket);
  void close(char bracket);
  void punctuator(std::string_view text, bool after_newline);

  void open_substitution();
  // Whether a '}' here goes on with a template; then the substitution is closed.
  bool close_substitution();

 private:
  struct Frame {
    enum class Kind { block, object, class_body, group, loop_head, substitution };
    Kind kind = Kind::block;
    char closer = '\0';
    Expect after = Expect::operation;  // when it is closed
    std::optional<Expect> body{};      // of the parameters of a function: after its body
    std::size_t questions = 0;         // '?' without their ':'
    std::vector<Expect> classes{};     // heads of classes: after their bodies
  };

  Frame& top() { return frames_.back(); }
  void push(Frame frame, Expect expect);
  void open_group();
  void open_brace();
  void keyword(std::string_view text, bool before_function);
  void colon();
  Expect after_definition() const {
    return expect_ == Expect::statement ? Expect::statement : Expect::operation;
  }

  Expect expect_ = Expect::statement;
  std::vector<Frame> frames_;
  std::string_view last_;               // the last word or punctuator
  std::optional<Expect> function_;      // between 'function' and its '(': after its body
  std::optional<Expect> body_;          // straight after the parameters of a function
  std::optional<Frame::Kind> control_;  // straight after 'if', 'for' …: the kind of its '('
};

}  // namespace shipit
