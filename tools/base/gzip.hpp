// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace shipit {

// Makes gzip files (RFC 1952) of one member without name and time: the same content and level give
// the same bytes. Its memory serves one content after another. Wraps libdeflate.
class Gzip {
 public:
  explicit Gzip(int level);  // 1 to 12

  std::string compress(std::string_view content);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

// What the bytes depend on besides the content: the library's version and the level.
std::string gzip_kind(int level);

}  // namespace shipit
