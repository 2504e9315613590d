// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/encoding.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Compresses, from several threads at once; what the libraries need to work is kept from one
// content to the next, once for each thread.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  // The same bytes whichever the thread, and whatever came before.
  std::string compress(std::string_view content, const Encoding& encoding);

 private:
  struct Tools;
  std::unique_ptr<Tools> take();

  std::mutex guard_;
  std::vector<std::unique_ptr<Tools>> free_;
};

}  // namespace shipit
