// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace shipit {

// Who can mend it; the value is the process's exit code.
enum class Blame { user = 1, usage = 2, shipit = 3 };

// What every failure in ShipIt is: a message, notes with the detective work, and the next step.
// Texts are lower case, without a full stop, with 'quoted' names. Thrown anywhere, caught in cli.
class Error : public std::exception {
 public:
  explicit Error(std::string message, Blame blame = Blame::user)
      : message_(std::move(message)), blame_(blame) {}

  Error& note(std::string text) & {
    notes_.push_back(std::move(text));
    return *this;
  }
  Error& help(std::string text) & {
    help_ = std::move(text);
    return *this;
  }
  Error&& note(std::string text) && {
    notes_.push_back(std::move(text));
    return std::move(*this);
  }
  Error&& help(std::string text) && {
    help_ = std::move(text);
    return std::move(*this);
  }

  // Of the few verbs that have codes of their own, above 63.
  Error&& exit_code(int code) && {
    exit_code_ = code;
    return std::move(*this);
  }

  const char* what() const noexcept override { return message_.c_str(); }
  const std::string& message() const noexcept { return message_; }
  const std::vector<std::string>& notes() const noexcept { return notes_; }
  const std::string& help() const noexcept { return help_; }
  Blame blame() const noexcept { return blame_; }
  int exit_code() const noexcept { return exit_code_ == 0 ? static_cast<int>(blame_) : exit_code_; }

 private:
  std::string message_;
  std::vector<std::string> notes_;
  std::string help_;
  Blame blame_;
  int exit_code_ = 0;
};

}  // namespace shipit
