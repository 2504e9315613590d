// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/copying_script.hpp>
#include <bundle/file_api.hpp>
#include <bundle/links.hpp>
#include <bundle/origins.hpp>
#include <bundle/special_file.hpp>
#include <iterator>

namespace shipit {
namespace {

constexpr const char* cache_name = "CMakeCache.txt";

// The source folder is CMAKE_HOME_DIRECTORY of the build folder's cache.
InstallContext context_of(const Path& build, const std::string& prefix) {
  if (!std::filesystem::exists(build / "cmake_install.cmake") ||
      !std::filesystem::exists(build / cache_name))
    throw Error(quote(build.native()) + " is not a build folder that CMake configured")
        .help("configure and build the project first");
  constexpr std::string_view key = "CMAKE_HOME_DIRECTORY:INTERNAL=";
  for (const std::string& line : lines(read_file(build / cache_name)))
    if (line.starts_with(key)) return {line.substr(key.size()), prefix};
  return {build, prefix};
}

std::vector<InstallRule> read_scripts(const Path& build, const InstallContext& context) {
  std::vector<InstallRule> rules;
  for (const std::string& text : install_scripts(build))
    std::ranges::move(read_install_script(text, context), std::back_inserter(rules));
  return rules;
}

bool same_bytes(const Path& a, const Path& b) {
  std::error_code none;
  if (a == b) return true;
  if (!std::filesystem::is_regular_file(a, none) || !std::filesystem::is_regular_file(b, none))
    return false;
  return std::filesystem::file_size(a) == std::filesystem::file_size(b) &&
         sha256_hex_of_file(a) == sha256_hex_of_file(b);
}

}  // namespace

Origins::Source::Source(std::vector<InstallRule> all) : rules(std::move(all)) {
  for (const InstallRule& rule : rules) {
    bool folder = false;
    for (const InstallCopy& copy : rule.copies) {
      files.emplace(copy.to, &rule);
      folder = folder || copy.folder;
    }
    if (folder) folders.push_back(&rule);
  }
}

std::vector<Origins::Claim> Origins::Source::claims(const std::string& path) const {
  std::vector<const InstallRule*> asked = folders;
  const auto [first, last] = files.equal_range(path);
  for (auto it = first; it != last; ++it)
    if (std::ranges::find(asked, it->second) == asked.end()) asked.push_back(it->second);
  std::vector<Claim> found;
  for (const InstallRule* rule : asked)
    if (const auto from = source_for(*rule, path)) found.push_back({rule, *from});
  return found;
}

Origins::Origins(const Path& build, const std::string& config, const std::string& prefix)
    : context_(context_of(build, prefix)),
      scripts_(read_scripts(build, context_)),
      api_(read_file_api(build, config, context_)) {
  for (const std::string& script : install_scripts(build)) {
    const std::optional<CopyingScript> copying = copying_script(script);
    only_copies_ = only_copies_ && copying;
    if (copying) std::ranges::copy(copying->asset_plans, std::back_inserter(asset_plans_));
  }
}

std::optional<std::vector<Path>> Origins::only_copied() const {
  if (!only_copies_) return std::nullopt;
  std::vector<Path> sources;
  for (const InstallRule& rule : scripts_.rules)
    for (const InstallCopy& copy : rule.copies) {
      if (copy.from.empty()) continue;  // a rule that makes an empty folder
      // A variable, or a mark that stands for another one, is known to CMake alone.
      const bool plain = copy.from.native().find_first_of("$\\") == std::string::npos;
      if (!copy.from.is_absolute() || !plain) return std::nullopt;
      sources.push_back(copy.from);
    }
  return sources;
}

std::vector<Origins::Claim> Origins::claims(const std::string& path) const {
  std::vector<Claim> found = api_.claims(path);
  return found.empty() ? scripts_.claims(path) : found;
}

std::optional<Path> Origins::source_of(const std::string& path) const {
  const std::vector<Claim> found = claims(path);
  return found.size() == 1 ? std::optional(found.front().from) : std::nullopt;
}

std::vector<Path> Origins::sources_of(const std::string& path) const {
  std::vector<Path> sources;
  for (const Source* told : {&api_, &scripts_})
    for (const Claim& claim : told->claims(path)) sources.push_back(claim.from);
  return sources;
}

std::string Origins::of(const std::string& path) const {
  const std::vector<Claim> found = claims(path);
  if (found.empty()) return quote(path) + ", from an install() script";
  return origin_of(*found.front().rule, found.front().from, context_);
}

void Origins::check_sources() const {
  for (const InstallRule& rule : scripts_.rules)
    for (const InstallCopy& copy : rule.copies)
      refuse_endless(copy.from, origin_of(rule, copy.from, context_));
}

void Origins::check_twice(std::vector<std::string> installed) const {
  std::ranges::sort(installed);
  for (auto at = std::ranges::adjacent_find(installed); at != installed.end();
       at = std::adjacent_find(at + 1, installed.end()))
    check_claims(*at);
}

void Origins::check_claims(const std::string& path) const {
  const std::vector<Claim> found = claims(path);
  const auto other = std::ranges::find_if(
      found, [&](const Claim& claim) { return !same_bytes(claim.from, found.front().from); });
  if (found.size() > 1 && other == found.end()) return;
  Error error("two files want " + quote(path_in_tree(path, context_.prefix)));
  if (!found.empty()) error.note("one is " + origin_of(*found[0].rule, found[0].from, context_));
  error.note(other == found.end()
                 ? "the other is from an install() rule that CMake does not name"
                 : "the other is " + origin_of(*other->rule, other->from, context_));
  throw std::move(error).help("give one of them another DESTINATION");
}

}  // namespace shipit
