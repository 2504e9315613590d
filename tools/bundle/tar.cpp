// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <bundle/tar.hpp>

namespace shipit {
namespace {

constexpr std::uint64_t block = 512;
constexpr std::array<char, 2 * block> zeros{};

}  // namespace

std::string tar_header(const Member& member) {
  std::string header;
  ArchiveWriter writer(ArchiveFormat::gnu_tar, [&](std::string_view bytes) { header += bytes; });
  writer.begin(member);
  return header;
}

std::string_view tar_padding(std::uint64_t size) {
  return {zeros.data(), static_cast<std::size_t>((block - size % block) % block)};
}

std::string_view tar_end() { return {zeros.data(), zeros.size()}; }

}  // namespace shipit
