// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/columns.hpp>
#include <assets/source_map.hpp>
#include <base/error.hpp>
#include <base/json_members.hpp>
#include <cstdint>
#include <utility>

// The sections named below are those of ECMA-426, "Source map format".

namespace shipit {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

[[noreturn]] void refuse_map(const std::string& why) {
  throw Error("this is no source map: " + why);
}

// "Base64 VLQ": the sign is the lowest bit, and groups of 5 bits come lowest first. Takes it off
// `text`.
long long take_vlq(std::string_view& text) {
  unsigned long long value = 0;
  for (int shift = 0;; shift += 5) {
    const std::size_t digit = text.empty() ? std::string_view::npos : digits.find(text[0]);
    if (digit == std::string_view::npos || shift > 35) refuse_map("its mappings make no sense");
    text.remove_prefix(1);
    value |= static_cast<unsigned long long>(digit & 31) << shift;
    if (digit < 32) break;
  }
  const auto size = static_cast<long long>(value >> 1);
  return (value & 1) == 0 ? size : -size;
}

void add_vlq(std::string& text, long long number) {
  auto value = static_cast<unsigned long long>(number < 0 ? -number : number) << 1;
  if (number < 0) value |= 1;
  do {
    const std::size_t digit = value & 31;
    value >>= 5;
    text += digits[digit + (value > 0 ? 32 : 0)];
  } while (value > 0);
}

// Where the mappings of a section begin in the text.
struct Position {
  std::size_t line = 0;
  long long column = 0;
};

// Only the first number of a segment is a column of the text; the others are copied as they are.
class Shifter {
 public:
  Shifter(const Columns& columns, Position start) : columns_(columns), start_(start) {}

  std::string shifted(std::string_view mappings) {
    std::string result;
    while (!mappings.empty()) {
      const char c = mappings[0];
      if (c == ',' || c == ';') {
        result += c;
        mappings.remove_prefix(1);
        if (c == ';') next_line();
        continue;
      }
      column_ += take_vlq(mappings);
      const long long column = moved();
      add_vlq(result, column - std::exchange(written_, column));
      const std::size_t end = std::min(mappings.find_first_of(",;"), mappings.size());
      result += mappings.substr(0, end);
      mappings.remove_prefix(end);
    }
    return result;
  }

 private:
  void next_line() {
    ++line_;
    column_ = written_ = 0;
  }

  long long moved() const {
    const std::size_t line = start_.line + line_;
    if (line_ > 0) return columns_.moved(line, column_);
    return columns_.moved(line, start_.column + column_) - columns_.moved(line, start_.column);
  }

  const Columns& columns_;
  Position start_;
  std::size_t line_ = 0;
  long long column_ = 0;
  long long written_ = 0;
};

// Where a segment leads: source, line, column; then the name, if it has one.
using Fields = std::vector<long long>;

// Reads segments that lead to one source and writes them as leading to its parts.
class Splitter {
 public:
  explicit Splitter(const std::vector<SourcePart>& parts) : parts_(parts) {}

  std::string split(std::string_view mappings) {
    std::string result;
    while (!mappings.empty()) {
      if (mappings[0] == ',' || mappings[0] == ';') {
        result += mappings[0];
        mappings.remove_prefix(1);
        continue;
      }
      add_vlq(result, take_vlq(mappings));
      Fields fields;
      while (!mappings.empty() && mappings[0] != ',' && mappings[0] != ';')
        fields.push_back(take_vlq(mappings));
      if (fields.size() >= 3) segment(fields, result);
    }
    return result;
  }

 private:
  void segment(const Fields& fields, std::string& result) {
    line_ += fields[1];
    const auto after = std::find_if(parts_.begin(), parts_.end(), [&](const SourcePart& part) {
      return static_cast<long long>(part.first_line) > line_;
    });
    if (fields.size() > 3) name_ += fields[3];
    column_ += fields[2];
    if (after == parts_.begin()) return;
    const SourcePart& part = *(after - 1);
    const Fields now = {after - parts_.begin() - 1, line_ - static_cast<long long>(part.first_line),
                        column_};
    for (std::size_t i = 0; i < now.size(); ++i) add_vlq(result, now[i] - written_[i]);
    written_ = now;
    if (fields.size() > 3) add_vlq(result, name_ - std::exchange(written_name_, name_));
  }

