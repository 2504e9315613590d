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
#include <optional>
#include <system_error>
#include <type_traits>
#include <utility>

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

// One: Found, or Sighted.
template <typename One>
class Walker {
 public:
  Walker(const Path& root, const std::function<bool(const std::string&)>& enter)
      : root_(root), enter_(enter) {}

  std::vector<One> walk() {
    folder("");
    return std::move(found_);
  }

 private:
  // `prefix` is what the paths of what is in the folder begin with. What is in a folder comes where
  // its path with a '/' would: "a", "a.b", "a/b".
  void folder(const std::string& prefix) {
    std::vector<One> here = in_folder(prefix);
    std::sort(here.begin(), here.end(), [](const One& a, const One& b) { return a.path < b.path; });
    std::vector<std::string> folders;
    for (const One& one : here)
      if (one.kind == FileKind::folder) folders.push_back(one.path + "/");
    std::sort(folders.begin(), folders.end());
    auto next = folders.begin();
    for (One& one : here) {
      for (; next != folders.end() && *next < one.path; ++next) folder(*next);
      found_.push_back(std::move(one));
    }
    for (; next != folders.end(); ++next) folder(*next);
  }

  std::vector<One> in_folder(const std::string& prefix) const {
    const std::unique_ptr<DIR, Close> open(opendir((root_.native() + "/" + prefix).c_str()));
    if (!open) fail();
    std::vector<One> here;
    while (true) {
      errno = 0;
      const dirent* const entry = readdir(open.get());
      if (entry == nullptr) break;
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      std::optional<One> sight = look_at(dirfd(open.get()), prefix, *entry);
      if (!sight) continue;
      if (sight->kind == FileKind::folder && enter_ && !enter_(sight->path)) continue;
      here.push_back(*std::move(sight));
    }
    if (errno != 0) fail();
    return here;
  }

  // Nothing when it has just gone.
  std::optional<One> look_at(int folder, const std::string& prefix, const dirent& entry) const {
    // Not every file system tells the kind with the name.
    mode_t type = DTTOIF(entry.d_type);
    struct stat status {};
    if (std::is_same_v<One, Sighted> || entry.d_type == DT_UNKNOWN) {
      if (fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) return std::nullopt;
        if (errno != EACCES || entry.d_type == DT_UNKNOWN) fail();
      } else {
        type = status.st_mode;
      }
    }
    Found found{prefix + entry.d_name, kind_of(type)};
    if constexpr (std::is_same_v<One, Sighted>)
      return One{std::move(found), status};
    else
      return found;
  }

  [[noreturn]] void fail() const {
    shipit::fail("read the folder", root_, {errno, std::generic_category()});
  }

  const Path& root_;
  const std::function<bool(const std::string&)>& enter_;
  std::vector<One> found_;
};

}  // namespace

std::vector<Found> walk(const Path& root, const std::function<bool(const std::string&)>& enter) {
  return Walker<Found>(root, enter).walk();
}

std::vector<Sighted> walk_and_look(const Path& root) {
  const std::function<bool(const std::string&)> all;
  return Walker<Sighted>(root, all).walk();
}

void remove_tree(const Path& path) {
  try {
    bfs::remove_all(path.native());
  } catch (const bfs::filesystem_error& error) {
    fail("remove", path, error.code());
  }
}

}  // namespace shipit
