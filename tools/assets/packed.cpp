// SPDX-License-Identifier: Apache-2.0
#include <assets/packed.hpp>
#include <base/hash.hpp>

namespace shipit {
namespace {

constexpr std::size_t seal_size = 32;

}  // namespace

// Seven bits a byte, the lowest first; all but the last have the eighth.
void Packer::number(std::uint64_t value) {
  for (; value >= 128; value >>= 7) bytes_ += static_cast<char>((value & 127) | 128);
  bytes_ += static_cast<char>(value);
}

void Packer::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
}

std::string Packer::sealed() const { return bytes_ + hash(HashKind::sha256, bytes_); }

Unpacker::Unpacker(std::string_view sealed) {
  if (sealed.size() < seal_size) return;
  rest_ = sealed.substr(0, sealed.size() - seal_size);
  good_ = hash(HashKind::sha256, rest_) == sealed.substr(rest_.size());
}

std::uint64_t Unpacker::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; good_ && shift < 64; shift += 7) {
    if (rest_.empty()) break;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 127U) << shift;
    if (byte < 128) return value;
  }
  good_ = false;
  return 0;
}

std::string Unpacker::text() {
  const std::uint64_t size = number();
  if (size > rest_.size()) good_ = false;
  if (!good_) return {};
  std::string value(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return value;
}

}  // namespace shipit
