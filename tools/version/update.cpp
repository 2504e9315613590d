// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <utility>
#include <version/fingerprint.hpp>
#include <version/render.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

// The stamp's last line; what stands before it is state_of().
constexpr const char* dirty_key = "\ndirty ";

constexpr std::pair<std::string_view, VersionFormat> kFormats[] = {
    {"header", VersionFormat::header}, {"source", VersionFormat::source},
    {"python", VersionFormat::python}, {"json", VersionFormat::json},
    {"text", VersionFormat::text},     {"cmake", VersionFormat::cmake}};

VersionFormat parse_format(const std::string& word, const std::string& origin) {
  for (const auto& [name, format] : kFormats)
    if (name == word) return format;
  throw Error(quote(word) + " in " + quote(origin) + " is not a version format");
}

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
  std::string text = "shipit-version 1\n";
  for (const VersionOutput& output : plan.outputs)
    text += "output " + std::to_string(static_cast<int>(output.format)) + " " +
            quote(output.path.native()) + " " + output.name_space + " " + output.header + "\n";
  text += "rules " + quote(rules.tag_prefix) + quote(rules.override_.value_or("")) +
          quote(rules.fallback.value_or("")) + "\n";
  if (rules.override_) return text;
  if (const std::optional<Checkout> checkout = find_checkout(rules.source))
    text += fingerprint(*checkout);
  text += "file " + content_or_nothing(rules.source / "VERSION");
  return text + "archive " + content_or_nothing(rules.source / ".git_archival.txt");
}

std::string render(const VersionOutput& output, const Version& version) {
  switch (output.format) {
    case VersionFormat::header:
      return render_header(version, output.name_space);
    case VersionFormat::source:
      return render_source(version, output.name_space, output.header);
    case VersionFormat::python:
      return render_python(version);
    case VersionFormat::json:
      return to_text(to_json(version));
    case VersionFormat::text:
      return render_text(version);
    case VersionFormat::cmake:
      return render_cmake(version, output.name_space);
  }
  return "";
}

// So that CMake runs again in the very build that follows a new tag.
std::string watch_list(const VersionRules& rules) {
  std::string text;
  const std::optional<Checkout> checkout = find_checkout(rules.source);
  if (checkout && !rules.override_)
    for (const Path& place : tag_places(*checkout))
      text += "list(APPEND _shipit_tag_places [==[" + place.native() + "]==])\n";
  return text;
}

// Whether every output is there and was made for `state`.
bool is_made_for(const VersionPlan& plan, const std::string& state) {
  const auto is_there = [](const VersionOutput& output) {
    return std::filesystem::exists(output.path);
  };
  return std::all_of(plan.outputs.begin(), plan.outputs.end(), is_there) &&
         content_or_nothing(plan.stamp).starts_with(state + dirty_key);
}

}  // namespace

VersionRules version_rules(const Json& plan, const std::string& origin) {
  return {.source = member<std::string>(plan, "source", origin),
          .root = {},
          .tag_prefix = member_or<std::string>(plan, "tagPrefix", "", origin),
          .override_ = given(plan, "override", origin),
          .fallback = given(plan, "fallback", origin)};
}

VersionPlan read_version_plan(const Path& file) {
  const Json json = read_json(file);
  const std::string& origin = file.native();
  VersionPlan plan{.rules = version_rules(json, origin),
                   .outputs = {},
                   .stamp = member<std::string>(json, "stamp", origin)};
  for (const Json& output : member<Json>(json, "outputs", origin))
    plan.outputs.push_back(
        {.format = parse_format(member<std::string>(output, "format", origin), origin),
         .path = member<std::string>(output, "path", origin),
         .name_space = member_or<std::string>(output, "namespace", "", origin),
         .header = member_or<std::string>(output, "header", "", origin)});
  return plan;
}

bool is_up_to_date(const VersionPlan& plan) { return is_made_for(plan, state_of(plan)); }

bool says_dirty(const VersionPlan& plan) {
  return content_or_nothing(plan.stamp).ends_with(std::string(dirty_key) + "yes\n");
}

void forget(const VersionPlan& plan) { std::filesystem::remove(plan.stamp); }

void update_version(const VersionPlan& plan) {
  // Taken first: what changes from here on is noticed by the next run.
  const std::string state = state_of(plan);
  if (is_made_for(plan, state)) return;
  const Version version = derive_version(plan.rules);
  for (const VersionOutput& output : plan.outputs) {
    std::string text = render(output, version);
    if (output.format == VersionFormat::cmake) text += watch_list(plan.rules);
    write_file(output.path, text);
  }
  write_file(plan.stamp, state + dirty_key + (version.dirty ? "yes\n" : "no\n"));
}

}  // namespace shipit
