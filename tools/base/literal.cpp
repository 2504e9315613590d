// SPDX-License-Identifier: Apache-2.0
#include <base/json.hpp>
#include <base/literal.hpp>
#include <base/text.hpp>
#include <utility>

namespace shipit {
namespace {

using Writer = std::string (*)(std::string_view);

constexpr std::pair<std::string_view, Writer> kLanguages[] = {
    {"c", c_literal},         {"cmake", cmake_literal},   {"js", script_literal},
    {"json", script_literal}, {"python", python_literal}, {"rc", resource_literal},
    {"sh", shell_literal}};

// Good in any language's string: neither quotes nor escapes, nor what begins '$(', '${', '??/',
// '</script>' or '%s'.
bool is_literal(char32_t point) {
  constexpr std::string_view also = " .,:;-+_/~()[]=";
  return point < 0x80 && (is_alnum(static_cast<char>(point)) ||
                          also.find(static_cast<char>(point)) != std::string_view::npos);
}

std::string hex(char32_t value, int digits) {
  constexpr std::string_view alphabet = "0123456789abcdef";
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += alphabet[(value >> shift) & 0xfU];
  return text;
}

std::u32string code_points(std::string_view text) {
  const std::string mended = mended_utf8(text);
  std::u32string points;
  for (const char c : mended) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0U) == 0x80) {
      points.back() = (points.back() << 6) | (byte & 0x3fU);
      continue;
    }
    points += byte < 0x80   ? byte
              : byte < 0xe0 ? byte & 0x1fU
              : byte < 0xf0 ? byte & 0xfU
                            : byte & 7U;
  }
  return points;
}

// `text` in UTF-16, each unit that isn't plain after `escape` in four digits.
std::string in_units(std::string_view text, std::string_view escape) {
  std::string result;
  const auto add = [&](char32_t unit) { result += std::string(escape) + hex(unit, 4); };
  for (const char32_t point : code_points(text)) {
    if (is_literal(point)) {
      result += static_cast<char>(point);
    } else if (point < 0x10000) {
      add(point);
    } else {
      add(0xd800 + ((point - 0x10000) >> 10));
      add(0xdc00 + ((point - 0x10000) & 0x3ffU));
    }
  }
  return result;
}

}  // namespace

std::string mended_utf8(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  const std::string json =
      Json(std::string(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
  return parse_json(json, "a text").get<std::string>();
}

std::string c_literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_literal(byte)) {
      result += c;
    } else {  // always three digits, so that none that follows is taken for a part of it
      result += "\\" + std::to_string(byte / 64) + std::to_string(byte / 8 % 8) +
                std::to_string(byte % 8);
    }
  }
  return result + "\"";
}

std::string python_literal(std::string_view text) {
  std::string result = "\"";
  for (const char32_t point : code_points(text)) {
    if (is_literal(point))
      result += static_cast<char>(point);
    else
      result += point < 0x10000 ? "\\u" + hex(point, 4) : "\\U" + hex(point, 8);
  }
  return result + "\"";
}

std::string script_literal(std::string_view text) { return "\"" + in_units(text, "\\u") + "\""; }

std::string resource_literal(std::string_view text) { return "L\"" + in_units(text, "\\x") + "\""; }

// cmake-language(7): in a quoted argument these and '\' have a meaning.
std::string cmake_literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : mended_utf8(text)) {
    if (c == '\0') continue;
    if (std::string_view("\\\"$@").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string shell_literal(std::string_view text) {
  std::string result = "'";
  for (const char c : mended_utf8(text)) {
    if (c == '\'')
      result += "'\\''";
    else if (c != '\0')
      result += c;
  }
  return result + "'";
}

std::optional<std::string> literal_for(std::string_view language, std::string_view text) {
  for (const auto& [word, write] : kLanguages)
    if (word == language) return write(text);
  return {};
}

std::string literal_languages() {
  std::vector<std::string> words;
  for (const auto& [word, write] : kLanguages) words.emplace_back(word);
  return join(words, ", ");
}

}  // namespace shipit
