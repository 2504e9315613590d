// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <boost/filesystem.hpp>
#include <cerrno>
#include <memory>
#include <system_error>

namespace shipit {
namespace {

namespace bfs = boost::filesystem;

FileKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::regular;
  if (S_ISDIR(mode)) return FileKind::folder;
  return S_ISLNK(mode) ? FileKind::symlink : FileKind::other;
}

[[noreturn]] void fail(const char* verb, const Path& path, const std::error_code& error) {
  throw Error(std::string("cannot ") + verb + " " + quote(path.native()) + ": " + error.message());
}

struct Close {
  void operator()(DIR* folder) const { closedir(folder); }
};

class Walker {
 public:
  Walker(const Path& root, const std::function<bool(const std::string&)>& enter)
      : root_(root), enter_(enter) {}

  std::vector<Found> walk() {
    folder("");
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.path < b.path; });
    return std::move(found_);
  }

 private:
  // `prefix` is what the paths of what is in the folder begin with.
  void folder(const std::string& prefix) {
    const std::unique_ptr<DIR, Close> open(opendir((root_.native() + "/" + prefix).c_str()));
    if (!open) fail();
    std::vector<std::string> folders;
    while (true) {
      errno = 0;
      const dirent* const entry = readdir(open.get());
      if (entry == nullptr) break;
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      Found one{prefix + entry->d_name, kind_of(dirfd(open.get()), *entry)};
      if (one.kind == FileKind::folder) {
        if (enter_ && !enter_(one.path)) continue;
        folders.push_back(one.path + "/");
      }
      found_.push_back(std::move(one));
    }
    if (errno != 0) fail();
    for (const std::string& below : folders) folder(below);
  }

  // Not every file system tells it with the name.
  FileKind kind_of(int folder, const dirent& entry) const {
    if (entry.d_type != DT_UNKNOWN) return shipit::kind_of(DTTOIF(entry.d_type));
    struct stat status {};
    if (fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) fail();
    return shipit::kind_of(status.st_mode);
  }

  [[noreturn]] void fail() const {
    shipit::fail("read the folder", root_, {errno, std::generic_category()});
  }

  const Path& root_;
  const std::function<bool(const std::string&)>& enter_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<Found> walk(const Path& root, const std::function<bool(const std::string&)>& enter) {
  return Walker(root, enter).walk();
}

void remove_tree(const Path& path) {
  try {
    bfs::remove_all(path.native());
  } catch (const bfs::filesystem_error& error) {
    fail("remove", path, error.code());
  }
}

}  // namespace shipit
