// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/js_context.hpp>
#include <assets/js_text.hpp>
#include <assets/js_tokens.hpp>
#include <base/text.hpp>
#include <utility>

// The sections named below are those of ECMA-262, 2024.

namespace shipit {
namespace {

using Kind = JsToken::Kind;

// The punctuators that are more than their characters; of any other every character is a token.
constexpr std::string_view long_punctuators[] = {"...", "=>", "++", "--", "?\?", "?."};

class JsLexer {
 public:
  JsLexer(std::string_view text, JsGoal goal, JsTokens wanted)
      : text_(text), goal_(goal), wanted_(wanted) {}

  std::vector<JsToken> tokens() {
    const std::size_t mark = text_.starts_with("\xef\xbb\xbf") ? 3 : 0;
    if (text_.substr(mark).starts_with("#!")) comment_until(js_line_end(text_, mark), mark);
    while (position_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  char here() const { return text_[position_]; }
  char after() const { return position_ + 1 < text_.size() ? text_[position_ + 1] : '\0'; }
  bool looking_at(std::string_view word) const { return text_.substr(position_).starts_with(word); }

  // Takes the bytes up to `end`.
  void take(Kind kind, std::size_t end) {
    add({kind, position_, end});
    position_ = end;
    after_newline_ = false;
  }

  void comment_until(std::size_t end, std::size_t begin) {
    add({Kind::comment, begin, end});
    position_ = end;
  }

  void add(const JsToken& token) {
    if (wanted_ == JsTokens::all || is_of_reference(token)) tokens_.push_back(token);
  }

  static bool is_start(std::string_view word) {
    for (const std::string_view start : {"import", "export", "new", "self"})
      if (word == start) return true;
    return false;
  }

  // Of a call of importScripts(), what is in its brackets too.
  bool is_of_scripts(std::string_view text) {
    const bool is_name = text == "importScripts";
    if (!calling_ && !is_name) return false;
    if (text == "(") ++call_depth_;
    if (text == ")" && call_depth_ > 0) --call_depth_;
    calling_ = is_name || call_depth_ > 0;
    return true;
  }

  bool is_of_reference(const JsToken& token) {
    const std::string_view text = spelled(token);
    if (token.kind != Kind::comment && is_of_scripts(text)) return true;
    switch (token.kind) {
      case Kind::comment:
        return text.size() > 2 && (text[2] == '#' || text[2] == '@');
      case Kind::word:
        following_ = following_ || is_start(text);
        return following_;
      case Kind::name:
      case Kind::string:
        return following_;
      case Kind::punctuator: {
        const bool goes_on =
            text.size() == 1 && std::string_view("{},*().").find(text[0]) != std::string_view::npos;
        return std::exchange(following_, following_ && goes_on);
      }
      default:
        return std::exchange(following_, false);
    }
  }

  std::string_view spelled(const JsToken& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }

  void step() {
    const char c = here();
    if (is_js_word_byte(c) && (c < '0' || c > '9')) return word();
    if (const std::size_t blank = js_blank(text_, position_)) {
      position_ += blank;
    } else if (const std::size_t newline = js_newline(text_, position_)) {
      position_ += newline;
      after_newline_ = true;
    } else if (!comment()) {
      token();
    }
  }

  // Section 12.4, and annex B.1.1 for the comments that look like those of HTML.
  bool comment() {
    const bool in_script = goal_ == JsGoal::script;
    if (looking_at("/*")) {
      const std::size_t close = text_.find("*/", position_ + 2);
      const std::size_t end = close == std::string_view::npos ? text_.size() : close + 2;
      for (std::size_t i = position_; i < end && !after_newline_; ++i)
        after_newline_ = js_newline(text_, i) != 0;
      comment_until(end, position_);
    } else if (looking_at("//") || (in_script && looking_at("<!--")) ||
               (in_script && after_newline_ && looking_at("-->"))) {
      comment_until(js_line_end(text_, position_), position_);
    } else {
      return false;
    }
    return true;
  }

  void token() {
    const char c = here();
    if (c == '"' || c == '\'') {
      string();
    } else if (c == '`' || (c == '}' && context_.close_substitution())) {
      template_piece();
    } else if (is_digit(c) || (c == '.' && is_digit(after()))) {
      take(Kind::number, js_number_end(text_, position_));
      context_.value();
    } else if (js_word_end(text_, position_) > position_) {
      word();
    } else if (c == '/' && context_.expect() != JsContext::Expect::operation) {
      regex();
    } else if (c == '(' || c == '[' || c == '{') {
      take(Kind::punctuator, position_ + 1);
      context_.open(c);
    } else if (c == ')' || c == ']' || c == '}') {
      take(Kind::punctuator, position_ + 1);
      context_.close(c);
    } else {
      punctuator();
    }
  }

  void string() {
    const JsLiteral literal = js_string(text_, position_);
    take(literal.is_closed ? Kind::string : Kind::broken_string, literal.end);
    context_.value();
  }

  // Section 12.9.6; stands on the '`' that begins a template, or on the '}' that ends a
  // substitution.
  void template_piece() {
    const bool whole = here() == '`';
    std::size_t at = position_ + 1;
    while (at < text_.size() && text_[at] != '`' && !text_.substr(at).starts_with("${"))
      at = std::min(at + (text_[at] == '\\' ? 2 : 1), text_.size());
    const bool closed = at < text_.size() && text_[at] == '`';
    const bool substitution = at < text_.size() && !closed;
    take(whole && closed ? Kind::string : Kind::template_piece,
         std::min(at + (substitution ? 2 : 1), text_.size()));
    if (substitution)
      context_.open_substitution();
    else
      context_.value();
  }

  void word() {
    const std::size_t end = js_word_end(text_, position_);
    const std::string_view text = text_.substr(position_, end - position_);
    const bool before_function = text == "async" && function_follows(end);
    const bool is_property = context_.word(text, before_function) == JsContext::Word::property;
    take(is_property ? Kind::name : Kind::word, end);
  }

  // On the same line.
  bool function_follows(std::size_t at) const {
    while (const std::size_t blank = js_blank(text_, at)) at += blank;
    return text_.substr(at, js_word_end(text_, at) - at) == "function";
  }

  void regex() {
    const JsLiteral literal = js_regex(text_, position_);
    if (!literal.is_closed) return punctuator();
    take(Kind::regex, literal.end);
    context_.value();
  }

  void punctuator() {
    std::size_t length = 1;
    for (const std::string_view one : long_punctuators)
      if (here() == one[0] && looking_at(one)) length = std::max(length, one.size());
    // a?.5:b
    if (looking_at("?.") && position_ + 2 < text_.size() && is_digit(text_[position_ + 2]))
      length = 1;
    context_.punctuator(text_.substr(position_, length), after_newline_);
    take(Kind::punctuator, position_ + length);
  }

  std::string_view text_;
  JsGoal goal_;
  JsTokens wanted_;
  std::size_t position_ = 0;
  bool following_ = false;  // what may be a part of a reference
  bool calling_ = false;    // importScripts()
  std::size_t call_depth_ = 0;
  bool after_newline_ = true;  // nothing but blanks and comments since the line began
  JsContext context_;
  std::vector<JsToken> tokens_;
};

}  // namespace

std::vector<JsToken> js_tokens(std::string_view text, JsGoal goal, JsTokens wanted) {
  return JsLexer(text, goal, wanted).tokens();
}

}  // namespace shipit
