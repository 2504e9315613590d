// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/sealed.hpp>
#include <base/text.hpp>
#include <bundle/dependency_rules.hpp>
#include <bundle/elf.hpp>
#include <bundle/install_parts.hpp>
#include <bundle/kept_install.hpp>
#include <bundle/kept_stage.hpp>
#include <bundle/origins.hpp>
#include <bundle/refresh.hpp>
#include <bundle/scan_stage.hpp>
#include <bundle/stage.hpp>
#include <bundle/stage_facts.hpp>
#include <optional>
#include <vector>

namespace shipit {
namespace {

// CMake itself strips none of the libraries that install(RUNTIME_DEPENDENCY_SET) brings.
void add_bundled(const StageRequest& request, const std::set<std::string>& installed,
                 std::vector<StripRule>& rules) {
  if (rules.empty()) return;
  const std::vector<std::string> command = rules.front().command;
  std::set<std::string> known;
  for (const StripRule& rule : rules) known.insert(rule.path);
  for (const std::string& folder :
       dependency_folders(install_scripts(request.build), request.prefix))
    for (const std::string& path : installed) {
      const Path file = request.stage.native() + path;
      if (path.starts_with(folder + "/") && !std::filesystem::is_symlink(file) && elf_paths(file) &&
          known.insert(path).second)
        rules.push_back({command, path});
    }
}

// Brings the stage up to date.
Installed install(const StageRequest& request, StageRecord& record) {
  const StagePlaces places{request.stage};
  clear_but(places, record);
  Installed installed = install_parts(request);
  const std::set<std::string> wanted(installed.paths.begin(), installed.paths.end());
  const auto stale = [&](const auto& one) { return !wanted.contains("/" + one.first); };
  if (std::erase_if(record.files, stale) == 0) return installed;
  // Their folders may be wanted for themselves, or not: the rules know.
  clear_but(places, record);
  return install_parts(request);
}

}  // namespace

StagedTree stage(const StageRequest& request, const StageInputs& inputs) {
  const Origins& origins = *inputs.origins;
  const StagePlaces places{request.stage};
  const std::optional<std::string>& sources = inputs.sources;
  Past past = past_of(places, inputs.rules, sources);
  StageRecord& record = past.record;
  std::optional<KeptInstall>& before = past.install;
  const bool kept = before && before->sources == *sources;
  const auto others = [&](const Installed& of) -> std::string {
    if (!origins.asset_plans().empty()) return "";
    const auto known = refreshable({places, record, origins, of.paths});
    return known ? listing_of(inputs.looked, Listing(inputs.begun, &*known)).value_or("") : "";
  };
  const bool refreshed = !kept && before && !before->others.empty() &&
                         before->others == others(before->installed) &&
                         refresh_copies(places, record, inputs.begun);
  std::vector<StripRule> strips = inputs.strips;
  Installed installed;
  if (kept || refreshed) {
    installed = std::move(before->installed);
  } else {
    if (request.before_rules) request.before_rules();
    origins.check_sources();
    believe_disk(places, record);
    installed = install(request, record);
    const std::set<std::string> paths(installed.paths.begin(), installed.paths.end());
    add_bundled(request, paths, strips);
    record = taken_down(
        places, {.before = record, .origins = origins, .installed = paths, .begun = inputs.begun});
    origins.check_twice(installed.paths);
  }
  check_packages(installed, origins, request.prefix);
  std::map<std::string, std::string> stripped =
      strip_stage({.places = places, .rules = strips, .objcopy = request.objcopy}, record);
  const Looked found = kept ? std::move(before->stage) : look(places.stage);
  if (!found.below)
    throw Error("cannot read the folder " + quote(places.stage.native()) +
                ": the install rules left none");
  StagedTree tree = scan_stage(request, {.origins = inputs.origins,
                                         .installed = installed,
                                         .stripped = std::move(stripped),
                                         .stage = found});
  recall_facts(places, record, tree);
  if (kept) return tree;
  write_sealed(places.record(), render_stage_record(record));
  if (sources) keep_install(places, {inputs.rules, *sources, others(installed), installed, found});
  return tree;
}

}  // namespace shipit
