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
  explicit Listing(std::int64_t before) : before_(before) {}

  void add(const Path& path) {
    add_one(path.native());
    if (!std::filesystem::is_directory(path)) return;
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
    for (const std::uint64_t number :
         {std::uint64_t{status.st_mode}, stamp.size, static_cast<std::uint64_t>(stamp.mtime),
          static_cast<std::uint64_t>(stamp.ctime), stamp.inode})
      text_ += std::to_string(number) + " ";
    if (!S_ISLNK(status.st_mode)) return;
    std::error_code none;
    text_ += std::filesystem::read_symlink(path, none).native();
    text_ += '\0';
  }

  std::int64_t before_;
  std::string text_{};
  bool late_ = false;
};

}  // namespace

std::optional<std::string> listing_digest(const std::vector<Path>& paths, std::int64_t before) {
  Listing listing(before);
  for (const Path& path : paths) listing.add(path);
  return listing.digest();
}

}  // namespace shipit
