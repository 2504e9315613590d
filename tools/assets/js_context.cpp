// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/js_context.hpp>
#include <iterator>
#include <utility>

namespace shipit {
namespace {

using Expect = JsContext::Expect;

struct Keyword {
  std::string_view text;
  Expect next;
};

// The keywords after which no operator can stand.
constexpr Keyword keywords[] = {
    {"await", Expect::operand},    {"case", Expect::operand},    {"const", Expect::operand},
    {"delete", Expect::operand},   {"do", Expect::statement},    {"else", Expect::statement},
    {"export", Expect::statement}, {"extends", Expect::operand}, {"finally", Expect::statement},
    {"import", Expect::operand},   {"in", Expect::operand},      {"instanceof", Expect::operand},
    {"let", Expect::operand},      {"new", Expect::operand},     {"return", Expect::operand},
    {"throw", Expect::operand},    {"try", Expect::statement},   {"typeof", Expect::operand},
    {"var", Expect::operand},      {"void", Expect::operand},    {"yield", Expect::operand},
};

}  // namespace

void JsContext::push(Frame frame, Expect expect) {
  frames_.push_back(std::move(frame));
  expect_ = expect;
}

JsContext::Word JsContext::word(std::string_view text, bool before_function) {
  const bool property = last_ == "." || last_ == "?." || expect_ == Expect::member;
  const bool control = control_ && text == "await";  // for await (
  last_ = property ? std::string_view() : text;
  body_.reset();
  if (!control) control_.reset();
  if (property) {
    if (expect_ != Expect::member) expect_ = Expect::operation;
    return Word::property;
  }
  if (!control) keyword(text, before_function);
  return Word::keyword_or_identifier;
}

void JsContext::keyword(std::string_view text, bool before_function) {
  if (text == "async" && before_function) return;
  if (text == "function") {
    function_ = after_definition();
  } else if (text == "class") {
    top().classes.push_back(after_definition());
  } else if (text == "if" || text == "while" || text == "with" || text == "for") {
    control_ = text == "for" ? Frame::Kind::loop_head : Frame::Kind::group;
  } else if (text == "default" && expect_ == Expect::statement) {
    // export default; the label of a switch makes no difference, for ':' follows.
    return;
  } else if (text == "of" && top().kind == Frame::Kind::loop_head && expect_ == Expect::operation) {
    expect_ = Expect::operand;
    return;
  } else {
    const auto known = std::find_if(
        std::begin(keywords), std::end(keywords),
        [&](const Keyword& one) { return one.text[0] == text[0] && one.text == text; });
    expect_ = known == std::end(keywords) ? Expect::operation : known->next;
    return;
  }
  expect_ = Expect::operation;
}

void JsContext::value() {
  last_ = {};
  body_.reset();
  control_.reset();
  if (expect_ != Expect::member) expect_ = Expect::operation;
}

void JsContext::open(char bracket) {
  if (bracket == '(') {
    open_group();
  } else if (bracket == '[') {
    const Expect after = expect_ == Expect::member ? Expect::member : Expect::operation;
    push({.kind = Frame::Kind::group, .closer = ']', .after = after}, Expect::operand);
  } else {
    open_brace();
  }
  last_ = {};
  body_.reset();
  control_.reset();
}

void JsContext::open_group() {
  Frame frame{.kind = Frame::Kind::group, .closer = ')'};
  if (function_) {
    frame.body = std::exchange(function_, std::nullopt);
  } else if (control_) {
    frame.kind = *control_;
    frame.after = Expect::statement;
  } else if (expect_ == Expect::member) {
    frame.body = top().kind == Frame::Kind::class_body ? Expect::member : Expect::operation;
  }
  push(std::move(frame), Expect::operand);
}

void JsContext::open_brace() {
  Frame frame{.kind = Frame::Kind::block, .closer = '}', .after = Expect::statement};
  std::vector<Expect>& classes = top().classes;
  if (body_) {
    frame.after = *body_;
  } else if (last_ == "=>") {
    // No operator may follow the body of an arrow function.
  } else if (!classes.empty() && expect_ == Expect::operation) {
    frame.kind = Frame::Kind::class_body;
    frame.after = classes.back();
    classes.pop_back();
  } else if (last_ == "export" || (last_ == "default" && expect_ == Expect::statement)) {
    frame.kind = Frame::Kind::object;
  } else if (expect_ == Expect::operand) {
    frame.kind = Frame::Kind::object;
    frame.after = Expect::operation;
  } else if (expect_ == Expect::member) {
    frame.after = Expect::member;
  }
  const bool is_block = frame.kind == Frame::Kind::block;
  push(std::move(frame), is_block ? Expect::statement : Expect::member);
}

void JsContext::close(char bracket) {
  last_ = {};
  body_.reset();
  control_.reset();
  if (top().closer != bracket) {
    expect_ = Expect::operation;
    return;
  }
  expect_ = top().after;
  body_ = top().body;
  frames_.pop_back();
}

void JsContext::open_substitution() {
  push({.kind = Frame::Kind::substitution, .closer = '}'}, Expect::operand);
  last_ = {};
}

bool JsContext::close_substitution() {
  if (top().kind != Frame::Kind::substitution) return false;
  frames_.pop_back();
  value();
  return true;
}

void JsContext::colon() {
  if (top().questions > 0) {
    --top().questions;
    expect_ = Expect::operand;
  } else {
    const bool label = expect_ != Expect::member && top().kind == Frame::Kind::block;
    expect_ = label ? Expect::statement : Expect::operand;
  }
}

void JsContext::punctuator(std::string_view text, bool after_newline) {
  last_ = text;
  body_.reset();
  control_.reset();
  const Frame::Kind inside = top().kind;
  if (text == "." || text == "?.") {
    expect_ = Expect::operation;
  } else if (text == "++" || text == "--") {
    if (expect_ != Expect::operation || after_newline) expect_ = Expect::operand;
  } else if (text == "*" || text == "@") {
    if (expect_ != Expect::member) expect_ = Expect::operand;
  } else if (text == ":") {
    colon();
  } else if (text == ",") {
    expect_ = inside == Frame::Kind::object ? Expect::member : Expect::operand;
  } else if (text == ";") {
    top().questions = 0;
    top().classes.clear();
    expect_ = inside == Frame::Kind::class_body ? Expect::member
              : inside == Frame::Kind::block    ? Expect::statement
                                                : Expect::operand;
  } else {
    if (text == "?") ++top().questions;
    expect_ = Expect::operand;
  }
}

}  // namespace shipit
