// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/npm_packages.hpp>
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

constexpr std::string_view modules_folder = "/node_modules/";

// A package.json is anybody's: what can't stand in a line of text counts for nothing.
std::string plain_member(const Json& package, const char* key) {
  if (!package.is_object() || !package.contains(key) || !package.at(key).is_string()) return "";
  std::string text = package.at(key).get<std::string>();
  const bool plain = is_utf8(text) && std::ranges::all_of(text, [](char c) {
                       return static_cast<unsigned char>(c) > ' ' && c != '\x7f';
                     });
  return plain ? text : "";
}

PackageVersion package_in(const Path& folder) {
  const std::string& path = folder.native();
  PackageVersion found{.name = path.substr(path.rfind(modules_folder) + modules_folder.size()),
                       .version = {}};
  if (!std::filesystem::is_regular_file(folder / "package.json")) return found;
  const Json package = read_json(folder / "package.json");
  if (std::string name = plain_member(package, "name"); !name.empty()) found.name = std::move(name);
  found.version = plain_member(package, "version");
  return found;
}

}  // namespace

Path npm_folder_of(const std::string& file) {
  const std::size_t at = file.rfind(modules_folder);
  if (at == std::string::npos) return {};
  const std::size_t name = at + modules_folder.size();
  std::size_t end = file.find('/', name);
  if (file[name] == '@' && end != std::string::npos) end = file.find('/', end + 1);
  return end == std::string::npos ? Path() : Path(file.substr(0, end));
}

PackageVersions npm_packages_of(const Bundling& bundling) {
  std::set<Path> folders;
  // One that only hands on what others have is in no bundle, and still a part of what is made.
  for (const Path& module : bundling.modules) folders.insert(npm_folder_of(module.native()));
  for (const Bundle& bundle : bundling.bundles)
    if (bundle.kind == Bundle::Kind::code)
      for (const Path& input : bundle.inputs) folders.insert(npm_folder_of(input.native()));
  for (const Emitted& emitted : bundling.emitted)
    folders.insert(npm_folder_of(emitted.source.native()));
  folders.erase(Path());
  PackageVersions packages;
  for (const Path& folder : folders) packages.insert(package_in(folder));
  return packages;
}

Path npm_packages_file(const Path& output) { return output.native() + ".packages.json"; }

void write_npm_packages(const Path& output, const PackageVersions& packages) {
  Json list = Json::array();
  for (const PackageVersion& one : packages)
    list.push_back({{"name", one.name}, {"version", one.version}});
  write_file(npm_packages_file(output), to_text(list));
}

PackageVersions read_npm_packages(const Path& file) {
  const Json list = read_json(file);
  PackageVersions packages;
  for (const Json& one : list)
    packages.insert({.name = member<std::string>(one, "name", file.native()),
                     .version = member<std::string>(one, "version", file.native())});
  return packages;
}

}  // namespace shipit
