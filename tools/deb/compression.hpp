// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/archive_writer.hpp>
#include <bundle/pass.hpp>
#include <functional>
#include <string>
#include <string_view>

namespace shipit {

// What the members of a .deb are compressed by (deb(5)).
enum class Compression {
  xz,    // one stream of many blocks, which the cache keeps
  gzip,  // one member, made anew for every change
  zstd   // one frame, made anew for every change: dpkg 1.21 stops after the first
};

// 'xz', 'gz' or 'zst', as in 'data.tar.xz'.
std::string suffix_of(Compression compression);

// What makes frames of the members of a package's data.tar, for the stream below.
FrameCodec codec_of(Compression compression);

// Joins those frames to what stands in the package.
struct FrameStream {
  std::function<void(const std::string& frame)> add;
  std::function<void()> close;
};

FrameStream frame_stream(Compression compression, Sink sink);

// `content` as one such stream.
std::string compressed(Compression compression, const std::string& content);

}  // namespace shipit
