// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/brotli.hpp>
#include <assets/encoding.hpp>
#include <base/gzip.hpp>
#include <base/zstd.hpp>
#include <iterator>

namespace shipit {
namespace {

constexpr std::uint64_t floor_bytes = 1024;

// At quality 11 brotli takes two seconds for each MiB.
constexpr std::uint64_t most_for_best_brotli = 1 << 20;

constexpr std::string_view compressed_already[] = {
    ".7z",  ".aac",  ".apk",  ".avif", ".br",    ".bz2",  ".docx", ".epub", ".flac",
    ".gif", ".gz",   ".heic", ".heif", ".jar",   ".jpeg", ".jpg",  ".jxl",  ".lz4",
    ".m4a", ".m4v",  ".mkv",  ".mov",  ".mp3",   ".mp4",  ".odp",  ".ods",  ".odt",
    ".oga", ".ogg",  ".ogv",  ".opus", ".pdf",   ".png",  ".pptx", ".rar",  ".svgz",
    ".tgz", ".webm", ".webp", ".woff", ".woff2", ".xlsx", ".xz",   ".zip",  ".zst"};

bool is_compressed_already(std::string_view path) {
  return std::find(std::begin(compressed_already), std::end(compressed_already),
                   extension_of(path)) != std::end(compressed_already);
}

}  // namespace

std::string_view extension_of(Codec codec) {
  switch (codec) {
    case Codec::gzip:
      return "gz";
    case Codec::brotli:
      return "br";
    case Codec::zstd:
      return "zst";
  }
  return {};
}

std::string kind_of(const Encoding& encoding) {
  switch (encoding.codec) {
    case Codec::gzip:
      return gzip_kind(encoding.level);
    case Codec::brotli:
      return brotli_kind(encoding.level);
    case Codec::zstd:
      return zstd_kind(encoding.level);
  }
  return {};
}

std::vector<Encoding> encodings_for(std::string_view path, std::uint64_t size,
                                    const Precompression& wanted) {
  if (wanted.profile == Profile::dev || size < floor_bytes || is_compressed_already(path))
    return {};
  const bool is_fast = wanted.profile == Profile::fast;
  std::vector<Encoding> encodings = {{Codec::gzip, is_fast ? 6 : 12}};
  if (extension_of(path) == ".map") return encodings;
  const int best = size <= most_for_best_brotli ? 11 : 9;
  encodings.push_back({Codec::brotli, is_fast ? 5 : best});
  if (wanted.zstd == Zstd::on) encodings.push_back({Codec::zstd, is_fast ? 3 : 19});
  return encodings;
}

bool is_worth_it(std::uint64_t size, std::uint64_t compressed) {
  return compressed * 20 <= size * 19;
}

}  // namespace shipit
