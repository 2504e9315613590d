// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <base/error.hpp>
#include <base/folder_watch.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace shipit {
namespace {

constexpr std::uint32_t mask = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                               IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

FolderWatch::FolderWatch() : events_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (events_ < 0)
    throw Error("cannot watch for changes: " + reason())
        .help("if many programs watch, raise fs.inotify.max_user_instances with sysctl");
}

FolderWatch::~FolderWatch() { close(events_); }

void FolderWatch::add(const Path& folder) {
  const int watch = inotify_add_watch(events_, folder.c_str(), mask);
  if (watch < 0 && (errno == ENOENT || errno == ENOTDIR)) return;
  if (watch < 0 && errno == ENOSPC)
    throw Error("the kernel lets no more than this be watched for changes")
        .note(std::to_string(watches_.size()) + " folders are watched already")
        .help("raise fs.inotify.max_user_watches: sysctl fs.inotify.max_user_watches=524288");
  if (watch < 0) throw Error("cannot watch " + quote(folder.native()) + ": " + reason());
  watches_[folder] = watch;
  folders_[watch] = folder;
}

void FolderWatch::set(const std::set<Path>& folders) {
  std::map<Path, int> old;
  old.swap(watches_);
  folders_.clear();
  // A folder that was watched already keeps its number, and one that was made anew gets another.
  for (const Path& folder : folders) add(folder);
  for (const auto& [folder, watch] : old)
    if (!folders_.contains(watch)) inotify_rm_watch(events_, watch);
}

FolderWatch::Change FolderWatch::wait(int stop,
                                      std::optional<std::chrono::milliseconds> limit) const {
  pollfd files[] = {{stop, POLLIN, 0}, {events_, POLLIN, 0}};
  const int result = poll(files, 2, limit ? static_cast<int>(limit->count()) : -1);
  if (result < 0 && errno != EINTR) throw Error("cannot wait for changes: " + reason());
  if (result <= 0) return {Woken::quiet};
  if (files[0].revents != 0) return {Woken::stopped};
  return read_changes();
}

FolderWatch::Change FolderWatch::read_changes() const {
  alignas(inotify_event) char buffer[1 << 16];
  Change change{Woken::changed};
  bool lost = false;
  for (ssize_t count = 0; (count = read(events_, buffer, sizeof buffer)) > 0;) {
    for (ssize_t at = 0; at < count;) {
      inotify_event event{};
      std::memcpy(&event, buffer + at, sizeof event);
      const char* const name = buffer + at + sizeof event;
      at += static_cast<ssize_t>(sizeof event + event.len);
      if ((event.mask & IN_Q_OVERFLOW) != 0) lost = true;
      const auto folder = folders_.find(event.wd);
      if (folder == folders_.end() || (event.mask & IN_IGNORED) != 0) continue;
      change.paths.insert(event.len == 0 ? folder->second : folder->second / name);
    }
  }
  if (lost) return {Woken::changed};
  return change.paths.empty() ? Change{Woken::quiet} : change;
}

}  // namespace shipit
