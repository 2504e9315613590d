// SPDX-License-Identifier: Apache-2.0
#include <assets/render_urls.hpp>
#include <base/literal.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

constexpr std::string_view header_begin = R"(// Made from the assets' manifest by shipit.
#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#if defined(__cpp_consteval)
#define SHIPIT_CONSTEVAL consteval
#else
#define SHIPIT_CONSTEVAL constexpr
#endif

namespace @NAMESPACE@ {

// One published file. All texts last as long as the program.
struct Asset {
  std::string_view path;       // logical path: what people write
  std::string_view url;        // from the host's top
  std::string_view integrity;  // for integrity="…"
  std::string_view type;       // Content-Type
};

// All of them, sorted by path.
inline constexpr std::array<Asset, @COUNT@> assets{{
)";

constexpr std::string_view header_end = R"(}};

// Nothing when there is no such asset.
constexpr const Asset* find_asset(std::string_view path) noexcept {
  std::size_t begin = 0;
  std::size_t end = assets.size();
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (assets[middle].path < path)
      begin = middle + 1;
    else
      end = middle;
  }
  return begin < assets.size() && assets[begin].path == path ? &assets[begin] : nullptr;
}

// Not constexpr: a compiler that comes here says its name.
[[noreturn]] inline void no_such_asset(std::string_view path) {
  throw std::out_of_range("no such asset: '" + std::string(path) + "'");
}

// For a path that is known to the compiler. C++20: one that is not there does not compile. C++17:
// the same where the result is constexpr; elsewhere std::out_of_range.
SHIPIT_CONSTEVAL const Asset& asset(std::string_view path) {
  const Asset* const found = find_asset(path);
  if (found == nullptr) no_such_asset(path);
  return *found;
}

}  // namespace @NAMESPACE@

#undef SHIPIT_CONSTEVAL
)";

constexpr std::string_view module_begin =
    R"("""The URLs of the assets. Made from their manifest by shipit."""

_ASSETS = {
)";

constexpr std::string_view module_end = R"(}


def asset(path):
    """The URL of a logical path, 'js/app.js'; KeyError when there is no such asset."""
    return _asset(path)[0]


def integrity(path):
    """What integrity="..." is to say of it; KeyError when there is no such asset."""
    return _asset(path)[1]


def _asset(path):
    try:
        return _ASSETS[path]
    except KeyError:
        raise KeyError(_complaint(path)) from None


def _complaint(path):
    from difflib import get_close_matches

    near = get_close_matches(str(path), _ASSETS, 1)
    return f"no such asset: '{path}'" + (f"; did you mean '{near[0]}'?" if near else "")
)";

}  // namespace

std::string render_asset_header(const Published& published, const std::string& name_space) {
  std::string text(header_begin);
  for (const auto& [path, asset] : published.assets)
    text += "    {" + c_literal(path) + ",\n     " + c_literal(asset.url) + ",\n     " +
            c_literal(asset.integrity) + ", " + c_literal(asset.type) + "},\n";
  text += header_end;
  text = replace_all(text, "@COUNT@", std::to_string(published.assets.size()));
  return replace_all(text, "@NAMESPACE@", name_space);
}

std::string render_asset_module(const Published& published) {
  std::string text(module_begin);
  for (const auto& [path, asset] : published.assets)
    text += "    " + python_literal(path) + ": (\n        " + python_literal(asset.url) +
            ",\n        " + python_literal(asset.integrity) + ",\n    ),\n";
  return text + std::string(module_end);
}

}  // namespace shipit
