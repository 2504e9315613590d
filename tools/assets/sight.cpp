// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <assets/sight.hpp>
#include <atomic>
#include <base/parallel.hpp>
#include <chrono>
#include <thread>

namespace shipit {
namespace {

Sight::Kind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return Sight::Kind::file;
  if (S_ISDIR(mode)) return Sight::Kind::folder;
  return S_ISLNK(mode) ? Sight::Kind::symlink : Sight::Kind::other;
}

}  // namespace

Sight look_at(const char* path) {
  struct stat status {};
  if (lstat(path, &status) != 0) return {};
  return {kind_of(status.st_mode), stamp_from(status)};
}

Sight look_at(const Path& path) { return look_at(path.c_str()); }
Sight look_at(const std::string& path) { return look_at(path.c_str()); }

Sight Looker::look_at(const char* path) {
  const std::string_view whole = path;
  const std::size_t name = whole.rfind('/') + 1;
  if (whole.substr(0, name) != folder_) enter(whole.substr(0, name));
  struct stat status {};
  if (descriptor_ < 0 || fstatat(descriptor_, path + name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return {};
  return {kind_of(status.st_mode), stamp_from(status)};
}

void Looker::enter(std::string_view folder) {
  leave();
  folder_ = folder;
  descriptor_ = open(folder_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

void Looker::leave() {
  if (descriptor_ >= 0) close(descriptor_);
}

bool bear_out(const Sights& sights) {
  constexpr std::size_t portion = 256;
  std::atomic<bool> same{true};
  for_each_index((sights.size() + portion - 1) / portion, [&](std::size_t i) {
    const std::size_t end = std::min((i + 1) * portion, sights.size());
    Looker looker;
    for (std::size_t one = i * portion; one < end && same; ++one)
      if (looker.look_at(sights[one].first.c_str()) != sights[one].second) same = false;
  });
  return same;
}

std::int64_t moment(const Path& mark) {
  touch(mark);
  return look_at(mark).stamp.ctime;
}

void let_tick_pass(const Path& mark) {
  for (const std::int64_t before = moment(mark); moment(mark) == before;)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

}  // namespace shipit
