// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <boost/filesystem.hpp>
#include <cerrno>
#include <optional>
#include <system_error>
#include <type_traits>
#include <unordered_map>
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

// An open folder; below 0 where it couldn't be opened.
class OpenFolder {
 public:
  OpenFolder(int at, const char* path)
      : number_(openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {}
  ~OpenFolder() {
    if (number_ >= 0) close(number_);
  }
  OpenFolder(const OpenFolder&) = delete;
  OpenFolder& operator=(const OpenFolder&) = delete;

  int number() const { return number_; }

 private:
  int number_;
};

// One: Found, or Sighted.
template <typename One>
class Walker {
 public:
  Walker(const Path& root, const std::function<bool(const std::string&)>& enter)
      : root_(root), enter_(enter), top_(AT_FDCWD, root.c_str()) {
    if (top_.number() < 0) fail();
  }

  std::vector<One> walk() {
    for (std::vector<std::string> level{""}; !level.empty();) level = read(level);
    collect("");
    return std::move(found_);
  }

 private:
  // Reads folders that lie equally deep, by what the paths of what is in them begin with; returns
  // those in them.
  std::vector<std::string> read(const std::vector<std::string>& level) {
    std::vector<std::vector<One>> read(level.size());
    const auto read_one = [&](std::size_t i) {
      read[i] = in_folder(level[i]);
      std::ranges::sort(read[i], {}, &One::path);
    };
    if constexpr (std::is_same_v<One, Sighted>)
      for_each_index(level.size(), read_one);
    else
      for (std::size_t i = 0; i < level.size(); ++i) read_one(i);
    std::vector<std::string> next;
    for (std::size_t i = 0; i < level.size(); ++i) {
      for (const One& one : read[i])
        if (one.kind == FileKind::folder) next.push_back(one.path + "/");
      folders_.emplace(level[i], std::move(read[i]));
    }
    return next;
  }

  // What is in a folder comes where its path with a '/' would: "a", "a.b", "a/b".
  void collect(const std::string& prefix) {
    std::vector<One>& here = folders_.at(prefix);
    std::vector<std::string> folders;
    for (const One& one : here)
      if (one.kind == FileKind::folder) folders.push_back(one.path + "/");
    std::ranges::sort(folders);
    auto next = folders.begin();
    for (One& one : here) {
      for (; next != folders.end() && *next < one.path; ++next) collect(*next);
      found_.push_back(std::move(one));
    }
    for (; next != folders.end(); ++next) collect(*next);
  }

  // readdir(3) would ask for more than there is to know, of each folder.
  std::vector<One> in_folder(const std::string& prefix) const {
    const OpenFolder open(top_.number(), prefix.empty() ? "." : prefix.c_str());
    if (open.number() < 0) fail();
    std::vector<One> here;
    alignas(dirent64) std::array<char, std::size_t{1} << 15> entries;
    while (true) {
      const ssize_t bytes = getdents64(open.number(), entries.data(), entries.size());
      if (bytes < 0) fail();
      if (bytes == 0) return here;
      for (const char* at = entries.data(); at < entries.data() + bytes;) {
        const auto& entry = *reinterpret_cast<const dirent64*>(at);
        at += entry.d_reclen;
        const std::string_view name = entry.d_name;
        if (name == "." || name == "..") continue;
        std::optional<One> sight = look_at(open.number(), prefix, entry);
        if (!sight) continue;
        if (sight->kind == FileKind::folder && enter_ && !enter_(sight->path)) continue;
        here.push_back(*std::move(sight));
      }
    }
  }

  // Nothing when it has just gone.
  std::optional<One> look_at(int folder, const std::string& prefix, const dirent64& entry) const {
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
  OpenFolder top_;
  std::unordered_map<std::string, std::vector<One>> folders_;
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
