// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/package_changelog.hpp>
#include <cli/package_version.hpp>
#include <version/derive.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

// A package must not carry another version than the programs in it say.
void check_built(const PackagePlan& plan, const Version& version) {
  const std::string again = "run cmake --build " + quote(plan.build_folder.native()) + " again";
  bool built = plan.configured_version.empty() || plan.configured_version == cmake_version(version);
  bool same_dirt = true;
  for (const Path& file : plan.version_plans) {
    const VersionPlan built_from = read_version_plan(file);
    const Built how = how_built(built_from);
    built = built && how != Built::outdated;
    same_dirt = same_dirt && how != Built::edited;
    if (how != Built::current) forget(built_from);
  }
  if (!built)
    throw Error("the checkout is at " + semver(version) + ", which has not been built")
        .note("the build tree was made for another commit or tag")
        .help(again);
  if (!same_dirt)
    throw Error("the checkout is at " + semver(version) + ", and the programs say otherwise")
        .note(version.dirty ? "tracked files were edited since the version was written into them"
                            : "tracked files were edited when the version was written into them")
        .help(again + ": this time it writes the version anew");
}

void check_clean(const PackagePlan& plan) {
  if (!plan.require_clean) return;
  const VersionRules& rules = plan.version_rules;
  const std::optional<Checkout> checkout = checkout_of(rules);
  if (!checkout) return;
  const std::string changed = changed_files(
      *checkout, rules.paths, rules.dirty == Dirty::all ? Untracked::counted : Untracked::ignored);
  if (changed.empty()) return;
  Error error("the checkout has changes that are not committed, and REQUIRE_CLEAN was asked for");
  for (const std::string& line : lines(changed)) error.note(line);
  throw std::move(error).help("commit them or put them aside (git stash), and build again");
}

// A CMake string that nothing in `text` can leave: versions hold none of the characters that would.
std::string set_line(const char* name, const std::string& text) {
  return std::string("set(") + name + " \"" + text + "\")\n";
}

}  // namespace

Version packaged_version(const PackagePlan& plan) {
  check_clean(plan);
  Version version = derive_version(plan.version_rules);
  check_built(plan, version);
  return version;
}

std::string cpack_lines(const PackagePlan& plan) {
  const Version version = packaged_version(plan);
  return set_line("shipit_configured", plan.configured_version) +
         set_line("shipit_full", semver(version)) +
         set_line("shipit_debian", debian_version(version));
}

GitAnswers ask_git(const PackagePlan& plan) {
  const std::shared_future<Version> version =
      std::async(std::launch::async, [&plan] { return packaged_version(plan); });
  return {version, std::async(std::launch::async, [&plan, version] {
            return previous_tag(plan.version_rules, version.get());
          })};
}

}  // namespace shipit
