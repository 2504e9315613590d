// SPDX-License-Identifier: Apache-2.0
// What compressing costs when there is nothing else to do: libdeflate and brotli on the files that
// the standard input names, a line "gz PATH" or "br PATH" each, largest first. Nothing is written.
// usage: codecs GZIP-LEVEL BROTLI-LEVEL BROTLI-LEVEL-ABOVE-1-MIB THREADS
#include <brotli/encode.h>
#include <libdeflate.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace {

struct Job {
  std::string codec, bytes;
};

struct Levels {
  int gzip, brotli, brotli_big;
};

// The smallest window that holds it all (RFC 7932, section 9.1): a larger one costs cleared memory.
int window_for(std::size_t size) {
  int bits = BROTLI_MIN_WINDOW_BITS;
  while (bits < BROTLI_MAX_WINDOW_BITS && (std::size_t{1} << bits) - 16 < size) ++bits;
  return bits;
}

std::size_t by_brotli(const std::string& bytes, int level, std::vector<std::uint8_t>& out) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  out.resize(size);
  BrotliEncoderCompress(level, window_for(bytes.size()), BROTLI_MODE_GENERIC, bytes.size(),
                        reinterpret_cast<const std::uint8_t*>(bytes.data()), &size, out.data());
  return size;
}

std::size_t by_gzip(const std::string& bytes, libdeflate_compressor* codec,
                    std::vector<std::uint8_t>& out) {
  out.resize(libdeflate_gzip_compress_bound(codec, bytes.size()));
  return libdeflate_gzip_compress(codec, bytes.data(), bytes.size(), out.data(), out.size());
}

std::vector<Job> read_jobs() {
  std::vector<Job> jobs;
  for (std::string codec, path; std::cin >> codec >> std::ws && std::getline(std::cin, path);) {
    std::ifstream in(path, std::ios::binary);
    jobs.push_back({codec, {std::istreambuf_iterator<char>(in), {}}});
  }
  return jobs;
}

}  // namespace

int main(int, char** words) {
  // Freed memory stays in the process, so that the kernel need not clear it again for each file.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  const Levels levels{std::atoi(words[1]), std::atoi(words[2]), std::atoi(words[3])};
  const std::vector<Job> jobs = read_jobs();
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> total = 0;
  const auto work = [&] {
    libdeflate_compressor* gzip = libdeflate_alloc_compressor(levels.gzip);
    std::vector<std::uint8_t> out;
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      const std::string& bytes = jobs[i].bytes;
      const int level = bytes.size() > (1 << 20) ? levels.brotli_big : levels.brotli;
      total += jobs[i].codec == "br" ? by_brotli(bytes, level, out) : by_gzip(bytes, gzip, out);
    }
    libdeflate_free_compressor(gzip);
  };
  std::vector<std::thread> threads(static_cast<std::size_t>(std::atoi(words[4])));
  for (std::thread& thread : threads) thread = std::thread(work);
  for (std::thread& thread : threads) thread.join();
  std::printf("%zu contents, %zu bytes\n", jobs.size(), total.load());
}
