// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <assets/retained.hpp>
#include <assets/share_file.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <system_error>

namespace shipit {
namespace {

[[noreturn]] void fail_to_share(const Path& path) {
  throw Error("cannot write " + quote(path.native()) + ": " +
              std::generic_category().message(errno));
}

// Whether it could be done. Some file systems have no hard links, none goes to another one, and
// nobody may link what is someone else's.
bool link_file(const Path& from, const Path& to) {
  const Path beside = to.parent_path() / ("." + to.filename().native() + ".linked");
  unlink(beside.c_str());
  if (link(from.c_str(), beside.c_str()) != 0) return false;
  if (rename(beside.c_str(), to.c_str()) != 0) fail_to_share(to);
  return true;
}

void copy_whole(const Path& from, const Path& to) {
  struct stat status {};
  if (stat(from.c_str(), &status) != 0) fail_to_share(to);
  AtomicFile file(to);
  read_file(from, [&](std::string_view bytes) { file.write(bytes); });
  const timespec times[] = {status.st_mtim, status.st_mtim};
  if (utimensat(AT_FDCWD, file.temporary().c_str(), times, 0) != 0) fail_to_share(to);
  file.commit();
}

}  // namespace

void share_file(const Path& from, const Path& to, Sharing sharing) {
  make_folders(to.parent_path());
  if (sharing == Sharing::links && link_file(from, to)) return;
  copy_whole(from, to);
}

bool is_half_written(std::string_view path) {
  constexpr std::size_t ending = 7;  // ".linked", or the "." and six letters of an AtomicFile
  const std::size_t base = path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1;
  const std::string_view name = path.substr(base);
  if (name.size() <= ending || name.front() != '.' || name[name.size() - ending] != '.')
    return false;
  return has_digested_name(name.substr(1, name.size() - ending - 1));
}

}  // namespace shipit
