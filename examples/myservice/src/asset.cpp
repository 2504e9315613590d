// SPDX-License-Identifier: Apache-2.0
#include "asset.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace myservice {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> types = {{
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/vnd.microsoft.icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".webp", "image/webp"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
}};

std::string_view type_of(const fs::path& file) {
  const std::string extension = file.extension().string();
  for (const auto& [known, type] : types) {
    if (known == extension) return type;
  }
  return "application/octet-stream";
}

bool is_digest_char(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

/// Whether the name has the form 'app-k3v9q0w2m8ra.js', also with '.map' and the like after it.
bool has_digest(std::string_view name) {
  constexpr std::size_t length = 12;
  for (auto dash = name.find('-'); dash != std::string_view::npos;
       dash = name.find('-', dash + 1)) {
    const std::string_view digest = name.substr(dash + 1, length);
    if (digest.size() == length && std::all_of(digest.begin(), digest.end(), is_digest_char) &&
        name.substr(dash + 1 + length, 1) == ".") {
      return true;
    }
  }
  return false;
}

bool is_plain(const fs::path& name) {
  if (name.empty() || name.is_absolute()) return false;
  if (name.native().find('\0') != std::string::npos) return false;
  return std::none_of(name.begin(), name.end(), [](const fs::path& part) {
    return part.empty() || part.native().front() == '.';
  });
}

/// A link in the folder may lead to another file there, but not out of it.
bool is_inside(const fs::path& file, const fs::path& folder) {
  const auto rest = file.lexically_relative(folder);
  return !rest.empty() && *rest.begin() != "..";
}

}  // namespace

std::optional<Asset> find_asset(const fs::path& folder, std::string_view name) {
  const fs::path wanted(name);
  if (!is_plain(wanted)) return std::nullopt;
  std::error_code error;
  const fs::path file = fs::canonical(folder / wanted, error);
  if (error || !fs::is_regular_file(file, error)) return std::nullopt;
  if (!is_inside(file, fs::canonical(folder, error))) return std::nullopt;
  return Asset{file, type_of(wanted), has_digest(wanted.filename().string())};
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) throw std::runtime_error(file.string() + ": cannot read this file");
  return bytes;
}

}  // namespace myservice
