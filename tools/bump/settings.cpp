// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/text.hpp>
#include <bump/settings.hpp>
#include <system_error>

namespace shipit {
namespace {

const Path declaration = Path("shipit") / "release.json";

std::vector<Path> folders_in(const Path& folder) {
  std::vector<Path> found;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Path> candidates(const Path& top) {
  std::vector<Path> folders;
  for (const Path& folder : folders_in(top)) {
    folders.push_back(folder);
    const std::string name = folder.filename().native();
    if (name == "build" || name == "out")
      for (const Path& inner : folders_in(folder)) folders.push_back(inner);
  }
  return folders;
}

bool declares(const Path& file, const Path& top) {
  std::error_code ignored;
  const Json json = read_json(file);
  return std::filesystem::equivalent(member<std::string>(json, "source", file.native()), top,
                                     ignored);
}

// Calls in files further down are not looked for: this is a reminder, not a parser.
bool asks_for_declaration(const Path& top) {
  const Path file = top / "CMakeLists.txt";
  if (!std::filesystem::is_regular_file(file)) return false;
  const std::vector<std::string> text = lines(read_file(file));
  return std::any_of(text.begin(), text.end(), [](const std::string& line) {
    return trim(line).starts_with("shipit_add_release");
  });
}

}  // namespace

ReleaseSettings read_release_settings(const Path& file) {
  const Json json = read_json(file);
  const std::string& origin = file.native();
  const auto text = [&](const char* key) { return member<std::string>(json, key, origin); };
  const auto texts = [&](const char* key) {
    return member<std::vector<std::string>>(json, key, origin);
  };
  return {
      .source = text("source"),
      .tag_prefix = text("tagPrefix"),
      .remote = text("remote"),
      .branches = texts("branches"),
      .files = texts("files"),
      .pre_tag = texts("preTag"),
      .post_push = texts("postPush"),
      .signing = member<bool>(json, "sign", origin) ? Signing::always : Signing::as_configured,
      .making = member<bool>(json, "tagOnly", origin) ? Making::tag_only : Making::commit_and_tag};
}

std::optional<Path> declaration_around(const Path& folder) {
  for (Path above = folder; above.has_relative_path(); above = above.parent_path())
    if (std::filesystem::is_regular_file(above / "CMakeCache.txt") &&
        std::filesystem::is_regular_file(above / declaration))
      return above / declaration;
  return {};
}

std::optional<Path> find_declaration(const Path& top) {
  std::vector<Path> found;
  for (const Path& folder : candidates(top)) {
    const Path file = folder / declaration;
    if (std::filesystem::is_regular_file(file) && declares(file, top)) found.push_back(file);
  }
  for (const Path& file : found) {
    if (read_file(file) == read_file(found[0])) continue;
    throw Error("build folders declare different releases")
        .note(quote(shown(found[0], top)) + " is not the same as " + quote(shown(file, top)))
        .help("configure them anew, remove the old one, or choose with --plan <release.json>");
  }
  if (!found.empty()) return found[0];
  if (asks_for_declaration(top))
    throw Error("CMakeLists.txt calls shipit_add_release(), and no build folder has its outcome")
        .note("looked for " + quote(declaration.native()) + " in the folders of " +
              quote(top.native()) + ", of 'build' and of 'out'")
        .help("configure first (cmake -B build), or name the file with --plan");
  return {};
}

}  // namespace shipit
