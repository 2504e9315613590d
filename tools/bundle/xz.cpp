// SPDX-License-Identifier: Apache-2.0
#include <lzma.h>

#include <algorithm>
#include <base/error.hpp>
#include <bundle/xz.hpp>
#include <thread>
#include <vector>

namespace shipit {
namespace {

constexpr std::uint64_t block_bytes = std::uint64_t{8} << 20;
constexpr std::uint64_t most_memory = std::uint64_t{1} << 30;

lzma_mt options_for(unsigned threads) {
  lzma_mt options{};
  options.threads = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  options.block_size = block_bytes;
  options.preset = LZMA_PRESET_DEFAULT;
  options.check = LZMA_CHECK_CRC64;
  while (options.threads > 1 && lzma_stream_encoder_mt_memusage(&options) > most_memory)
    --options.threads;
  return options;
}

}  // namespace

struct XzWriter::State {
  lzma_stream stream = LZMA_STREAM_INIT;
  Sink sink;
  std::vector<std::uint8_t> buffer = std::vector<std::uint8_t>(std::size_t{1} << 18);

  explicit State(Sink to) : sink(std::move(to)) {}
  ~State() { lzma_end(&stream); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void hand_on() {
    sink({reinterpret_cast<const char*>(buffer.data()), buffer.size() - stream.avail_out});
    stream.next_out = buffer.data();
    stream.avail_out = buffer.size();
  }

  // Until all input is taken and, for LZMA_FINISH, the stream has its end.
  void work(lzma_action action) {
    while (true) {
      const lzma_ret result = lzma_code(&stream, action);
      if (stream.avail_out == 0 || result == LZMA_STREAM_END) hand_on();
      if (result == LZMA_STREAM_END) return;
      if (result == LZMA_MEM_ERROR) throw Error("cannot compress with xz: not enough memory");
      if (result != LZMA_OK && result != LZMA_BUF_ERROR)
        throw Error("cannot compress with xz: error " + std::to_string(result));
      if (action == LZMA_RUN && stream.avail_in == 0) return;
    }
  }
};

XzWriter::XzWriter(Sink sink, unsigned threads) : state_(std::make_unique<State>(std::move(sink))) {
  const lzma_mt options = options_for(threads);
  if (lzma_stream_encoder_mt(&state_->stream, &options) != LZMA_OK)
    throw Error("cannot compress with xz: not enough memory");
  state_->stream.next_out = state_->buffer.data();
  state_->stream.avail_out = state_->buffer.size();
}

XzWriter::~XzWriter() = default;

void XzWriter::write(std::string_view bytes) {
  if (bytes.empty()) return;
  state_->stream.next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  state_->stream.avail_in = bytes.size();
  state_->work(LZMA_RUN);
}

void XzWriter::close() { state_->work(LZMA_FINISH); }

std::string xz(std::string_view content) {
  std::string compressed;
  XzWriter writer([&](std::string_view bytes) { compressed += bytes; }, 1);
  writer.write(content);
  writer.close();
  return compressed;
}

}  // namespace shipit
