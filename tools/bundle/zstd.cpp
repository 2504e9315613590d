// SPDX-License-Identifier: Apache-2.0
#include <zstd.h>

#include <base/error.hpp>
#include <bundle/zstd.hpp>
#include <memory>

namespace shipit {
namespace {

std::size_t check(std::size_t result) {
  if (ZSTD_isError(result) != 0)
    throw Error(std::string("cannot compress with zstd: ") + ZSTD_getErrorName(result));
  return result;
}

}  // namespace

std::string zstd_frame(std::string_view content, int level) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                     ZSTD_freeCCtx);
  check(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level));
  check(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1));
  check(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 1));
  std::string frame(ZSTD_compressBound(content.size()), '\0');
  frame.resize(check(
      ZSTD_compress2(context.get(), frame.data(), frame.size(), content.data(), content.size())));
  frame.shrink_to_fit();
  return frame;
}

}  // namespace shipit
