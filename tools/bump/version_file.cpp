// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/text.hpp>
#include <bump/json_version.hpp>
#include <bump/version_file.hpp>

namespace shipit {
namespace {

std::string rendered(const std::string& path, const VersionNumber& number) {
  Version version;
  version.number = number;
  if (path.ends_with("CMakeLists.txt") || path.ends_with(".cmake")) return cmake_version(version);
  if (path.ends_with(".py") || path.ends_with("pyproject.toml") || path.ends_with("setup.cfg"))
    return pep440(version);
  return semver(version);
}

bool continues_version(char c) {
  return is_alnum(c) || c == '.' || c == '-' || c == '+' || c == '_';
}

// Where `version` stands as a word of its own, from `start` on.
std::size_t find_word(const std::string& text, const std::string& version, std::size_t start) {
  for (std::size_t hit = text.find(version, start); hit != std::string::npos;
       hit = text.find(version, hit + 1)) {
    const std::size_t end = hit + version.size();
    const bool ends = end == text.size() || !continues_version(text[end]);
    if (ends && (hit == 0 || !continues_version(text[hit - 1]))) return hit;
  }
  return std::string::npos;
}

EditedFile edit_word(const VersionFile& file, const VersionChange& change) {
  const std::string word(trim(file.content));
  const std::size_t start = word.empty() ? 0 : file.content.find(word);
  EditedFile edited{.content = file.content, .from = word, .to = rendered(file.path, change.to)};
  edited.content.replace(start, word.size(), edited.to);
  return edited;
}

EditedFile edit_line(const VersionFile& file, const VersionChange& change) {
  const std::string help =
      "correct it by hand once; after that every release finds the version of the one before";
  if (!change.from)
    throw Error("there is no present version to look for in " + quote(file.path))
        .help(
            "this is the first release: commit the file with its version, and leave it out of "
            "the FILES until there is a tag");
  EditedFile edited{.content = file.content,
                    .from = rendered(file.path, *change.from),
                    .to = rendered(file.path, change.to)};
  const std::size_t hit = find_word(file.content, edited.from, 0);
  if (hit == std::string::npos)
    throw Error("no line of " + quote(file.path) + " holds the present version " + edited.from)
        .help(help);
  const std::size_t again = find_word(file.content, edited.from, hit + 1);
  if (again != std::string::npos)
    throw Error("the present version " + edited.from + " stands in " + quote(file.path) +
                " more than once")
        .note("on line " + std::to_string(line_of(file.content, hit)) + " and on line " +
              std::to_string(line_of(file.content, again)))
        .help("let it state the version once, or keep it in a file VERSION and read that");
  edited.content.replace(hit, edited.from.size(), edited.to);
  return edited;
}

EditedFile edit_json(const VersionFile& file, const VersionChange& change) {
  const std::optional<JsonPlace> place = find_json_version(file.content, file.path);
  if (!place)
    throw Error("the JSON of " + quote(file.path) + " has no \"version\" that is a text")
        .help("give its top object one: \"version\": \"0.0.0\"");
  EditedFile edited{.content = file.content,
                    .from = file.content.substr(place->start, place->length),
                    .to = rendered(file.path, change.to)};
  edited.content.replace(place->start, place->length, edited.to);
  return edited;
}

}  // namespace

EditedFile edit_version(const VersionFile& file, const VersionChange& change) {
  if (file.path.ends_with(".json")) return edit_json(file, change);
  const bool one_word = trim(file.content).find_first_of(" \t\r\n=\"'()") == std::string::npos;
  return one_word ? edit_word(file, change) : edit_line(file, change);
}

}  // namespace shipit
