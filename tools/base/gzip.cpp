// SPDX-License-Identifier: Apache-2.0
#include <libdeflate.h>

#include <base/error.hpp>
#include <base/gzip.hpp>

namespace shipit {

void Gzip::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Gzip::Gzip(int level) : compressor_(libdeflate_alloc_compressor(level)) {
  if (compressor_ == nullptr) throw Error("cannot compress with gzip: there is too little memory");
}

std::string Gzip::compress(std::string_view content) {
  std::string bytes(libdeflate_gzip_compress_bound(compressor_.get(), content.size()), '\0');
  const std::size_t size = libdeflate_gzip_compress(compressor_.get(), content.data(),
                                                    content.size(), bytes.data(), bytes.size());
  if (size == 0) throw Error("libdeflate wants more room than it said", Blame::shipit);
  bytes.resize(size);
  return bytes;
}

std::string gzip_kind(int level) {
  return "gzip by libdeflate-" LIBDEFLATE_VERSION_STRING " level " + std::to_string(level);
}

}  // namespace shipit
