// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
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

std::string_view Unpacker::view() {
  const std::uint64_t size = number();
  if (size > rest_.size()) good_ = false;
  if (!good_) return {};
  const std::string_view value = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return value;
}

std::string Unpacker::text() { return std::string(view()); }

void PathPacker::add(Packer& to, std::string_view path) {
  const auto same = std::mismatch(path.begin(), path.end(), last_.begin(), last_.end()).first;
  const auto shared = static_cast<std::size_t>(same - path.begin());
  to.number(shared);
  to.text(path.substr(shared));
  last_ = path;
}

// More than the last one has is as if it were all of that.
std::string PathUnpacker::next(Unpacker& from) {
  last_.resize(std::min<std::uint64_t>(from.number(), last_.size()));
  last_ += from.view();
  return last_;
}

}  // namespace shipit
