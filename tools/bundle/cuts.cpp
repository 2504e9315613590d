// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>
#include <bundle/cuts.hpp>

namespace shipit {
namespace {

// splitmix64: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

// FNV-1a, mixed once more: its high bits alone are poor.
std::uint64_t hash_of(std::string_view path) {
  std::uint64_t sum = 0xcbf29ce484222325;
  for (const char c : path) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return mixed(sum);
}

// With a chance of `bytes` in `usual`, so that groups have that many bytes on average whether
// files are small or large.
bool ends_group(std::string_view path, std::uint64_t bytes, std::size_t usual) {
  if (bytes >= usual) return true;
  return hash_of(path) < ~std::uint64_t{0} / usual * bytes;
}

constexpr std::array<std::uint64_t, 256> make_gear() {
  std::array<std::uint64_t, 256> gear{};
  for (std::size_t i = 0; i < gear.size(); ++i) gear[i] = mixed(i);
  return gear;
}

constexpr std::array<std::uint64_t, 256> gear = make_gear();

}  // namespace

std::vector<Group> group_files(const std::vector<CutFile>& files, const CutRule& rule) {
  constexpr std::uint64_t header = 512;
  const std::size_t usual = std::max<std::size_t>(rule.usual - rule.least, 1);
  std::vector<Group> groups;
  Group open{};
  std::uint64_t gathered = 0;
  const auto close = [&](std::size_t end) {
    if (open.first != end) groups.push_back({open.first, end});
    open.first = end;
    gathered = 0;
  };
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::uint64_t bytes = header + files[i].size;
    if (bytes > rule.most) {
      close(i);
      groups.push_back({i, i + 1, true});
      open.first = i + 1;
      continue;
    }
    if (gathered + bytes > rule.most) close(i);
    gathered += bytes;
    if (gathered >= rule.least && ends_group(files[i].path, bytes, usual)) close(i + 1);
  }
  close(files.size());
  return groups;
}

Chunker::Step Chunker::take(std::string_view bytes) {
  // The sum's high bits have seen the most bytes.
  const auto bits =
      static_cast<int>(std::bit_width(std::max<std::size_t>(rule_.usual - rule_.least, 1))) - 1;
  const std::uint64_t mask = bits == 0 ? 0 : ~std::uint64_t{0} << (64 - bits);
  constexpr std::size_t window = 64;
  const std::size_t blind = rule_.least > window ? rule_.least - window : 0;
  std::size_t at = std::min(bytes.size(), blind - std::min(blind, gathered_));
  gathered_ += at;
  while (at < bytes.size()) {
    sum_ = (sum_ << 1) + gear[static_cast<unsigned char>(bytes[at++])];
    ++gathered_;
    const bool here = gathered_ >= rule_.least && (sum_ & mask) == 0;
    if (!here && gathered_ < rule_.most) continue;
    gathered_ = 0;
    sum_ = 0;
    return {at, true};
  }
  return {at, false};
}

}  // namespace shipit