  const std::vector<SourcePart>& parts_;
  long long line_ = 0;
  long long column_ = 0;
  long long name_ = 0;
  Fields written_ = {0, 0, 0};
  long long written_name_ = 0;
};

// Whether anything moved.
bool shift(Json& map, const Columns& columns, Position start) {
  constexpr std::string_view origin = "a source map";
  if (!map.is_object()) refuse_map("it is no object");
  bool moved = false;
  if (map.contains("mappings")) {
    const auto before = member<std::string>(map, "mappings", origin);
    std::string after = Shifter(columns, start).shifted(before);
    moved = after != before;
    map["mappings"] = std::move(after);
  }
  if (!map.contains("sections")) return moved;
  for (Json& section : map["sections"]) {
    Json offset = member<Json>(section, "offset", origin);
    // No text is longer, and sums of these don't overflow.
    const Position begin{member<std::uint32_t>(offset, "line", origin),
                         member<std::uint32_t>(offset, "column", origin)};
    const long long column = columns.moved(begin.line, begin.column);
    moved = moved || column != begin.column;
    offset["column"] = column;
    section["offset"] = std::move(offset);
    if (section.contains("map")) moved = shift(section["map"], columns, begin) || moved;
  }
  return moved;
}

// A string without escapes.
bool has_plain_text(const JsonMembers& members, const std::string& name) {
  const auto found = members.find(name);
  return found != members.end() && found->second.starts_with('"') &&
         found->second.find('\\') == std::string::npos;
}

}  // namespace

Moved shift_map(Json& map, const Shift& shift) {
  const Columns columns(shift.text, shift.replacements);
  return !columns.is_still() && shipit::shift(map, columns, {}) ? Moved::columns : Moved::nothing;
}

std::optional<std::string> shifted_map(const std::string& text, std::string_view origin,
                                       const Shift& shift) {
  const Columns columns(shift.text, shift.replacements);
  if (columns.is_still()) return std::nullopt;
  std::optional<JsonMembers> members = json_members(text);
  if (!members || members->contains("sections") || !has_plain_text(*members, "mappings")) {
    Json map = parse_json(text, origin);
    if (shift_map(map, shift) == Moved::nothing) return std::nullopt;
    return map_text(map);
  }
  std::string& mappings = members->at("mappings");
  const std::string_view bare = std::string_view(mappings).substr(1, mappings.size() - 2);
  std::string after = Shifter(columns, {}).shifted(bare);
  if (after == bare) return std::nullopt;
  mappings = "\"" + std::move(after) + "\"";
  return json_text(*members) + "\n";
}

Json with_sources(Json map, const std::function<std::string(const std::string&)>& renamed) {
  if (!map.is_object() || !map.contains("sources")) refuse_map("it has no sources");
  map.erase("sourceRoot");
  for (Json& source : map["sources"])
    if (source.is_string()) source = renamed(source.get<std::string>());
  return map;
}

std::string with_sources(const std::string& text, std::string_view origin,
                         const std::function<std::string(const std::string&)>& renamed) {
  std::optional<JsonMembers> members = json_members(text);
  const auto sources = members ? members->find("sources") : JsonMembers::iterator();
  if (!members || sources == members->end())
    return map_text(with_sources(parse_json(text, origin), renamed));
  // The library takes apart what is small.
  Json few = with_sources({{"sources", parse_json(sources->second, origin)}}, renamed);
  members->erase("sourceRoot");
  sources->second = map_text(few["sources"]);
  sources->second.pop_back();
  return json_text(*members) + "\n";
}

Json split_source(Json map, const std::vector<SourcePart>& parts) {
  map["mappings"] = Splitter(parts).split(member<std::string>(map, "mappings", "a source map"));
  map["sources"] = Json::array();
  map["sourcesContent"] = Json::array();
  for (const SourcePart& part : parts) {
    map["sources"].push_back(part.name);
    map["sourcesContent"].push_back(part.content);
  }
  return map;
}

std::string map_text(const Json& map) {
  try {
    return map.dump() + "\n";
  } catch (const Json::exception&) {
    refuse_map("it is not UTF-8");
  }
}

}  // namespace shipit
