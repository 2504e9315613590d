// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/files.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>

namespace shipit {
namespace {

[[noreturn]] void fail(const char* verb, const Path& path) {
  const int code = errno;
  throw Error(std::string("cannot ") + verb + " " + quote(path.native()) + ": " +
              std::generic_category().message(code));
}

class Descriptor {
 public:
  Descriptor(const Path& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC)) {
    if (number_ < 0) fail("open", path);
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool holds(const Path& path, std::string_view content) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  if (static_cast<std::size_t>(status.st_size) != content.size()) return false;
  return read_file(path) == content;
}

// At most `size` bytes, fewer only at the end of the file.
std::size_t read_some(const Descriptor& file, char* to, std::size_t size, const Path& path) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = read(file.number(), to + done, size - done);
    if (count == 0) break;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("read", path);
    done += static_cast<std::size_t>(count);
  }
  return done;
}

// As the file system tells it, and nothing where it doesn't know.
std::size_t size_of(const Descriptor& file) {
  struct stat status {};
  return fstat(file.number(), &status) == 0 && S_ISREG(status.st_mode)
             ? static_cast<std::size_t>(status.st_size)
             : 0;
}

// Absolute, and without anything that lexically_normal() would change.
bool is_plain_path(const std::string& path) {
  return path.starts_with('/') && path.find("//") == std::string::npos &&
         path.find("/.") == std::string::npos;
}

Path folder_of(const Path& path) { return path.has_parent_path() ? path.parent_path() : Path("."); }

}  // namespace

void read_file(const Path& path, const std::function<void(std::string_view)>& sink) {
  const Descriptor file(path, O_RDONLY);
  constexpr std::size_t most = std::size_t{1} << 20;
  const std::size_t size = size_of(file);
  // One more, so that the first reading comes to the end.
  const std::size_t piece = size > 0 && size < most ? size + 1 : most;
  // Not filled with zeros: that costs more than most files are worth.
  const auto buffer = std::make_unique_for_overwrite<char[]>(piece);
  for (std::size_t count = piece; count == piece;) {
    count = read_some(file, buffer.get(), piece, path);
    if (count > 0) sink({buffer.get(), count});
  }
}

std::string read_file(const Path& path) {
  const Descriptor file(path, O_RDONLY);
  constexpr std::size_t least = std::size_t{1} << 16;
  std::string content;
  // One more, so that the first reading comes to the end.
  for (std::size_t piece = size_of(file) + 1, done = 0;; piece = std::max(least, done)) {
    content.resize(done + piece);
    done += read_some(file, content.data() + done, piece, path);
    if (done == content.size()) continue;
    content.resize(done);
    return content;
  }
}

std::string read_file(const Path& path, ByteRange range) {
  const Descriptor file(path, O_RDONLY);
  // By way of a piece that stays in the processor's cache: room for all would be zeroed first.
  std::array<char, std::size_t{1} << 16> piece;  // NOLINT(*-member-init): as said
  std::string content;
  content.reserve(range.end - range.begin);
  for (std::uint64_t at = range.begin; at < range.end;) {
    const ssize_t count =
        pread(file.number(), piece.data(), std::min<std::uint64_t>(piece.size(), range.end - at),
              static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) throw Error("cannot read " + quote(path.native()) + ": it ends too early");
    if (count < 0) fail("read", path);
    content.append(piece.data(), static_cast<std::size_t>(count));
    at += static_cast<std::uint64_t>(count);
  }
  return content;
}

Written write_file(const Path& path, std::string_view content, mode_t mode) {
  if (holds(path, content)) return Written::unchanged;
  AtomicFile file(path);
  file.write(content);
  if (chmod(file.temporary().c_str(), mode) != 0) fail("set the mode of", file.temporary());
  file.commit();
  return Written::changed;
}

AtomicFile::AtomicFile(Path final_path) : final_path_(std::move(final_path)) {
  const std::string& name = final_path_.native();
  const std::size_t base = name.rfind('/') + 1;
  const std::string unnamed = name.substr(0, base) + "." + name.substr(base) + ".XXXXXX";
  std::string pattern = unnamed;
  file_ = mkostemp(pattern.data(), O_CLOEXEC);
  if (file_ < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    make_folders(folder_of(final_path_));
    pattern = unnamed;
    file_ = mkostemp(pattern.data(), O_CLOEXEC);
  }
  if (file_ < 0) fail("write", final_path_);
  temporary_ = pattern;
  if (fchmod(file_, 0644) != 0) fail("set the mode of", temporary_);
}

AtomicFile::~AtomicFile() {
  if (file_ >= 0) close(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("write", final_path_);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void AtomicFile::commit() {
  if (rename(temporary_.c_str(), final_path_.c_str()) != 0) fail("write", final_path_);
  temporary_.clear();
}

TemporaryFolder::TemporaryFolder(const Path& parent) {
  make_folders(parent);
  std::string pattern = (parent / ".shipit-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) fail("make a folder in", parent);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void touch(const Path& path) {
  if (utimensat(AT_FDCWD, path.c_str(), nullptr, 0) != 0) fail("touch", path);
}

void copy_time(const Path& from, const Path& to) {
  struct stat wanted {};
  struct stat present {};
  if (stat(from.c_str(), &wanted) != 0) fail("read the time of", from);
  if (stat(to.c_str(), &present) != 0) fail("read the time of", to);
  if (present.st_mtim.tv_sec == wanted.st_mtim.tv_sec &&
      present.st_mtim.tv_nsec == wanted.st_mtim.tv_nsec)
    return;
  const timespec times[] = {{.tv_sec = 0, .tv_nsec = UTIME_OMIT}, wanted.st_mtim};
  if (utimensat(AT_FDCWD, to.c_str(), times, 0) != 0) fail("set the time of", to);
}

ClearedFolder::ClearedFolder(Path path) : path_(std::move(path)) {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
  make_folders(path_);
}

ClearedFolder::~ClearedFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void make_folders(const Path& path) {
  if (path.empty() || std::filesystem::is_directory(path)) return;
  make_folders(path.parent_path());
  if (mkdir(path.c_str(), 0755) == 0) {
    if (chmod(path.c_str(), 0755) != 0) fail("set the mode of", path);
  } else if (errno != EEXIST || !std::filesystem::is_directory(path)) {
    fail("make the folder", path);
  }
}

std::string shown(const Path& path, const Path& from) {
  // Most are, and every file of a tree is shown.
  const std::string& name = path.native();
  const std::size_t size = from.native().size();
  if (name != from.native() && !from.native().ends_with('/') && is_plain_path(name) &&
      is_plain_path(from.native())) {
    const bool is_below =
        name.size() > size && name[size] == '/' && name.starts_with(from.native());
    if (!is_below) return name;
    if (name.size() > size + 1) return name.substr(size + 1);
  }
  const Path relative = path.lexically_normal().lexically_relative(from.lexically_normal());
  if (relative.empty() || *relative.begin() == "..") return path.string();
  return relative.string();
}

}  // namespace shipit
