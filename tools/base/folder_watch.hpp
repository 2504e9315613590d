// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <set>

namespace shipit {

// Is told by the kernel (inotify(7)) what changes in folders. A file that is written, made, removed
// or renamed is one change, and so is the folder itself when it goes.
class FolderWatch {
 public:
  FolderWatch();
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // Watches these folders and no others; one that isn't there is passed over. An Error when the
  // kernel allows no more.
  void set(const std::set<Path>& folders);

  enum class Woken { changed, stopped, quiet };
  struct Change {
    Woken woken;
    std::set<Path> paths{};  // what changed; empty for changed: too much to tell
  };
  // Waits for a change, for `stop` (a file descriptor) to have something to read, or for `limit`.
  Change wait(int stop, std::optional<std::chrono::milliseconds> limit) const;

 private:
  void add(const Path& folder);
  Change read_changes() const;

  int events_;
  std::map<Path, int> watches_;
  std::map<int, Path> folders_;
};

}  // namespace shipit
