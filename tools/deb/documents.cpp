// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <chrono>
#include <deb/common_licences.hpp>
#include <deb/documents.hpp>
#include <deb/wrap.hpp>

namespace shipit {
namespace {

constexpr std::size_t document_width = 78;

std::chrono::sys_seconds time_of(std::int64_t epoch) {
  return std::chrono::sys_seconds(std::chrono::seconds(epoch));
}

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string year_of(std::int64_t epoch) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time_of(epoch)));
  return std::to_string(static_cast<int>(date.year()));
}

// `text` as a DEP-5 field's further lines.
std::string indented(std::string_view text) {
  std::string result;
  for (const std::string& line : lines(text))
    result += trim(line).empty() ? " .\n" : " " + line + "\n";
  return result;
}

std::string pointer_to(const CommonLicence& common) {
  std::string text;
  for (const std::string& line :
       wrap("On Debian systems, the full text of the " + std::string(common.title) +
                " can be found in the file '/usr/share/common-licenses/" +
                std::string(common.file) + "'.",
            document_width))
    text += line + "\n";
  return text;
}

// What the file says of the licence: a pointer, the project's own text, or that there is none.
std::string terms(const CopyrightRequest& request) {
  if (const auto common = common_licence(request.licence.text)) return pointer_to(*common);
  if (!trim(request.licence.text).empty()) return std::string(trim(request.licence.text)) + "\n";
  if (const auto common = common_licence_named(request.licence.name)) return pointer_to(*common);
  if (!request.licence.name.empty()) return "Its licence is " + request.licence.name + ".\n";
  return "The project states no licence: ask its authors for the terms of use.\n";
}

std::string notice(const CopyrightRequest& request) {
  const std::string& holder = request.licence.holder;
  return year_of(request.epoch) + " " +
         (holder.empty() ? "the authors of " + request.package : holder);
}

std::string machine_readable(const CopyrightRequest& request) {
  return "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
         "Upstream-Name: " +
         request.package + "\n" +
         (request.homepage.empty() ? "" : "Source: " + request.homepage + "\n") +
         "\nFiles: *\nCopyright: " + notice(request) + "\nLicense: " + request.licence.name + "\n" +
         indented(terms(request));
}

// A word longer than a line, in pieces of at most `columns` characters.
std::vector<std::string> broken(const std::string& line, std::size_t columns) {
  std::vector<std::string> pieces(1);
  std::size_t count = 0;
  for (const char c : line) {
    const bool starts = (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    if (starts && count++ == columns) {
      pieces.emplace_back();
      count = 1;
    }
    pieces.back() += c;
  }
  return pieces;
}

}  // namespace

namespace {

std::string entry_text(const ChangelogRequest& request, const ChangelogEntry& entry) {
  std::string text = request.package + " (" + entry.version + ") unstable; urgency=medium\n\n";
  std::vector<std::string> changes = entry.changes;
  if (changes.empty()) changes.push_back("Release " + entry.version + ".");
  for (const std::string& change : changes) {
    const char* bullet = "  * ";
    for (const std::string& line : wrap(change, document_width - 4))
      for (const std::string& piece : broken(line, document_width - 4)) {
        text += bullet + piece + "\n";
        bullet = "    ";
      }
  }
  return text + "\n -- " + request.maintainer + "  " + mail_date(entry.epoch) + "\n";
}

}  // namespace

std::string mail_date(std::int64_t epoch) {
  constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto time = time_of(epoch);
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return std::string(days.at(std::chrono::weekday(day).c_encoding())) + ", " +
         two(static_cast<unsigned>(date.day())) + " " +
         months.at(static_cast<unsigned>(date.month()) - 1) + " " +
         std::to_string(static_cast<int>(date.year())) + " " + two(clock.hours().count()) + ":" +
         two(clock.minutes().count()) + ":" + two(clock.seconds().count()) + " +0000";
}

std::string changelog_text(const ChangelogRequest& request) {
  std::string text;
  const ChangelogEntry* above = nullptr;
  for (const ChangelogEntry& entry : request.entries) {
    if (above != nullptr && entry.epoch >= above->epoch) continue;
    text += (above == nullptr ? "" : "\n") + entry_text(request, entry);
    above = &entry;
  }
  return text;
}

std::string copyright_text(const CopyrightRequest& request) {
  const Licence& licence = request.licence;
  if (!licence.name.empty() && !licence.holder.empty()) return machine_readable(request);
  const bool own_notice =
      licence.text.find("Copyright") != std::string::npos && !common_licence(licence.text);
  std::string text = request.package + "\n";
  if (!request.homepage.empty()) text += request.homepage + "\n";
  if (!own_notice) text += "\nCopyright (C) " + notice(request) + "\n";
  return text + "\n" + terms(request);
}

}  // namespace shipit
