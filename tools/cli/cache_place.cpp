// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <charconv>
#include <cli/cache_place.hpp>
#include <cstdlib>
#include <limits>
#include <string>

namespace shipit {
namespace {

constexpr std::uint64_t default_bound = 5'000'000'000;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

Path cache_folder() {
  const std::string given = variable("SHIPIT_CACHE_DIR");
  if (!given.empty()) {
    if (!Path(given).is_absolute())
      throw Error("SHIPIT_CACHE_DIR is " + quote(given) + ", which is not an absolute path")
          .help("give the whole path: builds run in many folders");
    return given;
  }
  // XDG Base Directory Specification 0.8: a relative path is to be ignored.
  const Path caches = variable("XDG_CACHE_HOME");
  if (caches.is_absolute()) return caches / "shipit";
  const Path home = variable("HOME");
  return home.is_absolute() ? home / ".cache" / "shipit" : Path();
}

}  // namespace

std::uint64_t read_cache_size(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  constexpr std::string_view units = "KMGT";
  std::uint64_t factor = 1;
  bool right = error == std::errc{} && unit.size() <= 1;
  if (right && unit.size() == 1) {
    const std::size_t power = units.find(unit.front());
    right = power != std::string_view::npos;
    for (std::size_t i = 0; right && i <= power; ++i) factor *= 1000;
  }
  if (!right || number > std::numeric_limits<std::uint64_t>::max() / factor)
    throw Error("SHIPIT_CACHE_SIZE is " + quote(text) + ", which is not a size")
        .help("write it like 500M or 5G; 0 keeps nothing");
  return number * factor;
}

CachePlace cache_place() {
  const std::string size = variable("SHIPIT_CACHE_SIZE");
  const std::uint64_t bound = size.empty() ? default_bound : read_cache_size(size);
  Path folder = cache_folder();
  return {.folder = folder, .bound = folder.empty() ? 0 : bound};
}

}  // namespace shipit
