// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <base/files.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace shipit {

enum class EntryKind { file, folder, symlink };

// One thing of a staged tree: what will be on the host. Always owned by root:root there.
struct Entry {
  std::string path{};  // relative to the tree's root: 'bin/hello', 'etc/hello/a.ini'; raw bytes
  EntryKind kind = EntryKind::file;
  mode_t mode = 0;         // permission bits, as found on the disk; StagedTree settles them
  std::uint64_t size = 0;  // bytes of a file; settled by StagedTree for one with `content`
  std::string target{};    // what a symlink says
  Path source{};           // where a file's bytes lie; empty: they are `content`
  std::string content{};
  bool conffile = false;  // the admin's to edit: an upgrade must not overwrite it
  std::string origin{};  // who wants it, to follow "one is ": "'a.ini', from install(FILES) in …"
};

// A file whose bytes ShipIt makes itself.
Entry made_file(std::string path, std::string content, std::string origin);

// Streams a file's bytes through `sink`. An Error when they are not `size` many any more.
void read_entry(const Entry& file, const std::function<void(std::string_view)>& sink);

}  // namespace shipit
