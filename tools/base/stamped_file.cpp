// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <base/stamped_file.hpp>
#include <cerrno>

namespace shipit {
namespace {

bool read_whole(int file, std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t count = read(file, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;  // cut meanwhile: who reads it in the usual way finds out
    done += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

std::optional<StampedFile> read_stamped_file(const std::string& path, std::uint64_t most) {
  const int file = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::optional<StampedFile> stamped;
  struct stat status {};
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
      static_cast<std::uint64_t>(status.st_size) <= most) {
    const Stamp stamp = stamp_from(status);
    stamped.emplace(StampedFile{stamp, std::string(stamp.size, '\0')});
    if (!read_whole(file, stamped->bytes))
      stamped.reset();
    else
      stamped->steady = fstat(file, &status) == 0 && stamp_from(status) == stamp;
  }
  close(file);
  return stamped;
}

}  // namespace shipit
