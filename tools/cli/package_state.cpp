// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <base/text.hpp>
#include <cli/package_assets.hpp>
#include <cli/package_libraries.hpp>
#include <cli/package_state.hpp>
#include <cstdlib>
#include <set>
#include <version/fingerprint.hpp>
#include <version/state.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

// By their content: their times may be set, and the clocks of some file systems are slow.
std::string file_state(const Path& file) {
  const bool is_there = !file.empty() && std::filesystem::is_regular_file(file);
  return file.native() + " " + (is_there ? sha256_hex_of_file(file) : "absent") + "\n";
}

// Who calls for a clean checkout looks at it also where the version is given, or doesn't tell.
VersionRules looked_at_by(const PackagePlan& plan) {
  VersionRules rules = plan.version_rules;
  if (!plan.require_clean) return rules;
  rules.override_.reset();
  if (rules.dirty == Dirty::none) rules.dirty = Dirty::tracked;
  return rules;
}

// The time of a release whose version has none.
std::string time_state(const VersionRules& rules) {
  return rules.override_ || !checkout_of(rules) ? std::to_string(source_epoch(rules)) + "\n" : "";
}

// What changelogs and the tag before a version come from.
std::string history_state(const VersionRules& rules) {
  const std::optional<Checkout> checkout = checkout_of(rules);
  if (!checkout) return "";
  return fingerprint(*checkout) + replacements_state(*checkout) +
         file_state(checkout->common / "config") +
         file_state(checkout->common / "info" / "attributes");
}

// Of all versions that the build wrote down, and of the package's own: one that isn't as it is in
// the programs is refused.
std::string versions_state(const PackagePlan& plan) {
  std::vector<VersionRules> all{looked_at_by(plan)};
  std::string text;
  for (const Path& file : plan.version_plans) {
    const VersionPlan built = read_version_plan(file);
    for (const Path& made :
         {file, stamp_file(built), cmake_file(built), json_file(built), number_file(built)})
      text += file_state(made);
    all.push_back(built.rules);
  }
  std::set<std::string> looked;
  for (VersionRules& rules : all) {
    rules.watched = kEveryFile;
    const std::string at = rules.override_.value_or("") + "\n" + rules.source.native() + "\n" +
                           rules.root.value_or("").native() + "\n" + join(rules.paths, "\n") +
                           "\n" + std::to_string(static_cast<int>(rules.dirty));
    if (looked.insert(at).second) text += look_at(rules).text;
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
  const bool asks = plan.shlibdeps && makes(plan, "DEB");
  return (epoch == nullptr ? "now" : "at " + std::string(epoch)) + "\n" + versions_state(plan) +
         history_state(plan.version_rules) + time_state(plan.version_rules) +
         files_state(plan, config) + (asks ? system_libraries() : "");
}

}  // namespace shipit
