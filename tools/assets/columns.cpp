// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/columns.hpp>
#include <assets/source_map.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

enum class CountedAs { utf8, bytes };

long long code_units(std::string_view text, CountedAs encoding) {
  if (encoding == CountedAs::bytes) return static_cast<long long>(text.size());
  long long units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) ++units;
    if (byte >= 0xf0) ++units;
  }
  return units;
}

// Stands somewhere in a text and knows the line and the column.
class Cursor {
 public:
  explicit Cursor(std::string_view text)
      : text_(text), encoding_(is_utf8(text) ? CountedAs::utf8 : CountedAs::bytes) {}

  void go_to(std::size_t offset) {
    while (true) {
      const std::size_t stop = text_.find_first_of("\r\n", at_);
      if (stop >= offset) break;
      at_ = stop + (text_.substr(stop, 2) == "\r\n" ? 2 : 1);
      column_ = 0;
      ++line_;
    }
    if (at_ >= offset) return;
    column_ += code_units(text_.substr(at_, offset - at_), encoding_);
    at_ = offset;
  }

  std::size_t line() const { return line_; }
  long long column() const { return column_; }

 private:
  std::string_view text_;
  CountedAs encoding_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  long long column_ = 0;
};

}  // namespace

Columns::Columns(std::string_view text, const std::vector<Replacement>& replacements) {
  Cursor cursor(text);
  for (const Replacement& one : replacements) {
    cursor.go_to(one.begin);
    const std::size_t line = cursor.line();
    const long long begin = cursor.column();
    cursor.go_to(one.end);
    const long long end = cursor.line() == line ? cursor.column() : begin;
    const long long growth = static_cast<long long>(one.length) - (end - begin);
    if (growth == 0) continue;
    std::vector<Edit>& edits = lines_[line];
    edits.push_back({begin, end, (edits.empty() ? 0 : edits.back().shift) + growth});
  }
}

long long Columns::moved(std::size_t line, long long column) const {
  const auto found = lines_.find(line);
  if (found == lines_.end()) return column;
  const std::vector<Edit>& edits = found->second;
  // The first edit that begins after the column.
  auto edit = std::upper_bound(
      edits.begin(), edits.end(), column,
      [](long long wanted, const Edit& candidate) { return wanted < candidate.begin; });
  if (edit == edits.begin()) return column;
  --edit;
  if (column >= edit->end) return column + edit->shift;
  return edit->begin + (edit == edits.begin() ? 0 : (edit - 1)->shift);
}

}  // namespace shipit
