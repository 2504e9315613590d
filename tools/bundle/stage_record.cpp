// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/stage_record.hpp>
#include <charconv>

namespace shipit {
namespace {

// A file is five lines: its path, its source, its numbers, its facts, and what is known of its
// debug information, or '-'. The last line tells a whole record.
constexpr std::string_view record_heading = "shipit stage 4";
constexpr std::string_view ending = "end";

std::string spelled(const Stamp& stamp) {
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

// "<sha256> <sum> <md5> <end> <sha256> <sum> …", with '-' for what isn't known.
std::string spelled(const Facts& facts) {
  const auto digest = [](const std::string& raw) { return raw.empty() ? "-" : to_hex(raw); };
  std::string text = digest(facts.sha256) + " " + digest(facts.sum) + " " + digest(facts.md5);
  for (const FilePiece& piece : facts.pieces)
    text += " " + std::to_string(piece.end) + " " + to_hex(piece.sha256) + " " + to_hex(piece.sum);
  return text;
}

bool read_digest(std::string_view text, std::size_t bytes, std::string& digest) {
  if (text == "-") return true;
  std::optional<std::string> raw = from_hex(text);
  if (!raw || raw->size() != bytes) return false;
  digest = *std::move(raw);
  return true;
}

bool read_facts(std::string_view text, Facts& facts) {
  constexpr std::size_t sha256_bytes = 32;
  constexpr std::size_t sum_bytes = 16;
  constexpr std::size_t md5_bytes = 16;
  if (!read_digest(cut_off(text, ' '), sha256_bytes, facts.sha256) ||
      !read_digest(cut_off(text, ' '), sum_bytes, facts.sum) ||
      !read_digest(cut_off(text, ' '), md5_bytes, facts.md5))
    return false;
  while (!text.empty()) {
    FilePiece piece;
    std::string_view number = cut_off(text, ' ');
    if (!read_number(number, piece.end) || !number.empty() ||
        !read_digest(cut_off(text, ' '), sha256_bytes, piece.sha256) ||
        !read_digest(cut_off(text, ' '), sum_bytes, piece.sum))
      return false;
    facts.pieces.push_back(std::move(piece));
  }
  return true;
}

// "<build id> <stamp> <facts>".
std::string spelled(const DebugRecord& debug) {
  return debug.build_id + " " + spelled(debug.stamp) + " " + spelled(debug.facts);
}

bool read_debug(std::string_view text, StagedFile& file) {
  if (text == "-") return true;
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return false;
  DebugRecord& debug = file.debug.emplace();
  debug.build_id = text.substr(0, blank);
  text.remove_prefix(blank);
  if (!from_hex(debug.build_id) || !read_stamp(text, debug.stamp) || !text.starts_with(' '))
    return false;
  return read_facts(text.substr(1), debug.facts);
}

}  // namespace

std::string render_stage_record(const StageRecord& record) {
  std::string text = std::string(record_heading) + "\n" + record.rules + "\n";
  for (const auto& [path, file] : record.files) {
    text += path + "\n" + file.source + "\n" + spelled(file.from) + " " + spelled(file.staged);
    if (file.stripped) text += " " + spelled(*file.stripped);
    text += "\n" + spelled(file.facts) + "\n" + (file.debug ? spelled(*file.debug) : "-") + "\n";
  }
  return text + std::string(ending) + "\n";
}

std::optional<StageRecord> parse_stage_record(std::string_view text) {
  if (cut_off(text, '\n') != record_heading) return std::nullopt;
  StageRecord record{.rules = std::string(cut_off(text, '\n')), .files = {}};
  while (true) {
    const std::string_view path = cut_off(text, '\n');
    if (text.empty()) return path == ending ? std::optional(std::move(record)) : std::nullopt;
    StagedFile& file = record.files.try_emplace(record.files.end(), std::string(path))->second;
    file.source = cut_off(text, '\n');
    if (!read_stamps(cut_off(text, '\n'), file) || !read_facts(cut_off(text, '\n'), file.facts) ||
        !read_debug(cut_off(text, '\n'), file))
      return std::nullopt;
  }
}

}  // namespace shipit
