// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <base/text.hpp>
#include <version/fingerprint.hpp>

namespace shipit {
namespace {

std::string content_of(const Path& path) {
  return std::filesystem::is_regular_file(path) ? read_file(path) : "absent\n";
}

// Enough to notice that git replaced or rewrote the file.
std::string identity_of(const Path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return "absent\n";
  return std::to_string(status.st_size) + " " + std::to_string(status.st_ino) + " " +
         std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec) +
         "\n";
}

std::vector<Path> below(const Path& folder) {
  std::vector<Path> paths;
  if (!std::filesystem::is_directory(folder)) return paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The commit of HEAD as text, whether it is detached, loose or packed.
std::string head_of(const Checkout& checkout) {
  std::string head = content_of(checkout.git / "HEAD");
  constexpr std::string_view symbolic = "ref: ";
  if (!head.starts_with(symbolic)) return head;
  const std::string ref(trim(std::string_view(head).substr(symbolic.size())));
  return head + content_of(checkout.common / ref);
}

}  // namespace

std::string fingerprint(const Checkout& checkout) {
  std::string text = "head " + head_of(checkout);
  text += "packed " + identity_of(checkout.common / "packed-refs");
  text += "shallow " + identity_of(checkout.common / "shallow");
  text += "reftable " + content_of(checkout.common / "reftable" / "tables.list");
  text += "reftable " + content_of(checkout.git / "reftable" / "tables.list");
  for (const Path& path : below(checkout.common / "refs" / "tags"))
    text += "tag " + quote(path.native()) + " " + identity_of(path);
  return text;
}

std::vector<Path> tag_places(const Checkout& checkout) {
  std::vector<Path> places;
  const auto add = [&](const Path& path) {
    if (std::filesystem::exists(path)) places.push_back(path);
  };
  add(checkout.common / "packed-refs");
  add(checkout.common / "reftable" / "tables.list");
  add(checkout.common / "refs" / "tags");
  for (const Path& path : below(checkout.common / "refs" / "tags"))
    if (std::filesystem::is_directory(path)) places.push_back(path);
  return places;
}

}  // namespace shipit
