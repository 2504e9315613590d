// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/encoding.hpp>
#include <base/files.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace shipit {

// What a content becomes in one encoding.
struct Compressed {
  std::uint64_t size = 0;  // 0: it saves too little to be kept
  std::string sha256;      // raw; empty when it isn't kept
};

// What the contents of one output folder became, by their SHA-256 and the kind of the encoding: by
// it a build knows without the cache whether a compressed form that lies there is the right one.
class KnownVariants {
 public:
  KnownVariants() = default;
  // As packed() has it; what is damaged tells nothing.
  explicit KnownVariants(std::string_view bytes);
  // Of a file that write() left, or none.
  static KnownVariants read(const Path& file);

  // `content`: the raw SHA-256 of what is compressed.
  std::optional<Compressed> find(const std::string& content, const Encoding& encoding) const;
  void add(const std::string& content, const Encoding& encoding, Compressed compressed);

  std::string packed() const;
  void write(const Path& file) const;

 private:
  using OfKind = std::unordered_map<std::string, Compressed>;  // by content

  std::map<std::string, OfKind> known_;  // by kind
};

}  // namespace shipit
