// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/release_doubts.hpp>
#include <iostream>

namespace shipit {
namespace {

std::string dirty_text(const Release& release) {
  return semver(release.version) + " was packaged with edits that no commit has";
}

}  // namespace

void warn_of_doubts(const std::string& verb, const Release& release) {
  const std::string warning = "shipit " + verb + ": warning: ";
  if (release.version.dirty)
    std::cerr << warning << dirty_text(release)
              << ": commit them and package again, so that it can be made once more\n";
  if (to_lower(release.build_type) == "debug")
    std::cerr << warning << semver(release.version)
              << " is a Debug build: configure with -DCMAKE_BUILD_TYPE=Release for users\n";
}

void check_doubts(const std::string& verb, const Release& release, Dirt dirt) {
  if (release.version.dirty && dirt == Dirt::refused)
    throw Error(dirty_text(release))
        .help("commit them and package again; or say --dirty, if it is to go out as it is");
  warn_of_doubts(verb, release);
}

}  // namespace shipit
