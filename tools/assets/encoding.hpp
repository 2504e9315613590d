// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// dev: nothing is compressed. fast: gzip 6, brotli 5 and zstd 3. release: gzip 12, brotli 11 (9
// above 1 MiB) and zstd 19.
enum class Profile { dev, fast, release };

enum class Zstd { off, on };

// Which compressed forms of the published files are made.
struct Precompression {
  Profile profile = Profile::dev;
  Zstd zstd = Zstd::off;
};

// A Content-Encoding: gzip (RFC 1952), br (RFC 7932), zstd (RFC 8878).
enum class Codec { gzip, brotli, zstd };

// What compressed forms are called in the manifest, and at the end of their names: 'gz', 'br',
// 'zst'.
std::string_view extension_of(Codec codec);

// One way to compress.
struct Encoding {
  Codec codec;
  int level;

  bool operator==(const Encoding&) const = default;
};

// What the compressed bytes depend on besides the content: the library, its version, the level.
std::string kind_of(const Encoding& encoding);

// How a file of this name and size is to be compressed: not at all below 1 KiB, nor where its
// format is compressed already; source maps, which only debuggers load, with gzip alone.
std::vector<Encoding> encodings_for(std::string_view path, std::uint64_t size,
                                    const Precompression& wanted);

// Whether a compressed form saves enough to be kept: 5 % of the size.
bool is_worth_it(std::uint64_t size, std::uint64_t compressed);

}  // namespace shipit
