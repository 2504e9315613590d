// SPDX-License-Identifier: Apache-2.0
#include <assets/judge.hpp>
#include <assets/unused.hpp>

namespace shipit {
namespace {

InputSizes sizes_of(const Bundling& bundling, const AssetOptions& options) {
  InputSizes all;
  for (const Bundle& bundle : bundling.bundles) {
    if (bundle.kind != Bundle::Kind::code) continue;
    for (std::size_t i = 0; i < bundle.inputs.size() && i < bundle.sizes.size(); ++i)
      all[bundle.path][shown(bundle.inputs[i], options.from)] = bundle.sizes[i];
  }
  return all;
}

}  // namespace

Judgement judge(const std::string& manifest, const Bundling& bundling,
                const AssetOptions& options) {
  Judgement judgement{.warnings = {}, .build = {.inputs = sizes_of(bundling, options), .last = {}}};
  judgement.build.last = last_build(options);
  if (options.budgets.empty() && options.unused.empty()) return judgement;
  const Measured now{
      .inventory = read_manifest(parse_json(manifest, "the manifest"), "the manifest").assets,
      .inputs = judgement.build.inputs};
  judgement.warnings = check_unused(now.inventory, options);
  std::optional<Measured> last;
  if (judgement.build.last) last = judgement.build.last->measured;
  // What is for developing is not minified.
  if (options.mode == Mode::identity) return judgement;
  const std::vector<std::string> unchecked = check_budgets(options.budgets, now, last);
  judgement.warnings.insert(judgement.warnings.end(), unchecked.begin(), unchecked.end());
  return judgement;
}

}  // namespace shipit
