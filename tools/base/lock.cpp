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

FileLock::FileLock(const Path& file) {
  make_folders(file.parent_path());
  file_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  int result = file_ < 0 ? -1 : flock(file_, LOCK_EX);
  while (file_ >= 0 && result != 0 && errno == EINTR) result = flock(file_, LOCK_EX);
  if (result != 0)
    throw Error("cannot lock " + quote(file.native()) + ": " +
                std::generic_category().message(errno));
}

FileLock::~FileLock() { close(file_); }

}  // namespace shipit
