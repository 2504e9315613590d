// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <charconv>
#include <cmath>
#include <release/stop_timeout.hpp>
#include <string>
#include <utility>

namespace shipit {
namespace {

constexpr unsigned by_default = 90;          // DefaultTimeoutStopSec= of systemd-system.conf(5)
constexpr double most = 7.0 * 24 * 60 * 60;  // more is as good as without end

// systemd.time(7), time spans; as far as anybody writes them for a service.
constexpr std::array<std::pair<std::string_view, double>, 20> units{
    {{"us", 1e-6},   {"usec", 1e-6},  {"ms", 1e-3},    {"msec", 1e-3}, {"", 1},
     {"s", 1},       {"sec", 1},      {"second", 1},   {"seconds", 1}, {"m", 60},
     {"min", 60},    {"minute", 60},  {"minutes", 60}, {"h", 3600},    {"hr", 3600},
     {"hour", 3600}, {"hours", 3600}, {"d", 86400},    {"day", 86400}, {"days", 86400}}};

// "1min 30s", "1.5m", "20"; nullopt when it is no time span.
std::optional<double> parse_span(std::string_view text) {
  double seconds = 0;
  text = trim(text);
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    double number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc{} || number < 0) return std::nullopt;
    text = trim(text.substr(static_cast<std::size_t>(end - text.data())));
    std::size_t length = 0;
    while (length < text.size() && text[length] >= 'a' && text[length] <= 'z') ++length;
    const std::string_view word = text.substr(0, length);
    const auto unit = std::ranges::find(units, word, &std::pair<std::string_view, double>::first);
    if (unit == units.end()) return std::nullopt;
    seconds += number * unit->second;
    text = trim(text.substr(length));
  }
  return seconds;
}

}  // namespace

std::optional<unsigned> stop_timeout(std::string_view unit) {
  std::optional<unsigned> timeout = by_default;
  for (const std::string& line : lines(unit)) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    const std::string_view key = trim(std::string_view(line).substr(0, equals));
    if (key != "TimeoutStopSec" && key != "TimeoutSec") continue;
    const std::string_view value = trim(std::string_view(line).substr(equals + 1));
    const std::optional<double> seconds = parse_span(value);
    if (value == "infinity" || seconds == 0 || (seconds && *seconds > most))
      timeout.reset();
    else
      timeout = seconds ? static_cast<unsigned>(std::ceil(*seconds)) : by_default;
  }
  return timeout;
}

}  // namespace shipit
