// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <boost/filesystem.hpp>

namespace shipit {
namespace {

namespace bfs = boost::filesystem;

FileKind kind_of(const bfs::file_status& status) {
  switch (status.type()) {
    case bfs::regular_file:
      return FileKind::regular;
    case bfs::directory_file:
      return FileKind::folder;
    case bfs::symlink_file:
      return FileKind::symlink;
    default:
      return FileKind::other;
  }
}

[[noreturn]] void fail(const char* verb, const Path& path, const bfs::filesystem_error& error) {
  throw Error(std::string("cannot ") + verb + " " + quote(path.native()) + ": " +
              error.code().message());
}

}  // namespace

std::vector<Found> walk(const Path& root, const std::function<bool(const std::string&)>& enter) {
  std::vector<Found> found;
  const std::size_t prefix = root.native().size() + (root.native().ends_with('/') ? 0 : 1);
  try {
    bfs::recursive_directory_iterator it(root.native());
    for (; it != bfs::recursive_directory_iterator(); ++it) {
      Found one{it->path().native().substr(prefix), kind_of(it->symlink_status())};
      if (one.kind == FileKind::folder && enter && !enter(one.path))
        it.disable_recursion_pending();
      else
        found.push_back(std::move(one));
    }
  } catch (const bfs::filesystem_error& error) {
    fail("read the folder", root, error);
  }
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.path < b.path; });
  return found;
}

void remove_tree(const Path& path) {
  try {
    bfs::remove_all(path.native());
  } catch (const bfs::filesystem_error& error) {
    fail("remove", path, error);
  }
}

}  // namespace shipit
