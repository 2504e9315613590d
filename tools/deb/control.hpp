// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace shipit {

// How a package can stand to others (policy 7).
enum class Relation {
  pre_depends,
  depends,
  recommends,
  suggests,
  enhances,
  conflicts,
  breaks,
  replaces,
  provides
};

// Each list in any order: 'libc6 (>= 2.36)', 'mta | postfix'.
using Relations = std::map<Relation, std::vector<std::string>>;

// The fields of a binary package's control file (Debian policy 5.3).
struct ControlFields {
  std::string package;
  std::string version;       // Debian's form
  std::string architecture;  // Debian's name: 'amd64', 'all'
  std::string maintainer;    // 'Jane Doe <jane@example.org>'
  std::string synopsis;      // one line
  std::string
      description{};  // empty: one is made; paragraphs wrap, indented lines stay as they are
  Relations relations{};
  std::string section = "misc";
  std::string priority = "optional";
  std::string homepage{};
  std::string source{};  // what it is made from, when that has another name than the package
  // Of the files whose debug information the package holds: dpkg's mark of such a package, which
  // needs no description.
  std::vector<std::string> build_ids{};
  std::uint64_t installed_kib = 0;
};

// The file's text. An Error for a field that dpkg or Debian's policy wouldn't accept, saying what
// would do; no field can carry a line break into another one.
std::string control_text(const ControlFields& fields);

// What control_text() would refuse, before the work.
void check_fields(const ControlFields& fields);

// Installed-Size as deb-substvars(5) counts it, whatever the file system: files and symlinks
// rounded up to KiB, everything else 1 KiB, the root folder among it.
std::uint64_t installed_kib(const StagedTree& root);

}  // namespace shipit
