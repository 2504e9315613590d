// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <version/fields.hpp>
#include <version/fingerprint.hpp>
#include <version/made_from.hpp>
#include <version/render.hpp>
#include <version/state.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

std::optional<std::string> given(const Json& plan, const char* key, const std::string& origin) {
  const std::string text = member_or<std::string>(plan, key, "", origin);
  return text.empty() ? std::nullopt : std::optional(text);
}

// One of `words`, by its place; an empty text is the first.
std::size_t choice(const Json& plan, const char* key, const std::vector<std::string>& words,
                   const std::string& origin) {
  const std::optional<std::string> word = given(plan, key, origin);
  const auto found = word ? std::find(words.begin(), words.end(), *word) : words.begin();
  if (found == words.end()) fail_member(key, origin, "is none of the words that it can be");
  return static_cast<std::size_t>(found - words.begin());
}

// What was asked for, as text.
std::string rules_text(const VersionPlan& plan) {
  const VersionRules& rules = plan.rules;
  std::string text = "shipit-version 3\n" + plan.prefix + "\n";
  for (const std::string& path : rules.paths) text += "path " + quote(path) + "\n";
  text += "scheme " + std::string(to_text(rules.scheme)) + "\n";
  text += "rules " + quote(rules.root ? rules.root->native() : "") + quote(rules.tag_prefix) +
          quote(rules.override_.value_or("")) + quote(rules.fallback.value_or("")) +
          std::to_string(static_cast<int>(rules.dirty)) +
          std::to_string(static_cast<int>(rules.shallow)) + "\n";
  return text;
}

// So that CMake runs again in the very build in which the number changes.
std::string watch_list(const VersionRules& rules, const Version& version) {
  const std::optional<Checkout> checkout = checkout_of(rules);
  if (!checkout || rules.override_) return "";
  std::vector<Path> places = tag_places(*checkout);
  const bool counts_up = version.scheme == VersionScheme::next && version.distance == 0;
  if (counts_up)
    for (Path& place : commit_places(*checkout)) places.push_back(std::move(place));
  std::string text;
  // A tag's folder may have a name that a CMake list cannot hold; the folder above is watched.
  for (const Path& place : places)
    if (place.native().find_first_of(";[]\"\\$#\n") == std::string::npos)
      text += "list(APPEND _shipit_tag_places [==[" + place.native() + "]==])\n";
  return text;
}

// What there is to watch can change without the version.
void write_cmake_file(const VersionPlan& plan, const Version& version) {
  write_file(cmake_file(plan),
             render_cmake(version, plan.prefix) + watch_list(plan.rules, version));
}

// nullopt: the file is not there, or is damaged.
std::optional<Version> made_version(const VersionPlan& plan) {
  const Path file = json_file(plan);
  if (!std::filesystem::exists(file)) return {};
  try {
    return version_of_json(read_json(file), file.native());
  } catch (const Error&) {
    return {};
  }
}

bool is_made_for(const VersionPlan& plan, const MadeFrom& made, const std::string& state) {
  const auto is_there = [](const Path& file) { return std::filesystem::exists(file); };
  return made.state == state && is_there(cmake_file(plan)) && is_there(json_file(plan)) &&
         is_there(number_file(plan));
}

// A number that CMake has set already in variables, file names and SOVERSIONs.
void check_number(const VersionPlan& plan, const std::string& number) {
  const Path file = number_file(plan);
  if (!std::filesystem::exists(file)) return;
  const std::string known(trim(read_file(file)));
  if (known == number) return;
  write_file(file, number + "\n");
  throw Error("the version's number was " + known + " when CMake ran, and is " + number + " now")
      .help("build once more: CMake runs first this time");
}

VersionHints hints_from(const VersionPlan& plan, const VersionState& state, const MadeFrom& made) {
  VersionHints hints{};
  if (made.state.starts_with(rules_text(plan)) && made.state.find(state.tags) != std::string::npos)
    hints = made.hints;
  hints.unchanged_tree = state.unchanged_tree;
  return hints;
}

}  // namespace

