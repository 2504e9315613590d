// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <bundle/special_file.hpp>

namespace shipit {
namespace {

using std::filesystem::file_type;

file_type type_of(const Path& path) {
  std::error_code none;
  return std::filesystem::symlink_status(path, none).type();
}

const char* noun(file_type type) {
  switch (type) {
    case file_type::fifo:
      return "a FIFO";
    case file_type::socket:
      return "a socket";
    case file_type::block:
    case file_type::character:
      return "a device";
    default:
      return "neither a file nor a folder nor a symlink";
  }
}

void check(const Path& path, const std::string& origin) {
  const file_type type = type_of(path);
  if (type == file_type::fifo || type == file_type::block || type == file_type::character)
    fail_special(path, origin);
}

}  // namespace

void fail_special(const Path& path, const std::string& origin) {
  Error error("cannot package " + quote(path.native()) + ": it is " + noun(type_of(path)));
  if (!origin.empty()) error.note("it is " + origin);
  throw std::move(error).help(
      "keep it out of what is installed; a service can make it on the host");
}

void refuse_endless(const Path& path, const std::string& origin) {
  check(path, origin);
  if (type_of(path) != file_type::directory) return;
  for (const Found& found : walk(path))
    if (found.kind == FileKind::other) check(path / found.path, origin);
}

}  // namespace shipit
