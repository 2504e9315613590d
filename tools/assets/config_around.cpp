// SPDX-License-Identifier: Apache-2.0
#include <assets/config_around.hpp>
#include <assets/packed.hpp>
#include <base/error.hpp>
#include <base/json.hpp>
#include <iterator>

namespace shipit {
namespace {

constexpr const char* names[] = {"package.json", "tsconfig.json", "jsconfig.json"};

// Settings that come from another file, or put another file in a script's place.
bool leads_on(std::string_view name, const std::string& text) {
  if (name != names[0])
    return text.find("extends") != std::string::npos || text.find("\\u") != std::string::npos;
  const Json package = Json::parse(text, nullptr, false);
  if (!package.is_object()) return true;
  return package.contains("browser") && !package["browser"].is_string();
}

}  // namespace

const std::optional<std::string>& ConfigAround::digest(const Path& folder) {
  const auto known = known_.find(folder.native());
  if (known != known_.end()) return known->second;
  std::optional<std::string> found;
  try {
    found = look(folder);
  } catch (const Error&) {
    // Something of that name that can't be read: whatever esbuild makes of it.
  } catch (const std::filesystem::filesystem_error&) {
  }
  return known_.emplace(folder.native(), std::move(found)).first->second;
}

std::optional<std::string> ConfigAround::look(const Path& folder) {
  Packer all;
  if (folder.has_relative_path()) {
    const std::optional<std::string>& above = digest(folder.parent_path());
    if (!above) return std::nullopt;
    all.text(*above);
    // Some of them count for nothing below such a folder.
    all.number(folder.filename() == "node_modules" ? 1 : 0);
  }
  bool any = folder.filename() == "node_modules" || !folder.has_relative_path();
  for (std::size_t i = 0; i < std::size(names); ++i) {
    const Path file = folder / names[i];
    if (!std::filesystem::exists(file)) continue;
    const std::string text = read_file(file);
    if (leads_on(names[i], text)) return std::nullopt;
    all.number(i + 2);
    all.text(text);
    any = true;
  }
  // Folders without any of them don't count, so that a checkout may lie anywhere.
  return any ? all.sealed().substr(all.sealed().size() - 32) : digest(folder.parent_path());
}

}  // namespace shipit
