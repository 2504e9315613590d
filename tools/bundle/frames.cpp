// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/parallel.hpp>
#include <bundle/frames.hpp>
#include <bundle/zstd.hpp>

namespace shipit {
namespace {

constexpr std::size_t batch_limit = std::size_t{64} << 20;

void add_le32(std::string& text, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) text += static_cast<char>((number >> shift) & 0xff);
}

}  // namespace

std::size_t room(const CutRule& rule, std::size_t gathered, std::size_t coming) {
  return std::min(coming, rule.most - std::min(gathered, rule.most));
}

bool ends_at_entry(const CutRule& rule, std::size_t gathered) { return gathered >= rule.enough; }

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

FrameWriter::FrameWriter(Sink sink, int level, CutRule rule)
    : sink_(std::move(sink)), level_(level), rule_(rule) {}

void FrameWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    if (frame_.empty()) frame_.reserve(rule_.most);  // untouched memory costs nothing
    const std::size_t count = room(rule_, frame_.size(), bytes.size());
    frame_ += bytes.substr(0, count);
    bytes.remove_prefix(count);
    if (!bytes.empty()) end_frame();
  }
}

void FrameWriter::end_entry() {
  if (ends_at_entry(rule_, frame_.size())) end_frame();
}

void FrameWriter::end_frame() {
  if (frame_.empty()) return;
  batch_bytes_ += frame_.size();
  batch_.push_back(std::move(frame_));
  frame_.clear();
  if (batch_bytes_ >= batch_limit) compress_batch();
}

void FrameWriter::close() {
  end_frame();
  compress_batch();
  sink_(seek_table(written_));
}

void FrameWriter::compress_batch() {
  std::vector<FrameSizes> sizes(batch_.size());
  for_each_index(batch_.size(), [&](std::size_t i) {
    sizes[i].content = static_cast<std::uint32_t>(batch_[i].size());
    batch_[i] = zstd_frame(batch_[i], level_);
    sizes[i].compressed = static_cast<std::uint32_t>(batch_[i].size());
  });
  for (const std::string& frame : batch_) sink_(frame);
  written_.insert(written_.end(), sizes.begin(), sizes.end());
  batch_.clear();
  batch_bytes_ = 0;
}

}  // namespace shipit
