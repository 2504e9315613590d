// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/hash.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <bundle/kept_install.hpp>
#include <bundle/stage_inputs.hpp>
#include <iterator>

namespace shipit {
namespace {

std::vector<StripRule> strip_rules(const StageRequest& request) {
  std::vector<StripRule> rules;
  if (request.strip == Strip::no) return rules;
  for (const std::string& text : install_scripts(request.build))
    std::ranges::move(read_strip_rules(text, request.prefix), std::back_inserter(rules));
  return rules;
}

// A digest of all that decides what the rules make of the same files.
std::string rules_of(const StageRequest& request, const std::vector<StripRule>& strips,
                     const std::vector<std::string>& asset_plans) {
  std::string text = request.cmake + "\n" + request.config + "\n" + request.prefix + "\n" +
                     join(request.components, ";") + "\n";
  for (const auto& [component, package] : request.packages)
    text += component + "=" + package + "\n";
  for (const std::string& script : install_scripts(request.build)) text += script;
  for (const std::string& plan : asset_plans)
    if (std::filesystem::is_regular_file(plan)) text += read_file(plan);
  for (const StripRule& rule : strips) {
    const std::optional<Stamp> program =
        stamp_of(std::filesystem::weakly_canonical(rule.command.front()));
    text += join(rule.command, " ") + std::to_string(program ? program->mtime : 0) + rule.path;
  }
  if (!strips.empty()) text += request.objcopy;
  return sha256_hex(text);
}

}  // namespace

StageInputs stage_inputs(const StageRequest& request) {
  StageInputs inputs{};
  inputs.origins = std::make_shared<const Origins>(request.build, request.config, request.prefix);
  inputs.strips = strip_rules(request);
  inputs.rules = rules_of(request, inputs.strips, inputs.origins->asset_plans());
  inputs.begun = moment({request.stage});
  const std::optional<std::vector<Path>> copied = inputs.origins->only_copied();
  if (!copied) return inputs;
  for (const Path& path : *copied) inputs.looked.push_back(look(path));
  inputs.sources = listing_of(inputs.looked, Listing(inputs.begun));
  return inputs;
}

}  // namespace shipit
