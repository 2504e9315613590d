// SPDX-License-Identifier: Apache-2.0
#include <base/checksum.hpp>
#include <base/hash.hpp>
#include <base/sealed.hpp>
#include <base/stamp.hpp>

namespace shipit {
namespace {

std::string last_line(std::string_view text) {
  return "sum " + to_hex(checksum("shipit record", text)) + "\n";
}

}  // namespace

void write_sealed(const Path& path, const std::string& text) {
  write_file(path, text + last_line(text));
}

std::optional<std::string> read_sealed(const Path& path) {
  if (!stamp_of(path)) return std::nullopt;
  std::string text = read_file(path);
  const std::size_t size = last_line({}).size();
  if (text.size() < size) return std::nullopt;
  const std::string sum = text.substr(text.size() - size);
  text.resize(text.size() - size);
  return sum == last_line(text) ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace shipit
