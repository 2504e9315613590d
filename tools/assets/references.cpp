// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/references.hpp>
#include <base/text.hpp>
#include <optional>

namespace shipit {
namespace {

constexpr std::string_view url_blanks = " \t\r\n\f";

// A path without its percent signs, and where each byte of it stands in the value.
struct Decoded {
  std::string text;
  std::vector<std::size_t> at;
};

Decoded percent_decoded(std::string_view value, std::size_t begin, std::size_t end) {
  Decoded decoded;
  for (std::size_t i = begin; i < end; ++i) {
    decoded.at.push_back(i);
    const int high = value[i] == '%' && i + 2 < end ? hex_value(value[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(value[i + 2]) : -1;
    if (low >= 0) {
      decoded.text += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded.text += value[i];
    }
  }
  decoded.at.push_back(end);
  return decoded;
}

// RFC 3986, section 3.1.
bool has_scheme(std::string_view value) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == ':') return i > 0;
    const bool letter = is_alnum(c) && !is_digit(c);
    if (!letter && (i == 0 || !(is_digit(c) || c == '+' || c == '-' || c == '.'))) return false;
  }
  return false;
}

// Without '.' and '..'; nullopt when it climbs over its beginning.
std::optional<std::string> normal(std::string_view path) {
  std::vector<std::string> kept;
  const std::vector<std::string> pieces = split(path, '/');
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::string& piece = pieces[i];
    const bool last = i + 1 == pieces.size();
    if (piece == "..") {
      if (kept.empty()) return std::nullopt;
      kept.pop_back();
    } else if (piece != "." && !(piece.empty() && !last)) {
      kept.push_back(piece);
      continue;
    }
    if (last) kept.emplace_back();  // "a/." is the folder "a/"
  }
  return join(kept, "/");
}

}  // namespace

Reference part_of(const Reference& whole, std::size_t begin, std::size_t end) {
  const auto from = whole.at.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto to = whole.at.begin() + static_cast<std::ptrdiff_t>(end) + 1;
  return {whole.value.substr(begin, end - begin), {from, to}, whole.need, whole.spelling};
}

std::optional<Reference> source_map_reference(std::string_view text, std::size_t begin,
                                              std::size_t end) {
  constexpr std::string_view name = "sourceMappingURL=";
  const std::string_view comment = text.substr(begin, end - begin);
  const bool closed = comment.starts_with("/*") && comment.ends_with("*/") && comment.size() > 3;
  const std::size_t body_end = closed ? end - 2 : end;
  if (comment.size() < 3 || (comment[2] != '#' && comment[2] != '@')) return std::nullopt;
  std::size_t at = std::min(text.find_first_not_of(" \t", begin + 3), body_end);
  if (!text.substr(at, body_end - at).starts_with(name)) return std::nullopt;
  at += name.size();
  const std::size_t stop = std::min(text.find_first_of(" \t\r\n\f", at), body_end);
  if (stop == at || !trim(text.substr(stop, body_end - stop)).empty()) return std::nullopt;

  Reference map{std::string(text.substr(at, stop - at)), {}, Need::map};
  for (std::size_t i = at; i <= stop; ++i) map.at.push_back(i);
  map.begin = begin;
  map.end = end;
  return map;
}

bool has_template(std::string_view text) {
  for (const std::string_view mark : {"{{", "{%", "{#", "<%", "<?"})
    if (text.find(mark) != std::string_view::npos) return true;
  return false;
}

Target resolve(std::string_view value, const Origin& origin) {
  Target target;
  const std::size_t begin = value.find_first_not_of(url_blanks);
  if (begin == std::string_view::npos) return target;
  const std::size_t last = value.find_last_not_of(url_blanks);
  const std::size_t end = std::min(value.find_first_of("?#", begin), last + 1);
  const std::string_view path = value.substr(begin, end - begin);
  if (path.empty() || path.starts_with("//") || has_scheme(path) || has_template(value))
    return target;

  target.begin = begin;
  target.end = end;
  const Decoded decoded = percent_decoded(value, begin, end);
  std::optional<std::string> found;
  if (decoded.text.starts_with('/')) {
    found = normal(decoded.text.substr(1));
    const std::string below = origin.public_path.substr(1);
    if (!found || !found->starts_with(below)) return target;
    found->erase(0, below.size());
  } else {
    found = normal(origin.folder + decoded.text);
  }
  target.place = found ? Place::inside : Place::outside;
  if (!found) return target;
  target.path = *std::move(found);

  const std::size_t slash = decoded.text.rfind('/');
  const std::size_t base = slash == std::string::npos ? 0 : slash + 1;
  const std::size_t digest_in_name = digest_position(target.path) - folder_of(target.path).size();
  target.digest_at = decoded.at[std::min(base + digest_in_name, decoded.text.size())];
  return target;
}

VersionQuery version_query(std::string_view rest, Spelling spelling, const std::string& version) {
  const std::string text = "v=" + version;
  if (!rest.starts_with('?')) return {0, "?" + text};
  rest = rest.substr(0, rest.find_first_of("# \t\r\n\f"));
  if (rest.size() == 1) return {1, text};
  return {1, text + (spelling == Spelling::markup ? "&amp;" : "&")};
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash + 1));
}

}  // namespace shipit
