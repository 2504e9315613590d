// SPDX-License-Identifier: Apache-2.0
#include <base/stamp.hpp>

namespace shipit {
namespace {

std::int64_t nanoseconds(const timespec& time) {
  constexpr std::int64_t per_second = 1'000'000'000;
  return time.tv_sec * per_second + time.tv_nsec;
}

}  // namespace

Stamp stamp_from(const struct stat& status) {
  return {.size = static_cast<std::uint64_t>(status.st_size),
          .mtime = nanoseconds(status.st_mtim),
          .ctime = nanoseconds(status.st_ctim),
          .inode = status.st_ino};
}

std::string to_text(const Stamp& stamp) {
  return std::to_string(stamp.size) + " " + std::to_string(stamp.mtime) + " " +
         std::to_string(stamp.ctime) + " " + std::to_string(stamp.inode);
}

std::optional<Stamp> stamp_of(const Path& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return stamp_from(status);
}

}  // namespace shipit
