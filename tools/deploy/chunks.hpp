// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <base/hash.hpp>
#include <bundle/cuts.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// A piece of a package's content, cut where the content says so.
struct Chunk {
  std::uint64_t digest = 0;  // the first 48 bits of its SHA-256
  std::uint32_t size = 0;

  bool operator==(const Chunk&) const = default;
};

// What a package is made of.
struct ChunkList {
  unsigned usual_log = 0;  // chunks have 2^usual_log bytes on average
  std::vector<Chunk> chunks{};

  bool operator==(const ChunkList&) const = default;
};

// Cuts what add() is given.
class ChunkCutter {
 public:
  explicit ChunkCutter(unsigned usual_log);
  void add(std::string_view bytes);
  ChunkList finish();

 private:
  void end_chunk();

  ChunkList list_;
  Chunker chunker_;
  Hash digest_{HashKind::sha256};
  std::uint32_t size_ = 0;
};

// The usual_log for a content of that many bytes: a list has some thousand chunks, however large
// the package is.
unsigned usual_chunk_log(std::uint64_t content_size);

// As it lies on hosts, nine bytes a chunk; and the same read again, from a host that may send
// anything: nullopt when it is no such list.
std::string to_bytes(const ChunkList& list);
std::optional<ChunkList> read_chunk_list(std::string_view bytes);

}  // namespace shipit
