// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <base/files.hpp>
#include <functional>
#include <string>
#include <vector>

namespace shipit {

enum class FileKind { regular, folder, symlink, other };

struct Found {
  std::string path;  // relative to the root, with '/'
  FileKind kind;
};

// Everything below `root`, sorted by path bytes; symlinks are named, never followed. `enter` says
// which folders (relative paths) are looked into; a folder not entered is left out altogether.
std::vector<Found> walk(const Path& root,
                        const std::function<bool(const std::string&)>& enter = {});

struct Sighted : Found {
  struct stat status;  // as lstat(2) gives it; st_mode is 0 where it may not be asked
};

// The same with what lstat(2) says of each, from the folder that it was found in.
std::vector<Sighted> walk_and_look(const Path& root);

// Removes `path` with everything in it; a path that isn't there is fine.
void remove_tree(const Path& path);

}  // namespace shipit
