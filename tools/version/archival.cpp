// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <version/archival.hpp>
#include <version/git.hpp>
#include <version/tag.hpp>

namespace shipit {
namespace {

// The value of "key: value"; nothing when git has not put one in ("$Format:%H$", or "%(describe)"
// from a git that does not know it).
std::string value_of(const std::vector<std::string>& lines, std::string_view key) {
  for (const std::string& line : lines) {
    if (!line.starts_with(key) || line.substr(key.size(), 1) != ":") continue;
    const std::string value(trim(std::string_view(line).substr(key.size() + 1)));
    return value.find('$') == std::string::npos && !value.starts_with("%(") ? value : "";
  }
  return "";
}

// "2024-01-02T03:04:05+01:00", git log's %cI (ISO 8601), in seconds since 1970; 0 when it isn't
// one.
std::int64_t seconds_of(const std::string& date) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, used = 0;
  if (std::sscanf(date.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute,
                  &second, &used) != 6)
    return 0;
  int east_hours = 0, east_minutes = 0;
  char sign = '+';
  std::sscanf(date.c_str() + used, "%c%2d:%2d", &sign, &east_hours, &east_minutes);
  namespace chrono = std::chrono;
  const chrono::sys_days midnight =
      chrono::year_month_day(chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                             chrono::day(static_cast<unsigned>(day)));
  const chrono::seconds clock =
      chrono::hours(hour) + chrono::minutes(minute) + chrono::seconds(second);
  const chrono::minutes east = chrono::hours(east_hours) + chrono::minutes(east_minutes);
  return (midnight.time_since_epoch() + clock - (sign == '-' ? -east : east)) / chrono::seconds(1);
}

std::int64_t epoch_in(const std::vector<std::string>& text) {
  const std::string epoch = value_of(text, "commit-epoch");
  std::int64_t seconds = 0;
  std::from_chars(epoch.data(), epoch.data() + epoch.size(), seconds);
  return epoch.empty() ? seconds_of(value_of(text, "node-date")) : seconds;
}

}  // namespace

Archival read_archival(const std::string& text, const std::string& tag_prefix) {
  const std::vector<std::string> lines_in = lines(text);
  Description description;
  description.commit = value_of(lines_in, "node");
  const std::string described = value_of(lines_in, "describe-name");
  if (!described.empty())
    read_describe(described, description);
  else
    description.tag = highest_tag(tags_of_decoration(value_of(lines_in, "ref-names")), tag_prefix);
  if (description.tag.empty() && description.commit.empty())
    return {.version = {}, .lack = "git archive has not filled it in", .is_filled = false};
  if (description.tag.empty()) return {.version = {}, .lack = "it names no tag"};
  const std::optional<VersionNumber> number = number_of_tag(description.tag, tag_prefix);
  if (!number)
    return {.version = {}, .lack = "its tag " + quote(description.tag) + " is not a version"};
  Version version;
  version.number = *number;
  version.distance = description.distance;
  version.tag = description.tag;
  version.commit = description.commit;
  version.epoch = epoch_in(lines_in);
  version.source = VersionSource::archive;
  return {.version = version, .lack = ""};
}

}  // namespace shipit
