// SPDX-License-Identifier: Apache-2.0
#include <lzma.h>

#include <array>
#include <base/error.hpp>
#include <bundle/xz.hpp>

namespace shipit {
namespace {

// No frame is bigger than twice that; a smaller dictionary takes less memory on either side.
constexpr std::uint32_t dictionary_bytes = std::uint32_t{4} << 20;

void check(lzma_ret result) {
  if (result == LZMA_OK) return;
  if (result == LZMA_MEM_ERROR) throw Error("cannot compress with xz: not enough memory");
  throw Error("cannot compress with xz: error " + std::to_string(result), Blame::shipit);
}

std::uint8_t* bytes_of(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }
const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

// What stands at the head of a block.
lzma_block read_header(std::string_view bytes, std::array<lzma_filter, LZMA_FILTERS_MAX + 1>& to) {
  lzma_block block{};
  block.check = LZMA_CHECK_CRC64;
  block.filters = to.data();
  block.header_size = lzma_block_header_size_decode(*bytes_of(bytes));
  if (bytes.size() < block.header_size) check(LZMA_DATA_ERROR);
  check(lzma_block_header_decode(&block, nullptr, bytes_of(bytes)));
  for (const lzma_filter* filter = to.data(); filter->id != LZMA_VLI_UNKNOWN; ++filter)
    std::free(filter->options);
  return block;
}

}  // namespace

std::string xz_block(std::string_view content) {
  lzma_options_lzma options{};
  lzma_lzma_preset(&options, LZMA_PRESET_DEFAULT);
  options.dict_size = dictionary_bytes;
  std::array<lzma_filter, 2> filters{lzma_filter{LZMA_FILTER_LZMA2, &options},
                                     lzma_filter{LZMA_VLI_UNKNOWN, nullptr}};
  lzma_block block{};
  block.check = LZMA_CHECK_CRC64;
  block.filters = filters.data();
  std::string encoded(lzma_block_buffer_bound(content.size()), '\0');
  std::size_t size = 0;
  check(lzma_block_buffer_encode(&block, nullptr, bytes_of(content), content.size(),
                                 bytes_of(encoded), &size, encoded.size()));
  encoded.resize(size);
  encoded.shrink_to_fit();
  return encoded;
}

std::string xz_kind() {
  return std::string("xz ") + lzma_version_string() + " preset 6 dictionary " +
         std::to_string(dictionary_bytes);
}

struct XzStream::State {
  Sink sink;
  lzma_index* index = lzma_index_init(nullptr);
  lzma_stream_flags flags{};

  explicit State(Sink to) : sink(std::move(to)) { flags.check = LZMA_CHECK_CRC64; }
  ~State() { lzma_index_end(index, nullptr); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

XzStream::XzStream(Sink sink) : state_(std::make_unique<State>(std::move(sink))) {
  std::string header(LZMA_STREAM_HEADER_SIZE, '\0');
  check(lzma_stream_header_encode(&state_->flags, bytes_of(header)));
  state_->sink(header);
}

XzStream::~XzStream() = default;

void XzStream::add(std::string_view block) {
  std::array<lzma_filter, LZMA_FILTERS_MAX + 1> filters{};
  const lzma_block header = read_header(block, filters);
  if (lzma_block_total_size(&header) != block.size()) check(LZMA_DATA_ERROR);
  check(lzma_index_append(state_->index, nullptr, lzma_block_unpadded_size(&header),
                          header.uncompressed_size));
  state_->sink(block);
}

void XzStream::close() {
  std::string index(lzma_index_size(state_->index), '\0');
  std::size_t size = 0;
  check(lzma_index_buffer_encode(state_->index, bytes_of(index), &size, index.size()));
  state_->sink(index);
  state_->flags.backward_size = size;
  std::string footer(LZMA_STREAM_HEADER_SIZE, '\0');
  check(lzma_stream_footer_encode(&state_->flags, bytes_of(footer)));
  state_->sink(footer);
}

std::string xz(std::string_view content) {
  std::string compressed;
  XzStream stream([&](std::string_view bytes) { compressed += bytes; });
  if (!content.empty()) stream.add(xz_block(content));
  stream.close();
  return compressed;
}

}  // namespace shipit
