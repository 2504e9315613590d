// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <base/files.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace shipit {

// What the file system tells of a file without reading it. Two equal stamps of one path: the file
// has not been written in between, unless it was within one tick of the file system's clock.
struct Stamp {
  std::uint64_t size = 0;
  std::int64_t mtime = 0;  // nanoseconds since 1970
  std::int64_t ctime = 0;  // of the last change to the file or its mode, and nobody can set it
  std::uint64_t inode = 0;

  bool operator==(const Stamp&) const = default;
};

// What stat(2) told of a file.
Stamp stamp_from(const struct stat& status);

// Its four numbers.
std::string to_text(const Stamp& stamp);

// Of the regular file at `path`; nullopt for anything else, a symlink too.
std::optional<Stamp> stamp_of(const Path& path);

}  // namespace shipit
