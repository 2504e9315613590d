// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/process.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace shipit {

// What a program is fed: texts, and files of which all is sent.
using Feeding = std::vector<std::variant<std::string, Path>>;

// A program that is fed more than fits into memory, and listened to while it runs.
struct Conversation {
  Command command;                              // its input, folder and limit are not used
  Feeding input;                                // sent first
  std::function<void(std::string_view)> heard;  // called with each line, without its '\n'
  // Called after `heard`, with the same line: what is sent in answer. With it the program's input
  // stays open until the program has closed its output.
  std::function<Feeding(std::string_view)> answer{};
};

struct Farewell {
  int status = 0;          // exit status; 128 + signal when a signal ended it
  std::string err;         // what it said on its standard error
  std::uint64_t sent = 0;  // bytes that it took
};

// Runs to the end. A program that ends, or closes its input, before it has taken everything is no
// Error; one that can't be started, and a file that can't be read whole, are.
Farewell converse(const Conversation& conversation);

}  // namespace shipit
