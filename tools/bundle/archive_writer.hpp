// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/entry.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace shipit {

// Takes the bytes of an output as they come. What it throws reaches the writer's caller.
using Sink = std::function<void(std::string_view)>;

enum class ArchiveFormat {
  gnu_tar,  // names are raw bytes, of any length; sizes over 8 GiB; owned by root:root
  ar,       // as dpkg writes it: short names, no name table
  gzip      // one member without name and time, at the best level: for one file's bytes
};

struct Member {
  std::string path{};
  EntryKind kind = EntryKind::file;
  mode_t mode = 0644;
  std::uint64_t size = 0;
  std::string target{};
  std::int64_t mtime = 0;  // seconds since 1970
  std::string link{};      // of a hard link, which has no bytes: the member that it is too
};

// Writes one archive into a sink, without a byte that depends on time, place, user or locale. Wraps
// libarchive. begin(), write() `size` bytes in all, end(); at the end of all members close().
class ArchiveWriter {
 public:
  ArchiveWriter(ArchiveFormat format, Sink sink);
  ~ArchiveWriter();
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  void begin(const Member& member);
  void write(std::string_view bytes);
  // After it every byte of the member, its padding too, has reached the sink.
  void end();
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct Placement {
  std::string name;        // of the member
  std::int64_t mtime = 0;  // seconds since 1970
};

// A whole entry as a member.
void add_entry(ArchiveWriter& archive, const Entry& entry, const Placement& placement);

// `content` compressed as ArchiveFormat::gzip.
std::string gzip(std::string_view content);

// What the bytes depend on besides the content: the versions of the libraries.
std::string gzip_writer();

}  // namespace shipit
