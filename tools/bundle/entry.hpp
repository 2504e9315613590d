// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <base/files.hpp>
#include <bundle/entry_origin.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// A piece of a file that is too big for one frame.
struct FilePiece {
  std::uint64_t end = 0;  // where it ends in the file
  std::string sha256{};   // raw
  std::string sum{};      // its checksum(), to be compared with when it is read again

  bool operator==(const FilePiece&) const = default;
};

// What was learnt of a file by reading it; digests are raw, and empty while nobody has.
struct Facts {
  std::string sha256{};
  std::string sum{};                  // as a piece's; of a file without pieces
  std::string md5{};                  // only where a writer wanted it
  std::vector<FilePiece> pieces{};    // of a big file
  std::optional<std::string> held{};  // its bytes, of a text that was wanted before it is packed
};

enum class EntryKind { file, folder, symlink };

// One thing of a staged tree: what will be on the host. Always owned by root:root there.
struct Entry {
  std::string path{};  // relative to the tree's root: 'bin/hello', 'etc/hello/a.ini'; raw bytes
  EntryKind kind = EntryKind::file;
  mode_t mode = 0;         // permission bits, as found on the disk; StagedTree settles them
  std::uint64_t size = 0;  // bytes of a file; settled by StagedTree for one with `content`
  std::string target{};    // what a symlink says
  std::string link{};      // of a file that is another's hard link: the path of that one
  std::string source{};    // where a file's bytes lie, a path; empty: they are `content`
  std::string content{};
  std::string package{};           // which of several packages of the tree it belongs to
  bool conffile = false;           // the admin's to edit: an upgrade must not overwrite it
  std::shared_ptr<Facts> facts{};  // of a file; StagedTree sees to it; shared by an entry's copies
  std::shared_ptr<Entry> debug{};  // of a stripped file: its debug information, a file of its own
  EntryOrigin origin{};            // who wants it
};

// A file whose bytes ShipIt makes itself.
Entry made_file(std::string path, std::string content, std::string origin);

// Streams a file's bytes through `sink`. An Error when they are not `size` many any more.
void read_entry(const Entry& file, const std::function<void(std::string_view)>& sink);

// Refuses a file that isn't any more what it was when it was staged.
[[noreturn]] void fail_changed(const Entry& file);

// The bytes of a small file, read once: they are held until it is packed. Not by two threads.
const std::string& text_of(const Entry& file);

// A file's SHA-256 in hexadecimal: from its facts, or by reading it.
std::string sha256_of(const Entry& file);

}  // namespace shipit
