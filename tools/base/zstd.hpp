// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace shipit {

// One independent zstd frame (RFC 8878) that holds `content`, with its size in the header and a
// checksum at the end. The same content and level give the same bytes. Wraps libzstd.
std::string zstd_frame(std::string_view content, int level);

// What the bytes of a frame depend on besides its content: the library's version and the level.
std::string zstd_kind(int level);

// Whether a frame of zstd_frame() holds `content`, as far as its size and checksum tell.
bool zstd_holds(std::string_view frame, std::string_view content);

// What a file of zstd frames holds, in pieces; skippable frames are passed over. An Error when it
// is damaged, ends early, or needs a window that decoders don't take by default.
void read_zstd_file(const Path& file, const std::function<void(std::string_view)>& sink);

struct ZstdSettings {
  int level;
  unsigned window_log = 27;  // 128 MiB, as `zstd --long=27`, which all decoders take by default
};

// What the bytes of a ZstdStream depend on besides what is written.
std::string zstd_stream_kind(const ZstdSettings& settings);

// One frame for all that is written, with one window: smaller than many frames, and made anew for
// every change. Compressed on several cores, whose number never changes a byte.
class ZstdStream {
 public:
  // `sink` takes the bytes as they come; what it throws reaches the caller.
  ZstdStream(std::function<void(std::string_view)> sink, ZstdSettings settings);
  ~ZstdStream();
  ZstdStream(const ZstdStream&) = delete;
  ZstdStream& operator=(const ZstdStream&) = delete;

  void write(std::string_view bytes);
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace shipit
