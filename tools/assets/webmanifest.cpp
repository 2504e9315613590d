// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/webmanifest.hpp>
#include <base/text.hpp>
#include <optional>

namespace shipit {
namespace {

// Reads JSON (RFC 8259) with the offsets of its strings.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<Reference> references() {
    for (; position_ < text_.size(); ++position_) {
      const char c = text_[position_];
      if (c == '"') {
        if (!string()) return {};
      } else if (c == '{' || c == '[') {
        open_.push_back({c, key_});
        key_.clear();
      } else if (c == '}' || c == ']') {
        if (open_.empty()) return {};
        key_ = open_.back().key;
        open_.pop_back();
      } else if (c == ',') {
        key_.clear();
      }
    }
    return open_.empty() ? std::move(found_) : std::vector<Reference>();
  }

 private:
  struct Open {
    char bracket;
    std::string key;  // what it is the value of
  };

  bool is_key() const {
    const std::size_t next = text_.find_first_not_of(" \t\r\n", position_ + 1);
    return next != std::string_view::npos && text_[next] == ':';
  }

  // Stands on a '"', and on the closing one then.
  bool string() {
    std::optional<Reference> value = string_value();
    if (!value) return false;
    if (!open_.empty() && open_.back().bracket == '{' && is_key()) {
      key_ = value->value;
    } else if (key_ == "src" && is_in_list()) {
      found_.push_back(*std::move(value));
    } else if (key_ == "start_url" || key_ == "url" || key_ == "action") {
      value->need = Need::may;
      found_.push_back(*std::move(value));
    }
    return true;
  }

  // In an object of the list of icons or screenshots.
  bool is_in_list() const {
    if (open_.size() < 2) return false;
    const std::string& list = open_[open_.size() - 2].key;
    return open_[open_.size() - 2].bracket == '[' && (list == "icons" || list == "screenshots");
  }

  std::optional<Reference> string_value() {
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
  std::string escape() {
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

  unsigned long code_unit() {
    unsigned long unit = 0;
    for (int i = 0; i < 4 && position_ + 1 < text_.size(); ++i) {
      const int digit = hex_value(text_[position_ + 1]);
      if (digit < 0) return 0;
      unit = unit * 16 + static_cast<unsigned long>(digit);
      ++position_;
    }
    return unit;
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::string key_;  // of the value that comes next
  std::vector<Open> open_;
  std::vector<Reference> found_;
};

}  // namespace

std::vector<Reference> webmanifest_references(std::string_view manifest) {
  return Reader(manifest).references();
}

}  // namespace shipit
