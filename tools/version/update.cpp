// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <version/fields.hpp>
#include <version/fingerprint.hpp>
#include <version/render.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

// The stamp's last line; what stands before it is state_of().
constexpr const char* dirty_key = "\ndirty ";

std::optional<std::string> given(const Json& plan, const char* key, const std::string& origin) {
  const std::string text = member_or<std::string>(plan, key, "", origin);
  return text.empty() ? std::nullopt : std::optional(text);
}

std::string content_or_nothing(const Path& file) {
  return std::filesystem::is_regular_file(file) ? read_file(file) : "";
}

// All that the version depends on, but for the dirtiness of files, as text.
std::string state_of(const VersionPlan& plan) {
  const VersionRules& rules = plan.rules;
  std::string text = "shipit-version 3\n" + plan.prefix + "\n";
  text += "scheme " + std::string(to_text(rules.scheme)) + "\n";
  text += "rules " + quote(rules.tag_prefix) + quote(rules.override_.value_or("")) +
          quote(rules.fallback.value_or("")) + "\n";
  if (rules.override_) return text;
  if (const std::optional<Checkout> checkout = find_checkout(rules.source))
    text += fingerprint(*checkout);
  text += "file " + content_or_nothing(rules.source / "VERSION");
  return text + "archive " + content_or_nothing(rules.source / ".git_archival.txt");
}

Path stamp_of(const VersionPlan& plan) { return plan.folder / "stamp"; }

// So that CMake runs again in the very build that follows a new tag.
std::string watch_list(const VersionRules& rules) {
  std::string text;
  const std::optional<Checkout> checkout = find_checkout(rules.source);
  if (checkout && !rules.override_)
    for (const Path& place : tag_places(*checkout))
      text += "list(APPEND _shipit_tag_places [==[" + place.native() + "]==])\n";
  return text;
}

// Whether both files are there and were made for `state`.
bool is_made_for(const VersionPlan& plan, const std::string& state) {
  return std::filesystem::exists(cmake_file(plan)) && std::filesystem::exists(json_file(plan)) &&
         content_or_nothing(stamp_of(plan)).starts_with(state + dirty_key);
}

VersionScheme scheme_of(const Json& plan, const std::string& origin) {
  const std::string word = member_or<std::string>(plan, "scheme", "POST", origin);
  const std::optional<VersionScheme> scheme = parse_version_scheme(word);
  if (!scheme) fail_member("scheme", origin, "is not POST, NEXT or TAG");
  return *scheme;
}

}  // namespace

Path cmake_file(const VersionPlan& plan) { return plan.folder / "version.cmake"; }

Path json_file(const VersionPlan& plan) { return plan.folder / "version.json"; }

VersionRules version_rules(const Json& plan, const std::string& origin) {
  return {.source = member<std::string>(plan, "source", origin),
          .tag_prefix = member_or<std::string>(plan, "tagPrefix", "", origin),
          .override_ = given(plan, "override", origin),
          .fallback = given(plan, "fallback", origin),
          .scheme = scheme_of(plan, origin)};
}

VersionPlan read_version_plan(const Path& file) {
  const Json json = read_json(file);
  const std::string& origin = file.native();
  return {.rules = version_rules(json, origin),
          .prefix = member<std::string>(json, "prefix", origin),
          .folder = member<std::string>(json, "folder", origin)};
}

bool is_up_to_date(const VersionPlan& plan) { return is_made_for(plan, state_of(plan)); }

bool says_dirty(const VersionPlan& plan) {
  return content_or_nothing(stamp_of(plan)).ends_with(std::string(dirty_key) + "yes\n");
}

void forget(const VersionPlan& plan) { std::filesystem::remove(stamp_of(plan)); }

void update_version(const VersionPlan& plan) {
  // Taken first: what changes from here on is noticed by the next run.
  const std::string state = state_of(plan);
  if (is_made_for(plan, state)) return;
  const Version version = derive_version(plan.rules);
  write_file(cmake_file(plan), render_cmake(version, plan.prefix) + watch_list(plan.rules));
  write_file(json_file(plan), to_text(to_json(version)));
  write_file(stamp_of(plan), state + dirty_key + (version.dirty ? "yes\n" : "no\n"));
}

}  // namespace shipit
