// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/running_program.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <cli/package_assets.hpp>
#include <cli/package_contents.hpp>
#include <cli/package_libraries.hpp>
#include <cli/package_state.hpp>
#include <cstdlib>
#include <version/fingerprint.hpp>
#include <version/state.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

std::string file_state(const Path& file) {
  const std::optional<Stamp> stamp = stamp_of(file);
  return file.native() + " " + (stamp ? to_text(*stamp) : "absent") + "\n";
}

// The version, and the history that changelogs and the tag before it come from.
std::string history_state(const PackagePlan& plan) {
  VersionRules rules = plan.version_rules;
  rules.watched = kEveryFile;
  if (plan.require_clean && rules.dirty == Dirty::none) rules.dirty = Dirty::tracked;
  std::string text = look_at(rules).text;
  const std::optional<Checkout> checkout = checkout_of(rules);
  // The time of a release without a commit.
  if (!checkout) return text + file_state(rules.source / "CMakeLists.txt");
  return text + fingerprint(*checkout) + file_state(checkout->common / "config") +
         file_state(checkout->common / "info" / "attributes");
}

// What the build wrote down of the version: a package must not carry another.
std::string built_state(const PackagePlan& plan) {
  std::string text;
  for (const Path& file : plan.version_plans) {
    const VersionPlan built = read_version_plan(file);
    for (const Path& made :
         {file, stamp_file(built), cmake_file(built), json_file(built), number_file(built)})
      text += file_state(made);
  }
  return text;
}

std::string files_state(const PackagePlan& plan, const std::string& config) {
  std::string text = file_state(plan.license_file);
  for (const DebPlan& deb : plan.debs)
    for (const auto& [name, file] : deb.control_files) text += file_state(file);
  for (const PackagePlan::Assets& assets : plan.assets)
    text += file_state(npm_file(assets, config));
  return text;
}

}  // namespace

std::string package_state(const PackagePlan& plan, const std::string& config) {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  const bool asks = plan.shlibdeps && std::ranges::find(plan.formats, "DEB") != plan.formats.end();
  return running_program() + (epoch == nullptr ? "-" : epoch) + "\n" + history_state(plan) +
         built_state(plan) + files_state(plan, config) + (asks ? system_libraries() : "");
}

}  // namespace shipit
