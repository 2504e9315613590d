// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// The bytes of an archive, piece by piece; an empty piece is their end.
using ArchiveSource = std::function<std::string_view()>;

enum class MemberKind { file, folder, symlink, hard_link, other };

// One member of an archive, as whoever made it says.
struct ReadMember {
  std::string path;
  MemberKind kind = MemberKind::file;
  mode_t mode = 0;  // permission bits, with setuid, setgid and sticky
  std::uint64_t size = 0;
  std::int64_t mtime = 0;  // seconds since 1970
  std::string target{};    // of a symlink; of a hard link the member that it is too
};

// What an archive may come to, so that none fills the machine that looks at it.
struct ArchiveLimits {
  std::uint64_t members = 2'000'000;
  std::uint64_t bytes = std::uint64_t{1} << 38U;  // of all contents: 256 GiB
};

// Reads a tar or ar archive, plain or compressed by gzip, xz or zstd, member by member and without
// keeping any of it. Wraps libarchive. An Error names `origin` when the bytes are no such archive,
// or damaged, or end too early, or pass the limits. Nothing is judged about names.
class ArchiveReader {
 public:
  ArchiveReader(ArchiveSource source, std::string origin, ArchiveLimits limits = {});
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  // The next member; nullopt at the end.
  std::optional<ReadMember> next();
  // The next piece of its content; empty at its end. Valid until the next call.
  std::string_view read();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace shipit
