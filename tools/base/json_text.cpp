// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <base/json_text.hpp>

namespace shipit {
namespace {

bool is_unescaped(char c) { return c >= ' ' && c != '"' && c != '\\' && c != '\x7f'; }

}  // namespace

JsonText& JsonText::key(std::string_view name) {
  begin_value();
  add_quoted(name);
  bytes_ += ": ";
  has_key_ = true;
  return *this;
}

JsonText& JsonText::close() {
  const char bracket = brackets_.back() == '{' ? '}' : ']';
  brackets_.pop_back();
  if (!is_empty_) new_line();
  bytes_ += bracket;
  is_empty_ = false;
  return *this;
}

JsonText& JsonText::text(std::string_view value) {
  begin_value();
  add_quoted(value);
  return *this;
}

JsonText& JsonText::number(std::uint64_t value) {
  begin_value();
  bytes_ += std::to_string(value);
  return *this;
}

JsonText& JsonText::yes() {
  begin_value();
  bytes_ += "true";
  return *this;
}

JsonText JsonText::piece() const {
  JsonText piece;
  piece.bytes_.clear();
  piece.brackets_ = brackets_;
  return piece;
}

JsonText& JsonText::add(std::span<const JsonText> pieces) {
  constexpr std::size_t rest = 256;  // of what follows, as a rule
  std::size_t size = bytes_.size() + rest;
  for (const JsonText& piece : pieces) size += piece.bytes_.size() + 1;
  bytes_.reserve(size);
  for (const JsonText& piece : pieces) {
    if (piece.is_empty_) continue;
    if (!is_empty_) bytes_ += ',';
    bytes_ += piece.bytes_;
    is_empty_ = false;
  }
  return *this;
}

std::string JsonText::finish() {
  while (!brackets_.empty()) close();
  return std::move(bytes_ += '\n');
}

JsonText& JsonText::open(char bracket) {
  begin_value();
  bytes_ += bracket;
  brackets_ += bracket;
  is_empty_ = true;
  return *this;
}

void JsonText::begin_value() {
  if (std::exchange(has_key_, false) || brackets_.empty()) return;
  if (!is_empty_) bytes_ += ',';
  is_empty_ = false;
  new_line();
}

void JsonText::new_line() {
  bytes_ += '\n';
  bytes_.append(2 * brackets_.size(), ' ');
}

void JsonText::add_quoted(std::string_view value) {
  // Without a way out, which most would never take.
  bool plain = true;
  for (const char c : value) plain &= is_unescaped(c);
  if (plain) {
    bytes_.append(1, '"').append(value).append(1, '"');
    return;
  }
  // The library knows what to escape, and what to refuse.
  const std::string text = to_text(Json(value));
  bytes_.append(text, 0, text.size() - 1);
}

}  // namespace shipit
