// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <base/walk.hpp>
#include <catch2/catch.hpp>
#include <cstring>
#include <map>
#include <set>
#include <string>

namespace shipit::test {

// Which files below a folder are opened, by anybody (inotify(7)).
class OpenedFiles {
 public:
  explicit OpenedFiles(const Path& folder) : inotify_(inotify_init1(IN_NONBLOCK)) {
    watch(folder, "");
    for (const Found& found : walk(folder))
      if (found.kind == FileKind::folder) watch(folder / found.path, found.path + "/");
  }
  ~OpenedFiles() { close(inotify_); }
  OpenedFiles(const OpenedFiles&) = delete;
  OpenedFiles& operator=(const OpenedFiles&) = delete;

  // Since the last call.
  std::set<std::string> taken() {
    std::set<std::string> names;
    alignas(inotify_event) std::array<char, 65536> buffer;
    for (ssize_t size = 0; (size = read(inotify_, buffer.data(), buffer.size())) > 0;) {
      for (ssize_t at = 0; at < size;) {
        inotify_event event;
        std::memcpy(&event, buffer.data() + at, sizeof event);
        if ((event.mask & IN_ISDIR) == 0)
          names.insert(prefixes_.at(event.wd) + (buffer.data() + at + sizeof event));
        at += static_cast<ssize_t>(sizeof event + event.len);
      }
    }
    return names;
  }

 private:
  void watch(const Path& folder, const std::string& prefix) {
    const int number = inotify_add_watch(inotify_, folder.c_str(), IN_OPEN);
    REQUIRE(number >= 0);
    prefixes_[number] = prefix;
  }

  int inotify_;
  std::map<int, std::string> prefixes_;
};

}  // namespace shipit::test
