// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace shipit {

// What a verb does once its options are read.
using Action = std::function<void()>;

struct Verb;

// Declares a verb's options. Wraps CLI11; the variables must outlive the parse.
class Options {
 public:
  // `actions` gathers what each verb does.
  Options(CLI::App& app, std::map<const CLI::App*, Action>& actions)
      : app_(app), actions_(actions) {}

  // With or without "--" before its name: without, it is a word. An empty value is refused: it
  // would count as none.
  void required(const std::string& name, std::string& value, const std::string& help);
  void optional(const std::string& name, std::string& value, const std::string& help);
  void flag(const std::string& name, bool& value, const std::string& help);
  // Any number of values, also none.
  void list(const std::string& name, std::vector<std::string>& values, const std::string& help);
  // May be given several times, with one value each.
  void several(const std::string& name, std::vector<std::string>& values, const std::string& help);
  // A word without a name; may be left out.
  void word(const std::string& name, std::string& value, const std::string& help);
  // As optional(), where an empty value means something.
  void text(const std::string& name, std::string& value, const std::string& help);
  // A verb within the verb, done instead of it.
  void verb(const Verb& verb);

 private:
  CLI::App& app_;
  std::map<const CLI::App*, Action>& actions_;
};

struct Verb {
  std::string name;
  std::string summary;
  std::function<Action(Options&)> declare;
};

struct Program {
  std::string name;
  std::string summary;
  std::vector<Verb> verbs;  // in the order of the pipeline, as --help lists them
};

// Does `action`, and tells `who` met an error on stderr. Returns the exit code, as run_program().
int run_reporting(const std::string& who, const Action& action);

// Reads the command line, runs the verb and returns the exit code: 0 done, 1 the user's files or
// environment, 2 wrong usage, 3 a bug in ShipIt. The one place where errors are caught.
int run_program(const Program& program, int argc, const char* const* argv);

}  // namespace shipit
