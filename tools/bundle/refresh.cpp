// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/refresh.hpp>
#include <cerrno>
#include <system_error>

namespace shipit {
namespace {

bool is_elf(const Path& file, const Stamp& stamp) {
  constexpr std::string_view magic =
      "\x7f"
      "ELF";
  return stamp.size >= magic.size() && read_file(file, {.begin = 0, .end = magic.size()}) == magic;
}

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

bool refresh(const Path& staged, StagedFile& file, std::int64_t begun) {
  const std::optional<Stamp> from = stamp_of(file.source);
  if (from == file.from) return true;
  if (!from || from->ctime >= begun || file.stripped) return false;
  if (is_elf(file.source, *from) || is_elf(staged, file.staged)) return false;
  copy_anew(file.source, staged);
  const std::optional<Stamp> copy = stamp_of(staged);
  if (!copy || stamp_of(file.source) != from) return false;
  file = {.source = file.source, .from = *from, .staged = *copy};
  return true;
}

}  // namespace

std::set<std::string> sources_of(const StageRecord& record) {
  std::set<std::string> sources;
  for (const auto& [path, file] : record.files) sources.insert(file.source.native());
  return sources;
}

bool refresh_copies(const StagePlaces& places, StageRecord& record, std::int64_t begun) {
  for (auto& [path, file] : record.files)
    if (!refresh(places.stage / path, file, begun)) return false;
  return true;
}

}  // namespace shipit
