// SPDX-License-Identifier: Apache-2.0
#include <base/number.hpp>
#include <bundle/pax_header.hpp>
#include <numeric>

namespace shipit {
namespace {

constexpr std::size_t block_bytes = 512;

// "LENGTH KEY=VALUE\n", where LENGTH counts itself.
std::string record(std::string_view key, std::string_view value) {
  const std::size_t rest = key.size() + value.size() + 3;
  std::size_t length = rest;
  while (rest + std::to_string(length).size() != length)
    length = rest + std::to_string(length).size();
  return std::to_string(length) + " " + std::string(key) + "=" + std::string(value) + "\n";
}

void put(std::string& block, std::size_t at, std::string_view bytes) {
  block.replace(at, bytes.size(), bytes);
}

// A ustar header (POSIX.1-2017, pax, "ustar Interchange Format") with the values that git uses.
std::string header(std::size_t size, std::int64_t mtime) {
  std::string block(block_bytes, '\0');
  put(block, 0, "pax_global_header");
  put(block, 100, "0000666");
  put(block, 108, "0000000");
  put(block, 116, "0000000");
  put(block, 124, octal(size, 11));
  put(block, 136, octal(mtime > 0 ? static_cast<std::uint64_t>(mtime) : 0, 11));
  put(block, 148, "        ");
  put(block, 156, "g");
  put(block, 257,
      std::string_view("ustar\0"
                       "00",
                       8));
  put(block, 265, "root");
  put(block, 297, "root");
  put(block, 329, "0000000");
  put(block, 337, "0000000");
  const auto sum = std::accumulate(
      block.begin(), block.end(), std::uint64_t{0},
      [](std::uint64_t total, char c) { return total + static_cast<unsigned char>(c); });
  put(block, 148, octal(sum, 7));
  block[155] = '\0';
  return block;
}

}  // namespace

std::string pax_global_header(std::string_view commit, std::int64_t mtime) {
  std::string body = commit.empty() ? std::string() : record("comment", commit);
  body += record("mtime", std::to_string(mtime));
  std::string blocks = header(body.size(), mtime) + body;
  blocks.resize((blocks.size() + block_bytes - 1) / block_bytes * block_bytes);
  return blocks;
}

}  // namespace shipit
