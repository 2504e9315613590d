// SPDX-License-Identifier: Apache-2.0
#include <bundle/frames.hpp>

namespace shipit {
namespace {

void add_le32(std::string& text, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) text += static_cast<char>((number >> shift) & 0xff);
}

}  // namespace

// zstd's contrib/seekable_format/zstd_seekable_compression_format.md
std::string seek_table(const std::vector<FrameSizes>& frames) {
  std::string entries;
  for (const FrameSizes& frame : frames) {
    add_le32(entries, frame.compressed);
    add_le32(entries, frame.content);
  }
  constexpr std::size_t footer_bytes = 9;
  std::string table;
  add_le32(table, 0x184D2A5E);
  add_le32(table, static_cast<std::uint32_t>(entries.size() + footer_bytes));
  table += entries;
  add_le32(table, static_cast<std::uint32_t>(frames.size()));
  table += '\0';  // no checksums here: each frame has its own
  add_le32(table, 0x8F92EAB1);
  return table;
}

}  // namespace shipit
