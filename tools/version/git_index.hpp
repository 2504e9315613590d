// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// One tracked file as git's index remembers it.
struct IndexEntry {
  std::string path;  // relative to the top, with '/'
  std::uint32_t ctime = 0, ctime_ns = 0;
  std::uint32_t mtime = 0, mtime_ns = 0;
  std::uint32_t ino = 0;   // the low 32 bits
  std::uint32_t mode = 0;  // 0100644, 0100755, 0120000 a symlink, 0160000 a submodule
  std::uint32_t size = 0;  // the low 32 bits
  bool is_settled = true;  // false: in conflict, or added without its content
  bool is_ignored =
      false;  // git was told not to look at the file (assume-unchanged, skip-worktree)
};

// What git's index says as a whole.
struct IndexSummary {
  std::size_t entries = 0;
  // The id of the tree that the index holds, in hexadecimal, where git noted it down.
  std::optional<std::string> tree;
};

// Reads an index, versions 2 to 4 (gitformat-index(5)); each entry goes to `sink`. nullopt when the
// text is no index, is cut short, or needs an extension that is not known here (a split or a sparse
// index): then only git knows. `oid_bytes` is 20 for SHA-1, 32 for SHA-256.
std::optional<IndexSummary> read_index(std::string_view bytes, std::size_t oid_bytes,
                                       const std::function<void(const IndexEntry&)>& sink);

}  // namespace shipit
