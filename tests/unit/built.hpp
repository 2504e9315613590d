// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/entry.hpp>
#include <scratch.hpp>

// What a C compiler with the options `words` makes of `source`, in the folder of `scratch` by the
// last name of `path`, which is where the tree has it.
inline shipit::Entry built(const Scratch& scratch, const std::string& path,
                           const std::string& source, std::vector<std::string> words) {
  const std::string name = shipit::Path(path).filename().native();
  scratch.write(name + ".c", source);
  words.insert(words.begin(), {"cc", "-o", name, name + ".c"});
  const shipit::Outcome outcome = shipit::run({.words = words, .folder = scratch.path()});
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  return {.path = path,
          .mode = 0755,
          .size = std::filesystem::file_size(scratch / name),
          .source = scratch / name};
}
