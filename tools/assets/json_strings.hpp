// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/references.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// A '{' or '[' that is open, and the member of an object that it is the value of; empty in a list.
struct JsonLevel {
  char bracket;
  std::string key;
};

struct JsonString {
  enum class Role { key, value };

  Role role;
  Reference text;
};

// Reads the strings of a JSON text (RFC 8259) one after another, with their offsets. Whatever else
// there is, even if it is no JSON, is passed over.
class JsonStrings {
 public:
  explicit JsonStrings(std::string_view text) : text_(text) {}

  // Nothing at the end, or where a string or a bracket breaks the text off.
  std::optional<JsonString> next();

  // What the last string is in, the outermost first.
  const std::vector<JsonLevel>& levels() const { return levels_; }
  // What the last string is the value of; if it is a key, itself.
  const std::string& key() const { return key_; }
  // Once all are read: every string and bracket was closed.
  bool is_whole() const { return !broken_ && levels_.empty(); }

 private:
  bool bracket(char c);
  bool is_key() const;
  std::optional<Reference> string();
  std::string escape();
  unsigned long code_unit();

  std::string_view text_;
  std::size_t position_ = 0;
  bool broken_ = false;
  std::string key_;
  std::vector<JsonLevel> levels_;
};

}  // namespace shipit
