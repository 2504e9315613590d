// SPDX-License-Identifier: Apache-2.0
#include <assets/esbuild_log.hpp>
#include <base/text.hpp>
#include <charconv>

namespace shipit {
namespace {

constexpr std::string_view error_mark = "\xe2\x9c\x98 [ERROR] ";
constexpr std::string_view warning_mark = "\xe2\x96\xb2 [WARNING] ";

bool read_number(std::string_view text, std::size_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// "    web/app.css:12:3:"
void read_place(std::string_view line, Diagnostic& diagnostic) {
  line = trim(line);
  if (!line.ends_with(':')) return;
  line.remove_suffix(1);
  const std::size_t second = line.rfind(':');
  if (second == std::string_view::npos || second == 0) return;
  const std::size_t first = line.rfind(':', second - 1);
  if (first == std::string_view::npos) return;
  std::size_t line_number = 0;
  std::size_t column = 0;
  if (!read_number(line.substr(first + 1, second - first - 1), line_number) ||
      !read_number(line.substr(second + 1), column))
    return;
  diagnostic.file = line.substr(0, first);
  diagnostic.line = line_number;
  diagnostic.column = column;
}

}  // namespace

std::vector<Diagnostic> read_esbuild_log(std::string_view log) {
  std::vector<Diagnostic> found;
  const std::vector<std::string> all = lines(log);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string_view line = all[i];
    const bool is_error = line.starts_with(error_mark);
    if (!is_error && !line.starts_with(warning_mark)) continue;
    Diagnostic diagnostic;
    diagnostic.kind = is_error ? Diagnostic::Kind::error : Diagnostic::Kind::warning;
    diagnostic.text = line.substr(is_error ? error_mark.size() : warning_mark.size());
    if (i + 2 < all.size() && all[i + 1].empty() && all[i + 2].starts_with("    "))
      read_place(all[i + 2], diagnostic);
    found.push_back(std::move(diagnostic));
  }
  return found;
}

}  // namespace shipit