Path cmake_file(const VersionPlan& plan) { return plan.folder / "version.cmake"; }

Path json_file(const VersionPlan& plan) { return plan.folder / "version.json"; }

Path number_file(const VersionPlan& plan) { return plan.folder / "number"; }

VersionRules version_rules(const Json& plan, const std::string& origin) {
  // A project that did not ask for a look at its files gets one where that costs next to nothing.
  constexpr std::size_t cheap = 500;
  const std::size_t dirty = choice(plan, "dirty", {"", "NONE", "TRACKED", "ALL"}, origin);
  const std::optional<std::string> root = given(plan, "root", origin);
  return {
      .source = member<std::string>(plan, "source", origin),
      .root = root ? std::optional<Path>(*root) : std::nullopt,
      .paths = member_or<std::vector<std::string>>(plan, "paths", {}, origin),
      .tag_prefix = member_or<std::string>(plan, "tagPrefix", "", origin),
      .scheme = static_cast<VersionScheme>(choice(plan, "scheme", {"POST", "NEXT", "TAG"}, origin)),
      .dirty = dirty == 0 ? Dirty::tracked : static_cast<Dirty>(dirty - 1),
      .watched = dirty == 0 ? cheap : kEveryFile,
      .shallow = static_cast<Shallow>(choice(plan, "shallow", {"WARN", "ERROR", "FETCH"}, origin)),
      .owner = member_or<bool>(plan, "trust", false, origin) ? Owner::any : Owner::must_match,
      .override_ = given(plan, "override", origin),
      .override_name = given(plan, "overrideName", origin).value_or("SHIPIT_VERSION_OVERRIDE"),
      .fallback = given(plan, "fallback", origin)};
}

VersionPlan read_version_plan(const Path& file) {
  const Json json = read_json(file);
  const std::string& origin = file.native();
  return {.rules = version_rules(json, origin),
          .prefix = member<std::string>(json, "prefix", origin),
          .folder = member<std::string>(json, "folder", origin)};
}

Built how_built(const VersionPlan& plan) {
  const VersionState state = look_at(plan.rules);
  const MadeFrom made = read_made_from(stamp_file(plan));
  if (!is_made_for(plan, made, rules_text(plan) + state.text)) return Built::outdated;
  if (state.sees_edits ||
      derive(plan.rules, hints_from(plan, state, made)).version.dirty == made.dirty)
    return Built::current;
  return Built::edited;
}

Path stamp_file(const VersionPlan& plan) { return plan.folder / "stamp"; }

Path asked_file(const VersionPlan& plan) { return plan.folder / "asked"; }

void forget(const VersionPlan& plan) {
  std::filesystem::remove(stamp_file(plan));
  std::filesystem::remove(asked_file(plan));
}

Updated update_version(const VersionPlan& plan, During during) {
  // Taken first: what changes from here on is noticed by the next run.
  const VersionState state = look_at(plan.rules);
  const std::string all = rules_text(plan) + state.text;
  const MadeFrom made = read_made_from(stamp_file(plan));
  const std::optional<Version> known = made_version(plan);
  if (known && is_made_for(plan, made, all)) {
    if (during == During::configure) write_cmake_file(plan, *known);
    return {.places = state.places};
  }
  const DerivedVersion derived = derive(plan.rules, hints_from(plan, state, made));
  const Version& version = derived.version;
  const std::string number = cmake_version(version);
  if (during == During::build) check_number(plan, number);
  write_file(number_file(plan), number + "\n");
  write_cmake_file(plan, version);
  write_file(json_file(plan), to_text(to_json(version)));
  write_made_from(stamp_file(plan), {.state = all, .dirty = version.dirty, .hints = derived.next});
  return {.warnings = derived.warnings, .places = state.places};
}

}  // namespace shipit
