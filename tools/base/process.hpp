// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// A program to run: no shell, so no word of it is ever interpreted.
struct Command {
  std::vector<std::string> words;              // [0] is looked up in PATH unless it has a '/'
  std::optional<Path> folder{};                // where it runs; default: where ShipIt runs
  std::map<std::string, std::string> extra{};  // environment variables to set
  std::vector<std::string> without{};          // environment variables to take away
  std::string input{};                         // what it reads from its standard input
  // Ended, with its own children, when it runs longer.
  std::optional<std::chrono::seconds> limit{};
  // A descriptor; when it has something to read, the program is ended as if it passed its limit,
  // which it must have.
  std::optional<int> stop{};
};

struct Outcome {
  int status = 0;  // exit status; 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

// Runs to the end and gathers both outputs. A non-zero status is for the caller
// to judge; only a program that can't be started, passes its limit, or is stopped is an Error.
// nullopt: there is no such program.
std::optional<Outcome> try_run(const Command& command);

// As try_run(), but a missing program is an Error too.
Outcome run(const Command& command);

// For messages: the command as it could be typed.
std::string to_text(const Command& command);

}  // namespace shipit
