// SPDX-License-Identifier: Apache-2.0
#include <assets/css.hpp>
#include <base/text.hpp>
#include <optional>
#include <string>
#include <utility>

// The sections named below are those of CSS Syntax Module Level 3.

namespace shipit {
namespace {

bool is_css_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_newline(char c) { return c == '\n' || c == '\r' || c == '\f'; }
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_unprintable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x08 || byte == 0x0b || (byte >= 0x0e && byte <= 0x1f) || byte == 0x7f;
}

// Where nothing is escaped.
bool is_bad_in_url(char c) {
  return c == '"' || c == '\'' || c == '(' || c == '\\' || is_unprintable(c);
}

class CssLexer {
 public:
  explicit CssLexer(std::string_view text) : text_(text) {}

  std::vector<Reference> references() {
    if (text_.starts_with("\xef\xbb\xbf")) position_ = 3;
    while (!at_end()) step();
    return std::move(found_);
  }

 private:
  // What the innermost open bracket means for a string that stands directly in it.
  enum class Inside { other, first_string, every_string };
  struct Open {
    char closer;
    Inside inside;
  };

  bool at_end() const { return position_ >= text_.size(); }
  char here() const { return text_[position_]; }
  char after(std::size_t count) const {
    return position_ + count < text_.size() ? text_[position_ + count] : '\0';
  }
  bool looking_at(std::string_view word) const { return text_.substr(position_).starts_with(word); }
  bool at_escape() const {
    return here() == '\\' && position_ + 1 < text_.size() && !is_newline(after(1));
  }

  void skip_blanks() {
    while (!at_end() && is_css_blank(here())) ++position_;
  }

  void add(Reference& to, std::string_view bytes, std::size_t offset) const {
    to.value += bytes;
    to.at.insert(to.at.end(), bytes.size(), offset);
  }

  void emit(std::optional<Reference> reference) {
    if (!reference || reference->value.empty() || muted_) return;
    reference->at.push_back(end_of_value_);
    found_.push_back(*std::move(reference));
  }

  void step() {
    if (looking_at("/*")) return comment();
    if (is_css_blank(here())) return skip_blanks();
    if (here() == '"' || here() == '\'') return string();
    importing_ = false;
    if (looking_at("<!--")) {
      position_ += 4;
    } else if (looking_at("-->")) {
      position_ += 3;
    } else if (here() == '@') {
      ++position_;
      at_rule(to_lower(name()));
    } else if (here() == '#') {
      ++position_;
      name();
    } else if (is_digit(here())) {
      number();
    } else if (is_name(here()) || at_escape()) {
      word();
    } else {
      bracket(here());
      ++position_;
    }
  }

  // Section 4.3.2, and the one thing in a comment that refers to a file.
  void comment() {
    const std::size_t begin = position_;
    const std::size_t close = text_.find("*/", begin + 2);
    position_ = close == std::string_view::npos ? text_.size() : close + 2;
    if (auto map = source_map_reference(text_, begin, position_)) found_.push_back(*std::move(map));
  }

  void at_rule(const std::string& name) {
    importing_ = name == "import";
    if (name == "namespace" || name == "charset") muted_ = true;
  }

  void string() {
    std::optional<Reference> value = string_value();
    const bool wanted = std::exchange(importing_, false);
    if (!open_.empty() && open_.back().inside != Inside::other) {
      if (open_.back().inside == Inside::first_string) open_.back().inside = Inside::other;
      emit(std::move(value));
    } else if (wanted) {
      emit(std::move(value));
    }
  }

  // Section 4.3.5; nothing when the line ends inside it.
  std::optional<Reference> string_value() {
    const char quote = here();
    Reference value;
    for (++position_; !at_end(); ++position_) {
      end_of_value_ = position_;
      if (here() == quote) {
        ++position_;
        return value;
      }
      if (is_newline(here())) return std::nullopt;
      if (here() != '\\') {
        add(value, text_.substr(position_, 1), position_);
      } else if (at_escape()) {
        escape(&value);
        --position_;
      } else if (after(1) == '\r' && after(2) == '\n') {
        position_ += 2;
      } else {
        ++position_;
      }
    }
    position_ = end_of_value_ = text_.size();
    return value;
  }

