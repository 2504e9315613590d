// SPDX-License-Identifier: Apache-2.0
#include <assets/brotli.hpp>
#include <assets/compressor.hpp>
#include <base/gzip.hpp>
#include <base/zstd.hpp>
#include <map>

namespace shipit {

struct Compressor::Tools {
  std::map<int, Gzip> gzip;  // by level
  Brotli brotli;

  std::string compress(std::string_view content, const Encoding& encoding) {
    switch (encoding.codec) {
      case Codec::gzip:
        return gzip.try_emplace(encoding.level, encoding.level).first->second.compress(content);
      case Codec::brotli:
        return brotli.compress(content, encoding.level);
      case Codec::zstd:
        return zstd_frame(content, encoding.level);
    }
    return {};
  }
};

Compressor::Compressor() = default;
Compressor::~Compressor() = default;

std::unique_ptr<Compressor::Tools> Compressor::take() {
  const std::scoped_lock lock(guard_);
  if (free_.empty()) return std::make_unique<Tools>();
  std::unique_ptr<Tools> tools = std::move(free_.back());
  free_.pop_back();
  return tools;
}

std::string Compressor::compress(std::string_view content, const Encoding& encoding) {
  std::unique_ptr<Tools> tools = take();
  std::string bytes = tools->compress(content, encoding);
  const std::scoped_lock lock(guard_);
  free_.push_back(std::move(tools));
  return bytes;
}

}  // namespace shipit
