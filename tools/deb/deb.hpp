// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cstdint>
#include <deb/control.hpp>
#include <deb/documents.hpp>
#include <deb/scripts.hpp>
#include <string>
#include <vector>

namespace shipit {

struct DebRequest {
  const StagedTree& tree;              // as staged; the package's layout is made from it
  ControlFields fields;                // without installed_kib, which is counted here
  Scripts scripts{};                   // service_scripts(units_in(tree))
  Licence licence{};                   // for the copyright file
  std::vector<std::string> changes{};  // for the changelog's first entry, one line each
  std::vector<ChangelogEntry> past{};  // for the others, newest first
  std::int64_t epoch = 0;              // of the commit, in seconds since 1970: every file's time
  Path output;                         // '…_amd64.deb'
};

struct WrittenDeb {
  Path path;
  std::uint64_t size = 0;
  std::string sha256{};  // in hexadecimal
};

// Writes the tree as a binary package (deb(5)), whole or not at all: debian-binary, control.tar.xz,
// data.tar.xz. The same tree and fields give the same bytes. An Error, before the work, for fields
// that check_fields() refuses, or a tree over the 9,999,999,999 bytes that the format can state.
WrittenDeb write_deb(const DebRequest& request);

}  // namespace shipit