  // Section 4.3.7; stands after the escape then.
  void escape(Reference* into) {
    const std::size_t begin = position_++;
    unsigned long point = 0;
    const std::size_t digits = position_;
    for (; !at_end() && position_ < digits + 6 && hex_value(here()) >= 0; ++position_)
      point = point * 16 + static_cast<unsigned long>(hex_value(here()));
    if (position_ == digits) {
      if (into != nullptr) add(*into, text_.substr(position_, 1), begin);
      ++position_;
      return;
    }
    if (looking_at("\r\n"))
      position_ += 2;
    else if (!at_end() && is_css_blank(here()))
      ++position_;
    if (into != nullptr) add(*into, utf8(point), begin);
  }

  // Section 4.3.11.
  std::string name() {
    const std::size_t begin = position_;
    while (!at_end() && is_name(here())) ++position_;
    if (at_end() || !at_escape()) return std::string(text_.substr(begin, position_ - begin));
    position_ = begin;
    Reference name;
    while (!at_end()) {
      if (is_name(here())) {
        add(name, text_.substr(position_, 1), position_);
        ++position_;
      } else if (at_escape()) {
        escape(&name);
      } else {
        break;
      }
    }
    return name.value;
  }

  // Section 4.3.3: a number takes its unit with it, so '1url(' is no url().
  void number() {
    while (!at_end()) {
      if (is_name(here()) || (here() == '.' && is_digit(after(1))))
        ++position_;
      else if (at_escape())
        escape(nullptr);
      else
        return;
    }
  }

  // Section 4.3.4.
  void word() {
    const std::string function = to_lower(name());
    if (at_end() || here() != '(') return;
    ++position_;
    if (function != "url") {
      const bool set = function == "image-set" || function == "-webkit-image-set";
      open_.push_back({')', set                 ? Inside::every_string
                            : function == "src" ? Inside::first_string
                                                : Inside::other});
      return;
    }
    const std::size_t begin = position_;
    skip_blanks();
    if (!at_end() && (here() == '"' || here() == '\'')) {
      open_.push_back({')', Inside::first_string});
    } else {
      position_ = begin;
      emit(url());
    }
  }

  // Section 4.3.6; nothing for a <bad-url-token>.
  std::optional<Reference> url() {
    Reference value;
    skip_blanks();
    end_of_value_ = position_;
    while (!at_end() && here() != ')') {
      if (is_css_blank(here())) {
        skip_blanks();
        if (!at_end() && here() != ')') return bad_url();
      } else if (at_escape()) {
        escape(&value);
        end_of_value_ = position_;
      } else if (is_bad_in_url(here())) {
        return bad_url();
      } else {
        add(value, text_.substr(position_, 1), position_);
        end_of_value_ = ++position_;
      }
    }
    if (!at_end()) ++position_;
    return value;
  }

  // Section 4.3.14.
  std::optional<Reference> bad_url() {
    while (!at_end() && here() != ')') {
      if (at_escape())
        escape(nullptr);
      else
        ++position_;
    }
    if (!at_end()) ++position_;
    return std::nullopt;
  }

  void bracket(char c) {
    if (c == ';' || c == '{' || c == '}') muted_ = false;
    if (c == '(') open_.push_back({')', Inside::other});
    if (c == '[') open_.push_back({']', Inside::other});
    if (c == '{') open_.push_back({'}', Inside::other});
    if (!open_.empty() && open_.back().closer == c) open_.pop_back();
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t end_of_value_ = 0;
  bool importing_ = false;  // straight after @import
  bool muted_ = false;      // in a rule whose strings name no files
  std::vector<Open> open_;
  std::vector<Reference> found_;
};

}  // namespace

std::vector<Reference> css_references(std::string_view sheet) {
  return CssLexer(sheet).references();
}

}  // namespace shipit
