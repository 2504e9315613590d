// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <bundle/tree.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace shipit {

enum class Strip { no, yes };

struct StageRequest {
  std::string cmake = "cmake";  // the program
  Path script;                  // cmake/detail/stage.cmake
  Path build;                   // a configured and built build folder, absolute
  Path stage;                   // becomes what the host's '/' will be; absolute
  std::string config{};         // 'Release'; empty: the one that was configured
  Strip strip = Strip::no;
  std::string objcopy{};  // keeps the debug information of what is stripped; empty: nothing does
  std::string prefix = "/usr";
  std::vector<std::string> components{};          // only the rules of these; empty: of all
  std::map<std::string, std::string> packages{};  // of all components, by them; empty: one for all
  std::function<void()> before_rules{};  // called where rules have to run; its Error stops that
};

// Carries out the project's install rules below `stage`, and says what they put there, as if the
// folder had been empty: a file of the last run stays, untouched, while it and the file that a rule
// names for it are as they were by size, times and inode; everything else is removed first. Files
// beside `stage` remember it (kept_stage.hpp). Programs are stripped when all rules have run, into
// a folder of their own: the staged ones stay as CMake knows them. What of theirs debuggers need
// lies in another one, as their entries' `debug`. What lies under the prefix is named by its path
// within it, the rest by its path on the host, so that DESTINATION /etc/hello and DESTINATION
// etc/hello are the same place. Beside the stage folder nothing changes; an install_manifest.txt of
// the user's stays as it was. Refused by an Error:
//  - a rule that fails, with its output;
//  - two rules that put different files into one place, naming both;
//  - rules of components in different packages that put a file into one place;
//  - a FIFO, socket or device; a place on the host that packages can't own; nothing installed;
//  - whatever StagedTree refuses.
// Of files that stayed, the facts are known that remember_facts() wrote down.
StagedTree stage(const StageRequest& request);

// A number that is another one when something was learnt of the tree's files.
std::size_t known_facts(const StagedTree& tree);

// Writes down what was learnt of the files since stage() made `tree`.
void remember_facts(const Path& stage, const StagedTree& tree);

}  // namespace shipit
