// SPDX-License-Identifier: Apache-2.0
#include <assets/held_bytes.hpp>
#include <mutex>

namespace shipit {

void HeldBytes::hold(const std::string& file, std::string_view sha256, std::string bytes) {
  const std::scoped_lock lock(guard_);
  if (bytes.size() > most_of_one || total_ + bytes.size() > most_of_all) return;
  const auto [held, is_new] = files_.try_emplace(file);
  if (!is_new) return;
  total_ += bytes.size();
  held->second = {std::string(sha256), std::move(bytes)};
}

void HeldBytes::clear() {
  const std::scoped_lock lock(guard_);
  files_.clear();
  total_ = 0;
}

const std::string* HeldBytes::find(const std::string& file, std::string_view sha256) const {
  const std::scoped_lock lock(guard_);
  const auto held = files_.find(file);
  return held == files_.end() || held->second.sha256 != sha256 ? nullptr : &held->second.bytes;
}

}  // namespace shipit
