// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <release/checksums.hpp>

namespace shipit {

std::string render_checksums(const std::map<std::string, std::string>& digests) {
  std::string text;
  for (const auto& [name, digest] : digests) text += digest + "  " + name + "\n";
  return text;
}

std::map<std::string, std::string> parse_checksums(std::string_view text) {
  constexpr std::size_t digits = 64;
  std::map<std::string, std::string> digests;
  for (const std::string& line : lines(text)) {
    if (line.size() <= digits + 2 || line.substr(digits, 2) != "  ") continue;
    digests[line.substr(digits + 2)] = line.substr(0, digits);
  }
  return digests;
}

}  // namespace shipit
