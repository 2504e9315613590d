// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/elf.hpp>
#include <bundle/refresh.hpp>
#include <cerrno>
#include <system_error>

namespace shipit {
namespace {

// With the mode that the copy has.
void copy_anew(const Path& from, const Path& to) {
  struct stat status {};
  AtomicFile file(to);
  read_file(from, [&](std::string_view bytes) { file.write(bytes); });
  copy_time(from, file.temporary());
  if (stat(to.c_str(), &status) != 0 ||
      chmod(file.temporary().c_str(), status.st_mode & 07777U) != 0)
    throw Error("cannot set the mode of " + quote(to.native()) + ": " +
                std::generic_category().message(errno));
  file.commit();
}

// A rule may give a folder a mode under which nothing in it can be replaced.
bool may_replace(const Path& file) {
  return faccessat(AT_FDCWD, file.parent_path().c_str(), W_OK, AT_EACCESS) == 0;
}

bool refresh(const Path& staged, StagedFile& file, std::int64_t begun) {
  const std::optional<Stamp> from = stamp_of(file.source);
  if (from == file.from) return true;
  if (!from || from->ctime >= begun || file.stripped) return false;
  if (is_elf(file.source, from->size) || is_elf(staged, file.staged.size)) return false;
  if (!may_replace(staged)) return false;
  copy_anew(file.source, staged);
  const std::optional<Stamp> copy = stamp_of(staged);
  if (!copy || stamp_of(file.source) != from) return false;
  file = {.source = file.source, .from = *from, .staged = *copy};
  return true;
}

}  // namespace

std::optional<std::set<std::string>> refreshable(const StageContent& content) {
  const auto& [places, record, origins, installed] = content;
  std::set<std::string> sources;
  for (const auto& [path, file] : record.files) sources.insert(file.source);
  for (const std::string& host_path : installed) {
    const std::string path = host_path.substr(1);
    if (record.files.contains(path) || !stamp_of(places.stage / path)) continue;
    const std::vector<Path> others = origins.sources_of(host_path);
    if (others.empty()) return std::nullopt;
    for (const Path& other : others) sources.erase(other.native());
  }
  return sources;
}

bool refresh_copies(const StagePlaces& places, StageRecord& record, std::int64_t begun) {
  for (auto& [path, file] : record.files)
    if (!refresh(places.stage / path, file, begun)) return false;
  return true;
}

}  // namespace shipit
