// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace shipit {

// Makes brotli streams (RFC 7932): the same content and quality give the same bytes. The window is
// no larger than the content wants, and the library's memory serves one content after another: with
// fresh pages for each, most of the time for small files would go into clearing them. Wraps brotli.
class Brotli {
 public:
  Brotli();
  ~Brotli();
  Brotli(const Brotli&) = delete;
  Brotli& operator=(const Brotli&) = delete;

  std::string compress(std::string_view content, int quality);  // 0 to 11

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

// What the bytes depend on besides the content: the library's version, the quality, the window.
std::string brotli_kind(int quality);

}  // namespace shipit
