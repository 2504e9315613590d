// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>
#include <vector>

namespace shipit {

struct SourceFile {
  std::string path;  // logical path
  std::string file;  // the path of the file it is, every symlink followed
};

// The folder that is published.
struct SourceTree {
  Path root;                      // every symlink followed
  std::vector<SourceFile> files;  // sorted by path
  std::vector<Path> folders;      // every folder that was read

  // Where a file stands in the root: what its logical path says.
  std::string place_of(const SourceFile& file) const { return root.native() + "/" + file.path; }
  // Whether a symlink leads to it from there.
  bool is_linked(const SourceFile& file) const;
};

// Looks through `root`. Names that begin with a dot, node_modules and editors' backups are passed
// over, but the root's .well-known is not; symlinks are followed as long as they stay inside the
// root. An Error for what can't be published: other kinds of files, and names that can't stand in a
// URL or a manifest. `from` is where the user stands, for messages.
SourceTree scan(const Path& root, const Path& from);

// Whether scan() does not pass this path over, by its name and that alone; relative to the root.
bool is_published(const std::string& path);

// `path` up to its first piece that scan() passes over: 'a/node_modules'; empty when there is none.
std::string left_out_part(const std::string& path);

// The folder that scan() looks through, every symlink followed; an Error when it is not there.
Path root_of(const Path& root, const Path& from);

// Whether `path` is `folder` or below it; both absolute, without symlinks and '..'.
bool is_inside(const Path& path, const Path& folder);

}  // namespace shipit
