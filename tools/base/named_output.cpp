// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/error.hpp>
#include <base/named_output.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <system_error>

namespace shipit {
namespace {

Error cannot_write(const Path& path, int code) {
  return Error("cannot write " + quote(path.native()) + ": " +
               std::generic_category().message(code));
}

// Where a file that isn't there yet is to be: a link to it may be there already.
Path behind_links(Path path) {
  constexpr int most_links = 40;
  for (int i = 0; std::filesystem::is_symlink(path); ++i) {
    if (i == most_links) throw cannot_write(path, ELOOP);
    path = path.parent_path() / std::filesystem::read_symlink(path);
  }
  return path;
}

void require_folder_of(const Path& path) {
  const Path folder = path.has_parent_path() ? path.parent_path() : Path(".");
  if (!std::filesystem::is_directory(folder))
    throw Error("cannot write " + quote(path.native()) + ": there is no folder " +
                quote(folder.native()))
        .help("make it, or name a file in another one");
}

}  // namespace

NamedOutput::NamedOutput(const Path& path) : path_(path) {
  struct stat status {};
  const bool is_there = stat(path.c_str(), &status) == 0;
  if (is_there && S_ISDIR(status.st_mode)) throw cannot_write(path, EISDIR);
  if (is_there && !S_ISREG(status.st_mode)) {
    stream_.open(path, std::ios::binary);
    if (!stream_) throw cannot_write(path, errno);
    return;
  }
  const Path file = is_there ? std::filesystem::canonical(path) : behind_links(path);
  require_folder_of(file);
  file_.emplace(file);
  if (is_there && chmod(file_->temporary().c_str(), status.st_mode & 07777) != 0)
    throw cannot_write(path, errno);
}

void NamedOutput::write(std::string_view bytes) {
  if (file_) return file_->write(bytes);
  if (!stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    throw cannot_write(path_, errno);
}

void NamedOutput::commit() {
  if (file_) return file_->commit();
  if (!stream_.flush()) throw cannot_write(path_, errno);
}

}  // namespace shipit
