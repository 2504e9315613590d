// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/error.hpp>
#include <base/process.hpp>
#include <string>

namespace shipit {

// Adds what a program said to an Error: at most the last twelve lines, made safe to show.
void add_words_of(const std::string& who, const Outcome& outcome, Error& error);

// Runs a command that the user gave. When it fails or isn't there, `error` is thrown, completed by
// the command, its words, and `help`.
void run_or_throw(const Command& command, Error error, const std::string& help);

}  // namespace shipit
