// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <version/version.hpp>

namespace shipit {

// A file of the project that states its version.
struct VersionFile {
  std::string path;     // from the top of the checkout
  std::string content;  // as committed
};

struct VersionChange {
  std::optional<VersionNumber> from;  // nullopt: nothing was released yet
  VersionNumber to;
};

struct EditedFile {
  std::string content;  // the whole file
  std::string from;     // the version that it stated
  std::string to;
};

// The file with the new version, all other bytes kept:
//   *.json             the "version" of the top object;
//   one word           the file is the version, as in VERSION;
//   any other          the one line that holds the present version as a word of its own.
// CMake's files get the version as project() takes it (1.0.32), Python's as PEP 440 writes it
// (1.0.32rc1), all others Semantic Versioning. An Error when the place is not there, or not
// unique.
EditedFile edit_version(const VersionFile& file, const VersionChange& change);

}  // namespace shipit
