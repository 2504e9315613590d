// SPDX-License-Identifier: Apache-2.0
#include <assets/held_bytes.hpp>
#include <base/hash.hpp>

namespace shipit {

void HeldBytes::hold(const Path& file, std::string_view sha256, std::string bytes) {
  const std::scoped_lock lock(guard_);
  if (bytes.size() > most_of_one || total_ + bytes.size() > most_of_all) return;
  const auto [held, is_new] = files_.try_emplace(file.native());
  if (!is_new) return;
  total_ += bytes.size();
  held->second = {std::string(sha256), std::move(bytes)};
}

const std::string* HeldBytes::find(const Path& file, std::string_view sha256) const {
  const std::scoped_lock lock(guard_);
  const auto held = files_.find(file.native());
  return held == files_.end() || held->second.sha256 != sha256 ? nullptr : &held->second.bytes;
}

std::optional<std::string> HeldBytes::read(const Path& file, std::string_view sha256) const {
  if (const std::string* held = find(file, sha256)) return *held;
  std::string bytes = read_file(file);
  if (hash(HashKind::sha256, bytes) != sha256) return std::nullopt;
  return bytes;
}

}  // namespace shipit
