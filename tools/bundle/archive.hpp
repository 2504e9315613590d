// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <cstdint>
#include <string>

namespace shipit {

struct ArchiveRequest {
  const StagedTree& tree;
  std::string folder;      // the one top folder: 'myservice-1.0.32-linux-amd64'
  std::int64_t epoch = 0;  // of the commit, in seconds since 1970: every file's time
  std::string commit{};    // the full id, empty without git
  Path output;             // '….tar.zst'
};

struct WrittenArchive {
  Path path;
  std::uint64_t size = 0;
  std::string sha256{};            // in hexadecimal
  std::uint64_t uncompressed = 0;  // bytes of the tar file
};

// Writes the tree as a .tar.zst, whole or not at all. The time stands once, in a pax global header
// that GNU tar and Python's tarfile apply to the entries, whose own time is 0: so all frames but
// the first depend on names and content alone. libarchive's readers (bsdtar, `cmake -E tar`) don't
// apply it, and give files the time 0.
WrittenArchive write_archive(const ArchiveRequest& request);

}  // namespace shipit
