// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <base/json_members.hpp>
#include <base/text.hpp>
#include <utility>

namespace shipit {
namespace {

// Reads RFC 8259 and writes what it reads; each function tells whether it could.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool object(JsonMembers& members) {
    if (!take('{')) return false;
    if (!take('}')) {
      do {
        std::string name;
        std::string member;
        if (!string(name) || name.find('\\') != std::string::npos || !take(':') ||
            !value(member, most_depth))
          return false;
        if (!members.emplace(name.substr(1, name.size() - 2), std::move(member)).second)
          return false;
      } while (take(','));
      if (!take('}')) return false;
    }
    skip_blanks();
    return at_ == text_.size();
  }

 private:
  static constexpr int most_depth = 100;

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  bool take(char c) {
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool value(std::string& to, int depth) {
    skip_blanks();
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '"') return string(to);
    if (c == '[') return list(to, depth);
    if (is_digit(c) || c == '-') return integer(to);
    for (const std::string_view word : {"true", "false", "null"})
      if (text_.substr(at_).starts_with(word)) {
        to += word;
        at_ += word.size();
        return true;
      }
    return false;
  }

  bool list(std::string& to, int depth) {
    to += '[';
    ++at_;
    if (!take(']')) {
      do {
        if (to.back() != '[') to += ',';
        if (depth == 0 || !value(to, depth - 1)) return false;
      } while (take(','));
      if (!take(']')) return false;
    }
    to += ']';
    return true;
  }

  // Of few digits, and "-0" is none.
  bool integer(std::string& to) {
    constexpr std::size_t most_digits = 15;
    const std::size_t begin = at_;
    if (text_[at_] == '-') ++at_;
    const std::size_t digits = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    const std::size_t count = at_ - digits;
    const bool zero = count > 0 && text_[digits] == '0';
    const char next = at_ < text_.size() ? text_[at_] : '\0';
    if (count == 0 || count > most_digits || (zero && at_ - begin > 1) || next == '.' ||
        next == 'e' || next == 'E')
      return false;
    to += text_.substr(begin, at_ - begin);
    return true;
  }

  bool string(std::string& to) {
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != '"') return false;
    const std::size_t begin = at_++;
    bool as_written = true;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (static_cast<unsigned char>(text_[at_]) < ' ') return false;
      if (text_[at_] == '\\') {
        const char c = ++at_ < text_.size() ? text_[at_] : '\0';
        as_written = as_written && std::string_view("\"\\bfnrt").find(c) != std::string_view::npos;
      }
      ++at_;
    }
    if (at_ >= text_.size()) return false;
    const std::string_view whole = text_.substr(begin, ++at_ - begin);
    if (as_written)
      to += whole;
    else if (const Json text = Json::parse(whole, nullptr, false); text.is_string())
      to += text.dump();
    else
      return false;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<JsonMembers> json_members(std::string_view text) {
  JsonMembers members;
  if (!is_utf8(text) || !Reader(text).object(members)) return std::nullopt;
  return members;
}

std::string json_text(const JsonMembers& members) {
  std::string text;
  for (const auto& [name, member] : members)
    text.append(text.empty() ? "{\"" : ",\"").append(name).append("\":").append(member);
  return text.empty() ? "{}" : text + "}";
}

}  // namespace shipit
