// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <release/signed_text.hpp>

namespace shipit {
namespace {

constexpr std::size_t digits = 64;

bool is_lower_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

// sha256sum(1) writes a name with '\' otherwise; ShipIt publishes none.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of("/\\") == std::string_view::npos;
}

bool is_entry(std::string_view line) {
  return line.size() > digits + 2 && line.substr(digits, 2) == "  " &&
         std::ranges::all_of(line.substr(0, digits), is_lower_hex) &&
         is_plain_name(line.substr(digits + 2));
}

}  // namespace

std::string signed_text(std::string_view name, std::string_view version,
                        std::string_view checksums) {
  std::string text = "shipit release 1\n";
  text.append("name: ").append(name).append("\nversion: ").append(version).append("\n\n");
  return text.append(checksums);
}

std::map<std::string, std::string> strict_checksums(std::string_view text,
                                                    const std::string& origin) {
  std::map<std::string, std::string> digests;
  std::size_t number = 0;
  for (const std::string& line : lines(text)) {
    const std::string place = origin + ":" + std::to_string(++number);
    if (!is_entry(line)) throw Error(place + ": this is no digest of a file beside it");
    if (!digests.emplace(line.substr(digits + 2), line.substr(0, digits)).second)
      throw Error(place + ": " + quote(line.substr(digits + 2)) + " is there twice");
  }
  return digests;
}

}  // namespace shipit
