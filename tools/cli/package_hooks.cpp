// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <cli/package_hooks.hpp>

namespace shipit {
namespace {

std::string named(const std::string& environment, const std::string& program) {
  return "the PRE_SWITCH of the environment " + quote(environment) + ", " + quote(program) + ",";
}

void check_program(const StagedTree& tree, const std::string& name, const std::string& program) {
  const Entry* entry = tree.find(program);
  if (entry == nullptr || entry->kind == EntryKind::folder)
    throw Error(named(name, program) + " is no program of the release")
        .help("install it, and name it by its path in the archive, like bin/migrate");
  if (entry->kind == EntryKind::file && (entry->mode & 0111) == 0)
    throw Error(named(name, program) + " is not executable")
        .help("install it by install(PROGRAMS …), or install(TARGETS …)");
}

// systemd names a dynamic user after the unit where it can, which two units may share then.
bool names_a_user(const std::string& name) {
  constexpr std::size_t longest = 31;
  return name.size() <= longest && !is_digit(name.front()) &&
         std::ranges::all_of(name, [](char c) { return is_alnum(c) || c == '_' || c == '-'; });
}

void check_service(const std::vector<Service>& services, const std::string& name,
                   const std::string& program) {
  if (services.empty())
    throw Error(named(name, program) + " runs as a service does, and there is none")
        .help("declare one by shipit_add_service()");
  const Service& first = services.front();
  if (first.user.empty() && !names_a_user(first.name))
    throw Error(named(name, program) + " runs as the user of the service " + quote(first.name) +
                ", whose name no user can have")
        .help("give shipit_add_service() a USER");
}

}  // namespace

void run_pre_package(const PackagePlan& plan, const Version& version) {
  for (const std::vector<std::string>& words : plan.pre_package)
    run_or_throw({.words = words,
                  .folder = plan.source_folder,
                  .extra = {{"SHIPIT_VERSION", semver(version)},
                            {"SHIPIT_DEBIAN_VERSION", debian_version(version)},
                            {"SHIPIT_TAG", version.tag},
                            {"SHIPIT_COMMIT", version.commit},
                            {"SHIPIT_BUILD_FOLDER", plan.build_folder.native()}}},
                 Error("PRE_PACKAGE failed: nothing was packaged"),
                 "mend what it complains of, and package again");
}

void check_pre_switch(const PackagePlan& plan, const StagedTree& tree) {
  for (const auto& [name, place] : plan.places) {
    if (!place.install.pre_switch) continue;
    const std::string& program = place.install.pre_switch->program;
    if (place.install.method == InstallMethod::deb)
      throw Error(named(name, program) + " can't be run from a .deb")
          .note("what is in one is there when apt-get has installed it")
          .help(
              "say METHOD ARCHIVE, or run it in a POSTINST of shipit_package(), which comes "
              "before the restart");
    check_program(tree, name, program);
    check_service(plan.services, name, program);
  }
}

}  // namespace shipit
