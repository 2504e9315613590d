// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <base/stamp.hpp>
#include <base/walk.hpp>
#include <bundle/listing.hpp>
#include <system_error>

namespace shipit {
namespace {

class Listing {
 public:
  // `known`: none where everything counts.
  Listing(std::int64_t before, const std::set<std::string>* known)
      : before_(before), known_(known) {}

  void add(const Path& path) {
    add_one(path.native());
    std::error_code none;  // a symlink that leads to itself leads to no folder
    if (!std::filesystem::is_directory(path, none)) return;
    const std::string root = path.native() + "/";
    for (const Found& found : walk(path)) add_one(root + found.path);
  }

  std::optional<std::string> digest() const {
    return late_ ? std::nullopt : std::optional(sha256_hex(text_));
  }

 private:
  void add_one(const std::string& path) {
    text_ += path;
    text_ += '\0';
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0) return;
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

  std::int64_t before_;
  const std::set<std::string>* known_;
  std::string text_{};
  bool late_ = false;
};

}  // namespace

std::optional<std::string> listing_digest(const std::vector<Path>& paths, std::int64_t before) {
  Listing listing(before, nullptr);
  for (const Path& path : paths) listing.add(path);
  return listing.digest();
}

std::optional<std::string> listing_digest(const std::vector<Path>& paths, std::int64_t before,
                                          const std::set<std::string>& known) {
  Listing listing(before, &known);
  for (const Path& path : paths) listing.add(path);
  return listing.digest();
}

}  // namespace shipit
