// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/lock.hpp>
#include <base/text.hpp>
#include <bundle/archive.hpp>
#include <bundle/stage.hpp>
#include <charconv>
#include <cli/package_plan.hpp>
#include <cli/verbs.hpp>
#include <cstdlib>
#include <deb/deb.hpp>
#include <deb/dependencies.hpp>
#include <iostream>
#include <memory>
#include <release/publish.hpp>
#include <version/derive.hpp>
#include <version/update.hpp>

namespace shipit {
namespace {

struct PackageOptions {
  std::string plan;
  std::string output;
  std::string config;
};

// A package must not carry another version than the programs in it say.
Version current_version(const PackagePlan& plan) {
  const Version version = derive_version(plan.version_rules);
  const bool built =
      std::all_of(plan.version_plans.begin(), plan.version_plans.end(),
                  [](const Path& file) { return is_up_to_date(read_version_plan(file)); });
  if (built &&
      (plan.configured_version.empty() || plan.configured_version == cmake_version(version)))
    return version;
  throw Error("the checkout is at " + semver(version) + ", which has not been built")
      .note("the build tree was made for another commit or tag")
      .help("run cmake --build " + quote(plan.build_folder.native()) + " first");
}

const Entry& entry_of(const StagedTree& tree, const std::string& path, const char* what) {
  const Entry* entry = tree.find(path);
  if (entry == nullptr || entry->kind != EntryKind::file)
    throw Error(std::string(what) + " " + quote(path) + " was not installed")
        .help("is its component left out of the package?");
  return *entry;
}

ReleasedFile released_file(const StagedTree& tree, const std::string& path, const char* what) {
  const Entry& entry = entry_of(tree, path, what);
  return {.path = path, .size = entry.size, .sha256 = sha256_hex_of_file(entry.source)};
}

Release describe_release(const PackagePlan& plan, Version version, const StagedTree& tree) {
  Release release{.name = plan.name,
                  .summary = plan.summary,
                  .version = std::move(version),
                  .system = plan.system,
                  .architecture = plan.architecture,
                  .artifacts = {},
                  .environments = {},
                  .services = plan.services,
                  .assets = {}};
  for (const auto& [name, configs] : plan.environments) {
    Environment& environment = release.environments[name];
    for (const std::string& path : configs.files)
      environment.configs.push_back(released_file(tree, path, "the config"));
    environment.required_secrets = configs.secrets;
  }
  for (const PackagePlan::Assets& assets : plan.assets)
    release.assets.push_back(
        {released_file(tree, assets.manifest, "the asset manifest"), assets.public_path});
  for (const Service& service : release.services)
    entry_of(tree, "bin/" + service.name, "the service's program");
  return release;
}

// A secret that an install() rule of the project's own brought along must not leave the house.
void refuse_secrets(const PackagePlan& plan, const StagedTree& tree) {
  for (const auto& [environment, configs] : plan.environments)
    for (const std::string& path : configs.secrets)
      if (tree.find(path) != nullptr)
        throw Error("the secret " + quote(path) + " of environment " + quote(environment) +
                    " would be packaged")
            .note("it is " + tree.find(path)->origin)
            .help("take it out of install(): a secret lives on the server only");
}

// What becomes of one run: made in a folder of its own, published when all of it is there.
struct Making {
  const PackagePlan& plan;
  const StagedTree& tree;
  const Path& folder;
  std::int64_t epoch;
};

Artifact make_archive(const Making& making, const Release& release) {
  const std::string stem = archive_stem(release);
  const WrittenArchive written = write_archive({.tree = making.tree,
                                                .folder = stem,
                                                .epoch = making.epoch,
                                                .commit = release.version.commit,
                                                .output = making.folder / (stem + ".tar.zst")});
  return {.name = stem + ".tar.zst",
          .kind = "archive",
          .media_type = "application/zstd",
          .size = written.size,
          .sha256 = written.sha256};
}

std::string default_description(const Release& release) {
  const std::string commit = short_commit(release.version);
  return "Release " + semver(release.version) + " of " + release.name +
         (commit.empty() ? "." : ", built from commit " + commit + ".");
}

Artifact make_deb(const Making& making, const Release& release) {
  const PackagePlan& plan = making.plan;
  std::vector<std::string> depends = plan.depends;
  if (plan.shlibdeps)
    for (std::string& relation : shared_library_relations(making.tree, making.folder))
      depends.push_back(std::move(relation));
  const WrittenDeb written =
      write_deb({.tree = making.tree,
                 .fields = {.package = plan.name,
                            .version = debian_version(release.version),
                            .architecture = plan.architecture,
                            .maintainer = plan.contact,
                            .synopsis = plan.summary,
                            .description = plan.description.empty() ? default_description(release)
                                                                    : plan.description,
                            .depends = std::move(depends),
                            .section = plan.section,
                            .homepage = plan.homepage},
                 .scripts = service_scripts(units_in(making.tree)),
                 .licence = {.text = plan.license_file.empty() ? "" : read_file(plan.license_file)},
                 .epoch = making.epoch,
                 .output = making.folder / deb_name(release)});
  return {.name = deb_name(release),
          .kind = "deb",
          .media_type = "application/vnd.debian.binary-package",
          .size = written.size,
          .sha256 = written.sha256};
}

// The time of every packaged file, in seconds since 1970.
std::int64_t release_epoch(const PackagePlan& plan, const Version& version) {
  if (const char* given = std::getenv("SOURCE_DATE_EPOCH")) {
    std::int64_t epoch = 0;
    const std::string_view text = given;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), epoch);
    if (error != std::errc{} || end != text.data() + text.size() || epoch < 0)
      throw Error("SOURCE_DATE_EPOCH is " + quote(text) + ", not a number of seconds")
          .help("unset it, or give seconds since 1970");
    return epoch;
  }
  return version.epoch != 0 ? version.epoch : source_epoch(plan.version_rules.source);
}

void make_package(const PackageOptions& options) {
  const PackagePlan plan = read_package_plan(options.plan);
  const Path output = options.output;
  if (std::filesystem::exists(output) && !std::filesystem::is_directory(output))
    throw Error("the release would go into " + quote(output.native()) + ", which is not a folder")
        .help("move it out of the way, or choose another folder with cpack -B");
  const FileLock lock(plan.build_folder / "shipit" / "package.lock");  // the stage is one for all
  const TemporaryFolder work(output.parent_path());

  const StagedTree tree = stage({.cmake = plan.cmake,
                                 .script = plan.stage_script,
                                 .build = plan.build_folder,
                                 .stage = plan.build_folder / "shipit" / "stage",
                                 .config = options.config,
                                 .strip = plan.strip ? Strip::yes : Strip::no});
  refuse_secrets(plan, tree);
  Release release = describe_release(plan, current_version(plan), tree);
  const Making making{plan, tree, work.path(), release_epoch(plan, release.version)};
  for (const std::string& format : plan.formats)
    release.artifacts.push_back(format == "DEB" ? make_deb(making, release)
                                                : make_archive(making, release));
  for (const std::string& name : publish(release, work.path(), output))
    std::cout << (output / name).string() << "\n";
}

}  // namespace

Action package_verb(Options& options) {
  const auto given = std::make_shared<PackageOptions>();
  options.required("--plan", given->plan, "what to package, as ShipItPackage.cmake wrote it");
  options.required("--output", given->output, "the folder of the release");
  options.optional("--config", given->config, "the build type, for generators with several");
  return [given] { make_package(*given); };
}

}  // namespace shipit
