// SPDX-License-Identifier: Apache-2.0
#include <zstd.h>

#include <algorithm>
#include <base/checksum.hpp>
#include <base/error.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <base/zstd.hpp>
#include <memory>

namespace shipit {
namespace {

std::size_t check(std::size_t result) {
  if (ZSTD_isError(result) != 0)
    throw Error(std::string("cannot compress with zstd: ") + ZSTD_getErrorName(result));
  return result;
}

// To make one costs as much as to compress some kilobytes: a thread has one for all its frames.
ZSTD_CCtx* context_of_thread() {
  thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                                  ZSTD_freeCCtx);
  check(ZSTD_CCtx_reset(context.get(), ZSTD_reset_session_and_parameters));
  return context.get();
}

}  // namespace

std::string zstd_frame(std::string_view content, int level) {
  ZSTD_CCtx* const context = context_of_thread();
  check(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level));
  check(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1));
  check(ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1));
  const std::size_t bound = ZSTD_compressBound(content.size());
  // Not filled with zeros, which would cost as much as a copy.
  const auto buffer = std::make_unique_for_overwrite<char[]>(bound);
  const std::size_t size =
      check(ZSTD_compress2(context, buffer.get(), bound, content.data(), content.size()));
  return {buffer.get(), size};
}

std::string zstd_kind(int level) {
  return std::string("zstd ") + ZSTD_versionString() + " level " + std::to_string(level);
}

bool zstd_holds(std::string_view frame, std::string_view content) {
  constexpr std::size_t sum_bytes = 4;  // RFC 8878 section 3.1.1: the low ones, little-endian
  if (frame.size() < sum_bytes ||
      ZSTD_getFrameContentSize(frame.data(), frame.size()) != content.size())
    return false;
  std::uint64_t sum = xxh64(content);
  for (const char byte : frame.substr(frame.size() - sum_bytes)) {
    if (byte != static_cast<char>(sum & 0xff)) return false;
    sum >>= 8;
  }
  return true;
}

void read_zstd_file(const Path& file, const std::function<void(std::string_view)>& sink) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                     ZSTD_freeDCtx);
  std::string buffer(ZSTD_DStreamOutSize(), '\0');
  std::size_t left = 0;  // of the frame that is being read
  const auto refuse = [&](const std::string& why) {
    throw Error("cannot uncompress " + quote(file.native()) + ": " + why);
  };
  read_file(file, [&](std::string_view bytes) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    bool is_full = false;
    while (in.pos < in.size || is_full) {
      ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
      left = ZSTD_decompressStream(context.get(), &out, &in);
      if (ZSTD_isError(left) != 0) refuse(ZSTD_getErrorName(left));
      is_full = left != 0 && out.pos == out.size;
      sink(std::string_view(buffer).substr(0, out.pos));
    }
  });
  if (left != 0) refuse("it ends early");
}

namespace {

// By default it would follow from the window: 512 MiB. With 4 MiB a packaging of 510 MB by a window
// of 128 MiB takes more than 256 MiB of memory.
constexpr int job_bytes = 3 << 20;

}  // namespace

std::string zstd_stream_kind(const ZstdSettings& settings) {
  return zstd_kind(settings.level) + " window " + std::to_string(settings.window_log) +
         " in jobs of " + std::to_string(job_bytes);
}

struct ZstdStream::State {
  std::function<void(std::string_view)> sink;
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), ZSTD_freeCCtx};
  std::string buffer = std::string(ZSTD_CStreamOutSize(), '\0');

  void set(ZSTD_cParameter parameter, int value) {
    check(ZSTD_CCtx_setParameter(context.get(), parameter, value));
  }
  void run(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t left = 1;
    while (in.pos < in.size || (directive == ZSTD_e_end && left != 0)) {
      ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
      left = check(ZSTD_compressStream2(context.get(), &out, &in, directive));
      sink(std::string_view(buffer).substr(0, out.pos));
    }
  }
};

ZstdStream::ZstdStream(std::function<void(std::string_view)> sink, ZstdSettings settings)
    : state_(std::make_unique<State>(State{.sink = std::move(sink)})) {
  state_->set(ZSTD_c_compressionLevel, settings.level);
  state_->set(ZSTD_c_checksumFlag, 1);
  state_->set(ZSTD_c_windowLog, static_cast<int>(settings.window_log));
  state_->set(ZSTD_c_enableLongDistanceMatching, 1);
  // Jobs are cut alike for any number of workers but none.
  state_->set(ZSTD_c_nbWorkers, static_cast<int>(std::min<std::size_t>(core_count(), 2)));
  state_->set(ZSTD_c_jobSize, job_bytes);
}

ZstdStream::~ZstdStream() = default;

void ZstdStream::write(std::string_view bytes) {
  if (!bytes.empty()) state_->run(bytes, ZSTD_e_continue);
}

void ZstdStream::close() { state_->run({}, ZSTD_e_end); }

}  // namespace shipit
