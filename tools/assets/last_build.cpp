// SPDX-License-Identifier: Apache-2.0
#include <assets/last_build.hpp>
#include <assets/publish.hpp>
#include <base/error.hpp>

namespace shipit {
namespace {

Path beside(const AssetOptions& options, const char* ending) {
  return options.output.native() + ending;
}

Path inputs_file(const AssetOptions& options) { return beside(options, ".inputs.json"); }
Path before_file(const AssetOptions& options) { return beside(options, ".before.json"); }

InputSizes read_inputs(const Path& file) {
  InputSizes all;
  if (!std::filesystem::exists(file)) return all;
  const Json document = read_json(file);
  for (const auto& [bundle, inputs] : document.items())
    all[bundle] =
        member<std::map<std::string, std::uint64_t>>(document, bundle.c_str(), file.native());
  return all;
}

}  // namespace

std::optional<LastBuild> last_build(const AssetOptions& options) {
  const Path manifest = options.output / manifest_name;
  if (!std::filesystem::exists(manifest)) return std::nullopt;
  try {
    LastBuild last{.measured = {}, .manifest = read_file(manifest)};
    if (options.budgets.empty()) return last;
    last.measured.inventory =
        read_manifest(parse_json(last.manifest, manifest.native()), manifest.native()).assets;
    last.measured.inputs = read_inputs(inputs_file(options));
    return last;
  } catch (const Error&) {
    return std::nullopt;  // only a comparison is lost, and this build mends it
  }
}

InputSizes last_inputs(const AssetOptions& options) {
  try {
    return read_inputs(inputs_file(options));
  } catch (const Error&) {
    return {};
  }
}

std::optional<Inventory> build_before(const AssetOptions& options) {
  const Path file = before_file(options);
  if (!std::filesystem::exists(file)) return std::nullopt;
  try {
    return read_manifest(read_json(file), file.native()).assets;
  } catch (const Error&) {
    return std::nullopt;
  }
}

void remember(const Build& build, const AssetOptions& options, const std::string& manifest) {
  write_file(inputs_file(options), to_text(Json(build.inputs)));
  if (build.last && build.last->manifest != manifest)
    write_file(before_file(options), build.last->manifest);
}

}  // namespace shipit
