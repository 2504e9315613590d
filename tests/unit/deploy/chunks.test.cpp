// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <deploy/chunks.hpp>
#include <noise.hpp>

namespace shipit {
namespace {

ChunkList cut(std::string_view bytes, std::size_t step) {
  ChunkCutter cutter(11);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(step, bytes.size())))
    cutter.add(bytes.substr(0, step));
  return cutter.finish();
}

}  // namespace

TEST_CASE("chunks don't depend on how the content came in, and cover it") {
  const std::string bytes = noise(300000, 1);
  const ChunkList list = cut(bytes, bytes.size());
  CHECK(list == cut(bytes, 1000));
  std::uint64_t size = 0;
  for (const Chunk& chunk : list.chunks) size += chunk.size;
  CHECK(size == bytes.size());
  CHECK(list.chunks.size() > 100);
  CHECK(list.chunks.front().digest ==
        std::stoull(sha256_hex(bytes.substr(0, list.chunks.front().size)).substr(0, 12), nullptr,
                    16));
}

TEST_CASE("a list is read as it was written, and nothing else is") {
  const ChunkList list = cut(noise(50000, 2), 4096);
  const std::string bytes = to_bytes(list);
  CHECK(bytes.size() == 2 + 9 * list.chunks.size());
  CHECK(read_chunk_list(bytes) == list);
  CHECK(!read_chunk_list(""));
  CHECK(!read_chunk_list(bytes.substr(0, bytes.size() - 1)));
  CHECK(!read_chunk_list("\x02" + bytes.substr(1)));
  CHECK(!read_chunk_list("\x01\x30" + bytes.substr(2)));
}

TEST_CASE("a larger package has larger chunks, not a longer list") {
  CHECK(usual_chunk_log(0) == 11);
  CHECK(usual_chunk_log(3'000'000) == 11);
  CHECK(usual_chunk_log(200'000'000) == 15);
  CHECK(usual_chunk_log(std::uint64_t{1} << 50) == 20);
}

}  // namespace shipit
