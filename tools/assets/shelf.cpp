// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <assets/shelf.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <cstdio>
#include <mutex>
#include <system_error>

namespace shipit {
namespace {

[[noreturn]] void fail_to_write(const Path& path) {
  throw Error("cannot write " + quote(path.native()) + ": " +
              std::generic_category().message(errno));
}

class NewFile {
 public:
  NewFile(const Shelf& shelf, int folder, const std::string& name) : shelf_(shelf), name_(name) {
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    number_ = openat(folder, name.c_str(), flags, 0644);
    if (number_ < 0 && errno == ENOENT) {
      make_folders(path().parent_path());
      number_ = openat(folder, name.c_str(), flags, 0644);
    }
    if (number_ < 0) fail_to_write(path());
  }
  ~NewFile() { close(number_); }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::write(number_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail_to_write(path());
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  Stamp finish(const timespec& time) const {
    constexpr mode_t mode = 0644;
    const timespec times[] = {{.tv_sec = 0, .tv_nsec = UTIME_OMIT}, time};
    struct stat status {};
    if (futimens(number_, times) != 0 || fstat(number_, &status) != 0) fail_to_write(path());
    if ((status.st_mode & 07777) != mode &&
        (fchmod(number_, mode) != 0 || fstat(number_, &status) != 0))
      fail_to_write(path());
    return stamp_from(status);
  }

 private:
  Path path() const { return shelf_.folder() / name_; }

  const Shelf& shelf_;
  const std::string& name_;
  int number_ = -1;
};

}  // namespace

Shelf::Shelf(Path folder) : folder_(std::move(folder)) {
  make_folders(folder_);
  descriptor_ = open(folder_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  struct stat status {};
  if (descriptor_ < 0 || fstat(descriptor_, &status) != 0) fail_to_write(folder_);
  time_ = status.st_mtim;
}

Shelf::~Shelf() { close(descriptor_); }

Stamp Shelf::add(const std::string& name, const std::function<void(const Sink&)>& fill) const {
  const NewFile file(*this, descriptor_, name);
  fill([&](std::string_view bytes) { file.write(bytes); });
  const Stamp stamp = file.finish(time_);
  const std::scoped_lock lock(guard_);
  files_.emplace(name, stamp);
  return stamp;
}

Stamp Shelf::add(const std::string& name, std::string_view bytes) const {
  return add(name, [&](const Sink& sink) { sink(bytes); });
}

std::optional<Stamp> Shelf::find(const std::string& name) const {
  const std::scoped_lock lock(guard_);
  const auto found = files_.find(name);
  if (found == files_.end()) return std::nullopt;
  return found->second;
}

bool Shelf::take_place(const Path& place) const {
  return rename(folder_.c_str(), place.c_str()) == 0;
}

bool is_vacant(const Path& place) {
  std::error_code error;
  const auto status = std::filesystem::symlink_status(place, error);
  if (status.type() == std::filesystem::file_type::not_found) return true;
  return !error && std::filesystem::is_directory(status) &&
         std::filesystem::is_empty(place, error) && !error;
}

}  // namespace shipit
