// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace shipit {

// Writes a JSON object piece by piece as to_text() writes a whole one: two spaces an indent. Who
// writes gives the keys of each object sorted, as to_text() has them.
class JsonText {
 public:
  JsonText() { open('{'); }

  JsonText& key(std::string_view name);
  JsonText& open_object() { return open('{'); }
  JsonText& open_list() { return open('['); }
  // What was opened last.
  JsonText& close();

  // A member's value or, in a list, an item. An Error when the text is not UTF-8.
  JsonText& text(std::string_view value);
  JsonText& number(std::uint64_t value);
  JsonText& yes();

  // What writes members or items of what was opened last, and what adds these here: so several
  // threads may write pieces of one text.
  JsonText piece() const;
  JsonText& add(std::span<const JsonText> pieces);

  // All of it, closed, with a '\n' at the end.
  std::string finish();

 private:
  JsonText& open(char bracket);
  void begin_value();
  void new_line();
  void add_quoted(std::string_view value);

  std::string bytes_;
  std::string brackets_;  // that are open
  bool is_empty_ = true;  // what was opened last
  bool has_key_ = false;
};

}  // namespace shipit
