// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <ctime>
#include <release/utc_time.hpp>

namespace shipit {

std::string utc_time(std::int64_t epoch) {
  const std::time_t time = epoch;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

std::optional<std::int64_t> parse_utc_time(std::string_view text) {
  const std::string whole(text);
  std::tm parts{};
  const char* end = strptime(whole.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == nullptr || *end != '\0' || whole.size() != text.size()) return std::nullopt;
  const std::time_t time = timegm(&parts);
  // What strptime() let through, an hour of one digit or the 31st of February, comes out changed.
  if (utc_time(time) != text) return std::nullopt;
  return time;
}

}  // namespace shipit
