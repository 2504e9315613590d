// SPDX-License-Identifier: Apache-2.0
#pragma once

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

// Removes `path` with everything in it; a path that isn't there is fine.
void remove_tree(const Path& path);

}  // namespace shipit
