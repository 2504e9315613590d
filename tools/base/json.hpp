// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <concepts>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace shipit {

// A JSON value (RFC 8259); objects keep their keys sorted, so the same value is the same text.
using Json = nlohmann::json;

// Reads `text`; `origin` is the file or program to name when it is not JSON.
Json parse_json(std::string_view text, std::string_view origin);

// The file's JSON; an Error names the file, and the line where its text breaks.
Json read_json(const Path& path);

// Two spaces an indent and a '\n' at the end. An Error when a string in it is not UTF-8.
std::string to_text(const Json& value);

// The member `key`, which must be there with the type of T; of an integer, as a whole number that T
// holds, written without a fraction and an exponent. An Error names `origin` and the key.
template <typename T>
T member(const Json& object, const char* key, std::string_view origin);

// As member(), but `otherwise` when there is none.
template <typename T>
T member_or(const Json& object, const char* key, T otherwise, std::string_view origin);

[[noreturn]] void fail_member(const char* key, std::string_view origin, const char* why);

// The library would convert any number, even where C++ leaves undefined what comes out.
template <std::integral T>
T whole_number(const Json& value, const char* key, std::string_view origin) {
  if (!value.is_number()) fail_member(key, origin, "has another type than it should");
  if (!value.is_number_integer()) fail_member(key, origin, "is not a whole number");
  const bool fits = value.is_number_unsigned() ? std::in_range<T>(value.get<std::uint64_t>())
                                               : std::in_range<T>(value.get<std::int64_t>());
  if (!fits) fail_member(key, origin, "is out of range");
  return value.get<T>();
}

template <typename T>
T member(const Json& object, const char* key, std::string_view origin) {
  if (!object.is_object() || !object.contains(key)) fail_member(key, origin, "is missing");
  if constexpr (std::integral<T> && !std::same_as<T, bool>)
    return whole_number<T>(object.at(key), key, origin);
  try {
    return object.at(key).get<T>();
  } catch (const Json::exception&) {
    fail_member(key, origin, "has another type than it should");
  }
}

template <typename T>
T member_or(const Json& object, const char* key, T otherwise, std::string_view origin) {
  if (!object.is_object() || !object.contains(key)) return otherwise;
  return member<T>(object, key, origin);
}

}  // namespace shipit
