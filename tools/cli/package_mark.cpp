// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <base/hash.hpp>
#include <base/sealed.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <cli/package_mark.hpp>
#include <system_error>

namespace shipit {
namespace {

// Three lines, then a name each.
constexpr std::string_view mark_heading = "shipit packaged 1";
constexpr std::size_t lines_before_names = 3;

std::string digest_of_folder(const Path& folder) {
  std::vector<std::string> texts;
  std::error_code none;
  for (const auto& one : std::filesystem::directory_iterator(folder, none)) {
    struct stat status {};
    if (lstat(one.path().c_str(), &status) != 0) continue;
    texts.push_back(one.path().native() + '\0' + std::to_string(status.st_mode) + " " +
                    to_text(stamp_from(status)));
  }
  std::ranges::sort(texts);
  return sha256_hex(join(texts, "\n"));
}

}  // namespace

std::optional<std::vector<std::string>> kept_release(const Path& file, const std::string& inputs,
                                                     const Path& output) {
  const std::optional<std::string> text = read_sealed(file);
  if (!text) return std::nullopt;
  std::vector<std::string> all = lines(*text);
  if (all.size() < lines_before_names || all[0] != mark_heading || all[1] != inputs ||
      all[2] != digest_of_folder(output))
    return std::nullopt;
  all.erase(all.begin(), all.begin() + lines_before_names);
  return all;
}

void keep_release(const Path& file, const PackageMark& mark, const Path& output) {
  write_sealed(file, std::string(mark_heading) + "\n" + mark.inputs + "\n" +
                         digest_of_folder(output) + "\n" + join(mark.names, "\n") + "\n");
}

}  // namespace shipit
