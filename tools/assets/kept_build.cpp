// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/kept_build.hpp>
#include <assets/npm_packages.hpp>
#include <assets/publish.hpp>
#include <assets/surroundings.hpp>
#include <base/hash.hpp>
#include <utility>

namespace shipit {
namespace {

// Of all that was asked for, and where the paths in it lead to at present.
std::string digest_of(const AssetOptions& options) {
  Hash running(HashKind::sha256);
  const auto add = [&](std::string_view text) { running.add(text).add({"\0", 1}); };
  add(options.settings);
  for (const Path& path : {std::filesystem::weakly_canonical(options.root),
                           std::filesystem::weakly_canonical(options.esbuild), options.from,
                           options.output, options.maps})
    add(path.native());
  for (const Concat& concat : options.concats)
    for (const Path& file : concat.files) add(file.native());
  return running.finish();
}

std::string sha256_of(const Path& file) {
  return stamp_of(file) ? hash(HashKind::sha256, read_file(file)) : "";
}

// The folders around what was made.
Sights folders_of(const KeptIndex& index, const AssetOptions& options) {
  std::set<std::string> folders{options.output.native(), options.maps.native()};
  const auto folder_of = [](std::string_view path) { return path.substr(0, path.rfind('/')); };
  std::string_view last;
  for (const std::string_view path : index.outputs()) {
    const std::string_view own = folder_of(path);
    if (own == std::exchange(last, own)) continue;
    for (std::string_view at = own; !at.empty() && folders.emplace(at).second;) at = folder_of(at);
  }
  // Those that hold the output's folder are not ours.
  std::erase_if(folders, [&](const std::string& folder) {
    return !is_inside(folder, options.output) && !is_inside(folder, options.maps);
  });
  Sights sights;
  for (const std::string& folder : folders) sights.emplace_back(folder, look_at(folder));
  return sights;
}

// What was read beside the sources; nothing when it can't be told, or was changed since the build
// began.
std::optional<Sights> inputs_of(const KeptIndex& index, const BuildDone& done) {
  std::set<std::string> others;
  for (const Path& folder : done.tree.folders) others.insert(folder.native());
  for (const SourceFile& file : done.tree.files)
    if (done.tree.is_linked(file)) others.insert(done.tree.place_of(file));
  if (done.made.runs + done.made.kept > 0) {
    EsbuildPlace place{done.options.esbuild, done.tree, done.stage, {}};
    for (const Concat& concat : done.options.concats)
      place.by_name.insert(concat.files.begin(), concat.files.end());
    std::optional<std::set<std::string>> around = surroundings_of(place, done.made.bundling);
    if (!around) return std::nullopt;
    others.merge(*around);
  }
  Sights sights;
  for (const std::string& path : others) {
    const Sight sight = look_at(path);
    if (!index.is_settled(sight)) return std::nullopt;
    sights.emplace_back(path, sight);
  }
  return sights;
}

}  // namespace

std::optional<AssetOutcome> still_there(KeptIndex& index, const AssetOptions& options) {
  const std::optional<KeptBuild>& last_build = index.last_build();
  if (options.settings.empty() || !last_build || last_build->settings != digest_of(options))
    return std::nullopt;
  const bool same = index.look();
  if (!same || !bear_out(last_build->sights)) return std::nullopt;
  if (!std::filesystem::exists(npm_packages_file(options.output))) return std::nullopt;
  AssetOutcome outcome;
  outcome.manifest = options.output / manifest_name;
  if (sha256_of(outcome.manifest) != last_build->manifest) return std::nullopt;
  outcome.files = last_build->files;
  outcome.warnings = last_build->warnings;
  outcome.needs = last_build->needs;
  if (options.depfile) {
    write_depfile(*options.depfile, outcome.manifest, outcome.needs);
    touch(outcome.manifest);
  }
  return outcome;
}

std::optional<KeptBuild> kept_build_of(const KeptIndex& index, const BuildDone& done) {
  if (done.options.settings.empty()) return std::nullopt;
  std::optional<Sights> inputs = inputs_of(index, done);
  if (!inputs) return std::nullopt;
  KeptBuild last_build;
  last_build.settings = digest_of(done.options);
  last_build.sights = std::move(*inputs);
  const Sights folders = folders_of(index, done.options);
  last_build.sights.insert(last_build.sights.end(), folders.begin(), folders.end());
  last_build.manifest = hash(HashKind::sha256, done.manifest);
  last_build.needs = done.outcome.needs;
  last_build.files = done.outcome.files;
  last_build.warnings = done.outcome.warnings;
  return last_build;
}

}  // namespace shipit
