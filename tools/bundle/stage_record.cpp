// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <bundle/stage_record.hpp>
#include <charconv>
#include <vector>

namespace shipit {
namespace {

// A file is three lines: its path, its source, its numbers. The last line tells a whole record.
constexpr std::string_view heading = "shipit stage 1";
constexpr std::string_view ending = "end";

std::string to_text(const Stamp& stamp) {
  return std::to_string(stamp.size) + " " + std::to_string(stamp.mtime) + " " +
         std::to_string(stamp.ctime) + " " + std::to_string(stamp.inode);
}

template <typename T>
bool read_number(std::string_view& text, T& number) {
  if (text.starts_with(' ')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc{};
}

bool read_stamp(std::string_view& text, Stamp& stamp) {
  return read_number(text, stamp.size) && read_number(text, stamp.mtime) &&
         read_number(text, stamp.ctime) && read_number(text, stamp.inode);
}

bool read_stamps(std::string_view text, StagedFile& file) {
  if (!read_stamp(text, file.from) || !read_stamp(text, file.staged)) return false;
  if (text.empty()) return true;
  file.stripped.emplace();
  return read_stamp(text, *file.stripped) && text.empty();
}

}  // namespace

std::string render_stage_record(const StageRecord& record) {
  std::string text = std::string(heading) + "\n" + record.rules + "\n";
  for (const auto& [path, file] : record.files) {
    text +=
        path + "\n" + file.source.native() + "\n" + to_text(file.from) + " " + to_text(file.staged);
    if (file.stripped) text += " " + to_text(*file.stripped);
    text += "\n";
  }
  return text + std::string(ending) + "\n";
}

std::optional<StageRecord> parse_stage_record(std::string_view text) {
  constexpr std::size_t lines_a_file = 3;
  const std::vector<std::string> all = lines(text);
  if (all.size() % lines_a_file != 0 || all.size() < lines_a_file) return std::nullopt;
  if (all.front() != heading || all.back() != ending) return std::nullopt;
  StageRecord record{.rules = all[1], .files = {}};
  for (std::size_t i = 2; i + lines_a_file < all.size(); i += lines_a_file) {
    StagedFile& file = record.files[all[i]];
    file.source = all[i + 1];
    if (!read_stamps(all[i + 2], file)) return std::nullopt;
  }
  return record;
}

}  // namespace shipit
