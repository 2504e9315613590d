// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <base/error.hpp>
#include <base/lock.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <system_error>

namespace shipit {
namespace {

// Waits; 0, or -1 with errno.
int lock(int file) {
  int result = flock(file, LOCK_EX);
  while (result != 0 && errno == EINTR) result = flock(file, LOCK_EX);
  return result;
}

[[noreturn]] void fail(const Path& path) {
  throw Error("cannot lock " + quote(path.native()) + ": " +
              std::generic_category().message(errno));
}

}  // namespace

FileLock::FileLock(const Path& file) {
  make_folders(file.parent_path());
  file_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0 || lock(file_) != 0) fail(file);
}

FileLock::~FileLock() { close(file_); }

FolderLock::FolderLock(const Path& folder)
    : folder_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (folder_ < 0) fail(folder);
  const bool locked = lock(folder_) == 0;
  if (!locked && errno != EBADF && errno != ENOLCK && errno != EOPNOTSUPP) fail(folder);
}

FolderLock::~FolderLock() { close(folder_); }

}  // namespace shipit
