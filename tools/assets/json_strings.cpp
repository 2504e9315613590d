// SPDX-License-Identifier: Apache-2.0
#include <assets/json_strings.hpp>
#include <base/text.hpp>

namespace shipit {

std::optional<JsonString> JsonStrings::next() {
  for (; !broken_ && position_ < text_.size(); ++position_) {
    const char c = text_[position_];
    if (c != '"') {
      broken_ = !bracket(c);
      continue;
    }
    std::optional<Reference> text = string();
    broken_ = !text;
    if (broken_) break;
    ++position_;
    const bool names = !levels_.empty() && levels_.back().bracket == '{' && is_key();
    if (names) key_ = text->value;
    return JsonString{names ? JsonString::Role::key : JsonString::Role::value, *std::move(text)};
  }
  return std::nullopt;
}

// False where one is closed that isn't open.
bool JsonStrings::bracket(char c) {
  if (c == '{' || c == '[') {
    levels_.push_back({c, key_});
    key_.clear();
  } else if (c == '}' || c == ']') {
    if (levels_.empty()) return false;
    key_ = levels_.back().key;
    levels_.pop_back();
  } else if (c == ',') {
    key_.clear();
  }
  return true;
}

// Stands after the string.
bool JsonStrings::is_key() const {
  const std::size_t next = text_.find_first_not_of(" \t\r\n", position_);
  return next != std::string_view::npos && text_[next] == ':';
}

// Stands on a '"', and on the closing one then.
std::optional<Reference> JsonStrings::string() {
  Reference value;
  for (++position_; position_ < text_.size(); ++position_) {
    const std::size_t at = position_;
    const char c = text_[at];
    if (c == '"') {
      value.at.push_back(at);
      return value;
    }
    const std::string bytes = c == '\\' ? escape() : std::string(1, c);
    value.value += bytes;
    value.at.insert(value.at.end(), bytes.size(), at);
  }
  return std::nullopt;
}

// Stands on the backslash, and on the last byte of the escape then.
std::string JsonStrings::escape() {
  constexpr std::string_view letters = "bfnrt";
  constexpr std::string_view meanings = "\b\f\n\r\t";
  const char c = position_ + 1 < text_.size() ? text_[++position_] : '\\';
  if (c == 'u') {
    const unsigned long first = code_unit();
    if (first < 0xd800 || first > 0xdbff || text_.substr(position_ + 1, 2) != "\\u")
      return utf8(first);
    position_ += 2;
    return utf8(0x10000 + ((first - 0xd800) << 10) + ((code_unit() - 0xdc00) & 0x3ff));
  }
  const std::size_t letter = letters.find(c);
  return std::string(1, letter == std::string_view::npos ? c : meanings[letter]);
}

unsigned long JsonStrings::code_unit() {
  unsigned long unit = 0;
  for (int i = 0; i < 4 && position_ + 1 < text_.size(); ++i) {
    const int digit = hex_value(text_[position_ + 1]);
    if (digit < 0) return 0;
    unit = unit * 16 + static_cast<unsigned long>(digit);
    ++position_;
  }
  return unit;
}

}  // namespace shipit
