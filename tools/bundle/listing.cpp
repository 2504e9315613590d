// SPDX-License-Identifier: Apache-2.0
#include <base/stamp.hpp>
#include <bundle/listing.hpp>
#include <system_error>

namespace shipit {
namespace {

constexpr std::size_t piece = std::size_t{1} << 16;

}  // namespace

Looked look(const Path& path) {
  std::error_code none;  // a symlink that leads to itself leads to no folder
  if (!std::filesystem::is_directory(path, none)) return {path, std::nullopt};
  return {path, walk_and_look(path)};
}

void Listing::add(const Looked& looked) {
  add_one(looked.path.native());
  if (!looked.below) return;
  const std::string root = looked.path.native() + "/";
  for (const Sighted& one : *looked.below) add_one(root + one.path, one.status);
}

std::optional<std::string> Listing::digest() && {
  hash_.add(text_);
  return late_ ? std::nullopt : std::optional(to_hex(hash_.finish()));
}

void Listing::add_one(const std::string& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) == 0)
    add_one(path, status);
  else
    text_ += path + '\0';
}

void Listing::add_one(const std::string& path, const struct stat& status) {
  if (text_.size() >= piece) {
    hash_.add(text_);
    text_.clear();
  }
  text_ += path;
  text_ += '\0';
  if (status.st_mode == 0) return;
  const Stamp stamp = stamp_from(status);
  late_ = late_ || stamp.ctime >= before_;
  text_ += std::to_string(status.st_mode) + " ";
  if (known_ != nullptr && (S_ISDIR(status.st_mode) || known_->contains(path))) return;
  for (const std::uint64_t number : {stamp.size, static_cast<std::uint64_t>(stamp.mtime),
                                     static_cast<std::uint64_t>(stamp.ctime), stamp.inode})
    text_ += std::to_string(number) + " ";
  if (!S_ISLNK(status.st_mode)) return;
  std::error_code none;
  text_ += std::filesystem::read_symlink(path, none).native();
  text_ += '\0';
}

}  // namespace shipit
