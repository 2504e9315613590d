// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace shipit {

using Path = std::filesystem::path;

// The bytes of a file. Throws when it can't be read whole.
std::string read_file(const Path& path);

// The bytes of a file from `begin` to before `end`, all of which must be there.
struct ByteRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};
std::string read_file(const Path& path, ByteRange range);

// Streams a file through `sink` in pieces of at most 1 MiB. Throws when it can't be read whole.
void read_file(const Path& path, const std::function<void(std::string_view)>& sink);

enum class Written { unchanged, changed };

// Makes `path` hold `content`, whole or not at all: temporary beside it, then rename. Missing
// folders are made. A file that holds it already is left alone, its time included.
Written write_file(const Path& path, std::string_view content, mode_t mode = 0644);

// Hides a file until it is whole: write into temporary(), then commit() renames it to its final
// name. Without commit() nothing is left behind. The mode is 0644 whatever the umask.
class AtomicFile {
 public:
  explicit AtomicFile(Path final_path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  const Path& temporary() const { return temporary_; }
  void write(std::string_view bytes);
  void commit();

 private:
  Path final_path_;
  Path temporary_;
  int file_ = -1;
};

// A new folder under `parent` (made if missing), removed with everything in it at the end.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const Path& parent);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const Path& path() const { return path_; }

 private:
  Path path_;
};

// Sets the file's times to now, as far as the file system tells them.
void touch(const Path& path);

// Gives `to` the time of the last change to `from`; left alone where it has that already.
void copy_time(const Path& from, const Path& to);

// The folder `path`, made empty; removed with everything in it at the end.
class ClearedFolder {
 public:
  explicit ClearedFolder(Path path);
  ~ClearedFolder();
  ClearedFolder(const ClearedFolder&) = delete;
  ClearedFolder& operator=(const ClearedFolder&) = delete;

  const Path& path() const { return path_; }

 private:
  Path path_;
};

// `path` and its missing parents, with mode 0755 under any umask.
void make_folders(const Path& path);

// `path` as a person standing in `from` would write it; unchanged when it lies outside.
std::string shown(const Path& path, const Path& from);

}  // namespace shipit
