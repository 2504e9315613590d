// SPDX-License-Identifier: Apache-2.0
#include <base/zstd.hpp>
#include <bundle/xz.hpp>
#include <deb/compression.hpp>
#include <memory>

namespace shipit {
namespace {

// As dpkg-deb's own: who unpacks needs no more than these 8 MiB.
constexpr ZstdSettings zstd_settings{.level = 9, .window_log = 23};

FrameStream xz_stream(Sink sink) {
  const auto stream = std::make_shared<XzStream>(std::move(sink));
  return {.add =
              [stream](const std::string& frame) {
                if (!frame.empty()) stream->add(frame);
              },
          .close = [stream] { stream->close(); }};
}

FrameStream gzip_stream(Sink sink) {
  const auto stream = std::make_shared<ArchiveWriter>(ArchiveFormat::gzip, std::move(sink));
  stream->begin({.path = "data"});
  return {.add = [stream](const std::string& frame) { stream->write(frame); },
          .close =
              [stream] {
                stream->end();
                stream->close();
              }};
}

FrameStream zstd_stream(Sink sink) {
  const auto stream = std::make_shared<ZstdStream>(std::move(sink), zstd_settings);
  return {.add = [stream](const std::string& frame) { stream->write(frame); },
          .close = [stream] { stream->close(); }};
}

}  // namespace

std::string suffix_of(Compression compression) {
  if (compression == Compression::gzip) return "gz";
  return compression == Compression::zstd ? "zst" : "xz";
}

FrameCodec codec_of(Compression compression) {
  if (compression == Compression::xz)
    return {.id = xz_kind(), .encode = [](const std::string& bytes) { return xz_block(bytes); }};
  const bool zstd = compression == Compression::zstd;
  return {.id = zstd ? zstd_stream_kind(zstd_settings) : "gzip in one member"};
}

FrameStream frame_stream(Compression compression, Sink sink) {
  if (compression == Compression::gzip) return gzip_stream(std::move(sink));
  return compression == Compression::zstd ? zstd_stream(std::move(sink))
                                          : xz_stream(std::move(sink));
}

std::string compressed(Compression compression, const std::string& content) {
  std::string made;
  const FrameStream stream =
      frame_stream(compression, [&](std::string_view bytes) { made += bytes; });
  stream.add(frame_of(codec_of(compression), content).bytes);
  stream.close();
  return made;
}

}  // namespace shipit
