// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace shipit {

// A commit as git has it: bytes that anybody may have written.
struct Commit {
  std::string id{};
  std::string subject{};
  std::string body{};
};

// What a commit changes, in text that is safe everywhere (base/foreign_text.hpp).
struct Change {
  std::string type{};     // 'feat', 'fix' …; empty: the subject follows no convention
  std::string scope{};    // 'parser'; empty: none
  bool breaking = false;  // users have to do something
  std::string text{};     // one line
  std::string commit{};   // its id
};

// Reads the subject as Conventional Commits 1.0.0 writes it, 'type(scope)!: text', where the type
// is one that the convention's tools know; any other subject is a text without a type.
Change read_change(const Commit& commit);

}  // namespace shipit
