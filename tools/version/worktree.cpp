// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <base/text.hpp>
#include <version/fingerprint.hpp>
#include <version/git_index.hpp>
#include <version/worktree.hpp>

namespace shipit {
namespace {

constexpr std::uint32_t kSymlink = 0120000;
constexpr std::uint32_t kSubmodule = 0160000;

bool is_inside(std::string_view path, const std::vector<std::string>& folders) {
  const auto holds = [&](std::string_view folder) {
    return folder.empty() || (path.starts_with(folder) &&
                              (path.size() == folder.size() || path[folder.size()] == '/'));
  };
  return folders.empty() || std::any_of(folders.begin(), folders.end(), holds);
}

// Git keeps the type and, of a file, whether its owner may execute it.
std::uint32_t index_mode(mode_t mode) {
  if (S_ISLNK(mode)) return kSymlink;
  if (S_ISREG(mode)) return (mode & S_IXUSR) != 0 ? 0100755 : 0100644;
  return 0;
}

std::uint32_t low(auto value) { return static_cast<std::uint32_t>(value); }

bool is_as_remembered(const IndexEntry& entry, const struct stat& now) {
  return entry.is_settled && entry.mode == index_mode(now.st_mode) &&
         entry.size == low(now.st_size) && entry.ino == low(now.st_ino) &&
         entry.mtime == low(now.st_mtim.tv_sec) && entry.mtime_ns == low(now.st_mtim.tv_nsec) &&
         entry.ctime == low(now.st_ctim.tv_sec) && entry.ctime_ns == low(now.st_ctim.tv_nsec);
}

// "Racy git" (Documentation/technical/racy-git in git's sources): a file written no earlier than
// the index may have been edited since without its state telling.
bool is_racy(const IndexEntry& entry, const struct stat& index) {
  const std::uint32_t second = low(index.st_mtim.tv_sec);
  return entry.mtime > second ||
         (entry.mtime == second && entry.mtime_ns >= low(index.st_mtim.tv_nsec));
}

std::string text_of(const timespec& time) {
  return " " + std::to_string(time.tv_sec) + "." + std::to_string(time.tv_nsec);
}

std::string state_text(const struct stat& now) {
  return " " + std::to_string(now.st_mode) + " " + std::to_string(now.st_size) + " " +
         std::to_string(now.st_ino) + text_of(now.st_mtim) + text_of(now.st_ctim);
}

class Look {
 public:
  Look(const Checkout& checkout, const WorktreeScope& scope, const struct stat& index)
      : checkout_(checkout),
        scope_(scope),
        index_(index),
        top_(open(checkout.top.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {}
  ~Look() { close(top_); }
  Look(const Look&) = delete;
  Look& operator=(const Look&) = delete;

  void at(const IndexEntry& entry) {
    if (entry.is_ignored || !is_inside(entry.path, scope_.paths) || ++count_ > scope_.limit) return;
    const Path path = checkout_.top / entry.path;
    if (entry.mode == kSubmodule) return at_submodule(path);
    add_places(path, entry.mode);
    struct stat now {};
    const bool is_there = fstatat(top_, entry.path.c_str(), &now, AT_SYMLINK_NOFOLLOW) == 0;
    if (is_there && is_as_remembered(entry, now) && !is_racy(entry, index_)) return;
    worktree_.state += quote(entry.path) + (is_there ? state_text(now) : " gone") + "\n";
  }

  // Whether there were no more files than the limit, and all of them could be looked at.
  bool is_whole() const { return is_whole_ && count_ <= scope_.limit; }

  Worktree result(const std::optional<std::string>& tree) {
    // What is staged and no longer differs from its file shows in the tree, or in the lack of it.
    worktree_.state += tree ? "tree " + *tree + "\n" : "staged" + state_text(index_) + "\n";
    if (tree && worktree_.state == "tree " + *tree + "\n") worktree_.tree = tree;
    worktree_.count = count_;
    return std::move(worktree_);
  }

 private:
  // A file is replaced by renaming another over it, which shows in its folder only. So does what
  // becomes of a symlink, whose target is looked at by whoever watches it.
  void add_places(const Path& path, std::uint32_t mode) {
    if (mode != kSymlink) worktree_.places.insert(path);
    worktree_.places.insert(checkout_.top);
    for (Path folder = path.parent_path();
         folder != checkout_.top && worktree_.places.insert(folder).second;)
      folder = folder.parent_path();
  }

  // One that is not checked out is not different. Of another only git knows.
  void at_submodule(const Path& path) {
    add_places(path, kSubmodule);
    const std::optional<Checkout> inside = find_checkout(path);
    if (!inside) return;
    worktree_.state += "submodule " + quote(path.native()) + "\n" + fingerprint(*inside);
    worktree_.places.merge(repository_places(*inside));
    std::optional<Worktree> files =
        look_at_worktree(*inside, {.limit = scope_.limit - std::min(count_, scope_.limit)});
    is_whole_ = is_whole_ && files;
    if (!files) return;
    count_ += files->count;
    worktree_.state += files->state;
    worktree_.places.merge(files->places);
  }

  const Checkout& checkout_;
  const WorktreeScope& scope_;
  const struct stat& index_;
  int top_;  // paths below it are shorter to walk
  std::size_t count_ = 0;
  bool is_whole_ = true;
  Worktree worktree_{};
};

// gitrepository-layout(5), extensions.objectFormat in the config.
std::size_t oid_bytes(const Checkout& checkout) {
  const Path config = checkout.common / "config";
  if (!std::filesystem::is_regular_file(config)) return 20;
  for (const std::string& line : lines(to_lower(read_file(config))))
    if (trim(line).starts_with("objectformat") && line.find("sha256") != std::string::npos)
      return 32;
  return 20;
}

}  // namespace

std::optional<Worktree> look_at_worktree(const Checkout& checkout, const WorktreeScope& scope) {
  const Path file = checkout.git / "index";
  struct stat index {};
  if (stat(file.c_str(), &index) != 0) return Worktree{.state = "no index\n"};
  // An index much larger than its share of the limit would cost more to read than the files do.
  constexpr std::size_t bytes_an_entry = 512;
  if (static_cast<std::size_t>(index.st_size) / bytes_an_entry > scope.limit) return {};
  Look look(checkout, scope, index);
  const std::optional<IndexSummary> summary = read_index(
      read_file(file), oid_bytes(checkout), [&look](const IndexEntry& entry) { look.at(entry); });
  if (!summary || !look.is_whole()) return {};
  return look.result(summary->tree);
}

}  // namespace shipit
