// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <deploy/chunks.hpp>

namespace shipit {
namespace {

constexpr unsigned least_log = 11;
constexpr unsigned most_log = 20;  // the largest chunk has four times that: 22 bits
constexpr std::uint64_t usual_count = 8192;
constexpr char form = 1;
constexpr std::size_t digest_bytes = 6;
constexpr std::size_t record_bytes = digest_bytes + 3;

CutRule rule_of(unsigned usual_log) {
  const std::size_t usual = std::size_t{1} << usual_log;
  return {.least = usual / 4, .usual = usual, .most = usual * 4};
}

void add_number(std::string& bytes, std::uint64_t number, std::size_t count) {
  for (std::size_t i = count; i > 0; --i) bytes += static_cast<char>(number >> (8 * (i - 1)));
}

std::uint64_t number_in(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char c : bytes) number = (number << 8) | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

ChunkCutter::ChunkCutter(unsigned usual_log)
    : list_{.usual_log = usual_log}, chunker_(rule_of(usual_log)) {}

void ChunkCutter::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const Chunker::Step step = chunker_.take(bytes);
    digest_.add(bytes.substr(0, step.taken));
    size_ += static_cast<std::uint32_t>(step.taken);
    bytes.remove_prefix(step.taken);
    if (step.ended) end_chunk();
  }
}

void ChunkCutter::end_chunk() {
  list_.chunks.push_back({number_in(digest_.finish().substr(0, digest_bytes)), size_});
  digest_ = Hash(HashKind::sha256);
  size_ = 0;
}

ChunkList ChunkCutter::finish() {
  if (size_ > 0) end_chunk();
  return std::move(list_);
}

unsigned usual_chunk_log(std::uint64_t content_size) {
  const auto log = static_cast<unsigned>(std::bit_width(content_size / usual_count));
  return std::clamp(log, least_log, most_log);
}

std::string to_bytes(const ChunkList& list) {
  std::string bytes{form, static_cast<char>(list.usual_log)};
  for (const Chunk& chunk : list.chunks) {
    add_number(bytes, chunk.digest, digest_bytes);
    add_number(bytes, chunk.size, record_bytes - digest_bytes);
  }
  return bytes;
}

std::optional<ChunkList> read_chunk_list(std::string_view bytes) {
  if (bytes.size() < 2 || bytes[0] != form || (bytes.size() - 2) % record_bytes != 0) return {};
  ChunkList list{.usual_log = static_cast<unsigned char>(bytes[1])};
  if (list.usual_log < least_log || list.usual_log > most_log) return {};
  for (bytes.remove_prefix(2); !bytes.empty(); bytes.remove_prefix(record_bytes))
    list.chunks.push_back({number_in(bytes.substr(0, digest_bytes)),
                           static_cast<std::uint32_t>(number_in(
                               bytes.substr(digest_bytes, record_bytes - digest_bytes)))});
  return list;
}

}  // namespace shipit
