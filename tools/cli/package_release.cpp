// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/number.hpp>
#include <base/text.hpp>
#include <bundle/default_config.hpp>
#include <cli/package_assets.hpp>
#include <cli/package_bundled.hpp>
#include <cli/package_contents.hpp>
#include <cli/package_environments.hpp>
#include <cli/package_hooks.hpp>
#include <cli/package_release.hpp>
#include <cli/package_services.hpp>
#include <cstdlib>
#include <release/privileged.hpp>
#include <utility>
#include <version/derive.hpp>

namespace shipit {
namespace {

// The time of every packaged file, in seconds since 1970.
std::int64_t release_epoch(const PackagePlan& plan, const Version& version) {
  if (const char* given = std::getenv("SOURCE_DATE_EPOCH")) {
    const auto epoch = parse_number<std::int64_t>(given);
    if (!epoch || *epoch < 0)
      throw Error("SOURCE_DATE_EPOCH is " + quote(given) + ", not a number of seconds")
          .help("unset it, or give seconds since 1970");
    return *epoch;
  }
  return version.epoch != 0 ? version.epoch : source_epoch(plan.version_rules);
}

}  // namespace

Release described_release(const PackagePlan& plan, Version version, const Staged& staged) {
  const auto& [tree, config] = staged;
  Release release{.name = plan.name,
                  .summary = plan.summary,
                  .version = std::move(version),
                  .system = plan.system,
                  .architecture = plan.architecture,
                  .build_type = {},
                  .artifacts = {},
                  .environments = {},
                  .services = plan.services,
                  .assets = {},
                  .privileged = privileged_files(tree)};
  release.triplet = plan.triplet;
  release.cpu_level = plan.cpu_level;
  release.distribution = plan.distribution;
  release.codename = plan.codename;
  for (const auto& [name, configs] : plan.environments) {
    Environment& environment = release.environments[name] = place_of(plan, name);
    for (const std::string& path : configs.files)
      environment.configs.push_back(released_file(tree, path, "the config"));
    environment.required_secrets = configs.secrets;
  }
  describe_assets(plan, tree, config, release);
  describe_sites(tree, release);
  describe_services(plan, tree, release);
  check_pre_switch(plan, tree);
  release.bundled = bundled_libraries(plan, tree);
  release.build_type = config.empty()
                           ? default_config(read_file(plan.build_folder / "cmake_install.cmake"))
                           : config;
  release.build_time = release_epoch(plan, release.version);
  return release;
}

void add_digests(const StagedTree& tree, Release& release) {
  const auto add = [&](ReleasedFile& file) { file.sha256 = sha256_of(*tree.find(file.path)); };
  for (auto& [name, environment] : release.environments)
    std::for_each(environment.configs.begin(), environment.configs.end(), add);
  for (ReleasedSite& site : release.sites) add(site.file);
  for (BundledLibrary& library : release.bundled) add(library.file);
  for (Service& service : release.services) {
    for (ServiceUnit& unit : service.units) add(unit.file);
    if (service.sysusers) add(*service.sysusers);
    if (service.tmpfiles) add(*service.tmpfiles);
  }
  settle_assets(tree, release);
}

}  // namespace shipit
