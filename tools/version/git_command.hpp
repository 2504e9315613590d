// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/process.hpp>
#include <map>
#include <string>
#include <vector>

namespace shipit {

struct GitCall {
  Path folder;                                 // where git runs
  std::vector<std::string> words;              // without the "git"
  std::map<std::string, std::string> extra{};  // environment variables to set
  std::string input{};                         // what git reads from its standard input
};

// Runs git in `folder`, in English, without taking optional locks or fetching objects, and deaf to
// what a hook or an alias left in the environment; `extra` are variables to set besides. The status
// is for the caller to judge; only a missing git is an Error.
Outcome run_git(const GitCall& call);
Outcome run_git(const Path& folder, std::vector<std::string> words,
                const std::map<std::string, std::string>& extra = {});

// For a git that could not do its work in `folder`: an Error with git's own words and a way out.
[[noreturn]] void fail_git(const Path& folder, const Outcome& outcome);

}  // namespace shipit
