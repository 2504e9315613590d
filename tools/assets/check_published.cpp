// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/check_published.hpp>
#include <assets/foreign_manifests.hpp>
#include <assets/kept_index.hpp>
#include <assets/publish.hpp>
#include <assets/published.hpp>
#include <assets/scan.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <base/with_help.hpp>
#include <unordered_map>

namespace shipit {
namespace {

// What is to be there; what isn't known is not compared.
struct WantedFile {
  std::optional<std::uint64_t> size{};
  std::optional<std::string> sha256{};  // raw
};

using WantedFiles = std::map<std::string, WantedFile>;  // by path in the folder
using OutputsByPath = std::unordered_map<std::string_view, const KnownOutput*>;

WantedFiles wanted_files(const AssetOptions& options, const Index& index) {
  const Path manifest = options.output / manifest_name;
  const std::string text = read_file(manifest);
  WantedFiles all;
  const Inventory inventory = with_help("delete it and build again", [&] {
    return read_manifest(parse_json(text, manifest.native()), manifest.native()).assets;
  });
  for (const auto& [path, item] : inventory) {
    all[item.file] = {item.size, from_hex(item.sha256)};
    for (const auto& [suffix, size] : item.encodings) all[item.file + suffix] = {size, {}};
  }
  for (const ManifestFormat format : options.manifests) all[foreign_name(format)] = {};
  for (const auto& [path, output] : index.outputs) {
    const auto one = all.find(Path(path).lexically_relative(options.output).native());
    if (one != all.end() && !one->second.sha256) one->second.sha256 = output.identity;
  }
  all[manifest_name] = {};
  if (index.last_build) all[manifest_name].sha256 = index.last_build->manifest;
  return all;
}

bool is_right(const Path& file, const WantedFile& wanted, const OutputsByPath& outputs) {
  const Sight sight = look_at(file);
  if (sight.kind != Sight::Kind::file) return false;
  if (wanted.size && *wanted.size != sight.stamp.size) return false;
  if (!wanted.sha256) return true;
  const auto known = outputs.find(file.native());
  if (known != outputs.end() && known->second->stamp == sight.stamp &&
      known->second->identity == *wanted.sha256)
    return true;
  return sha256_of_file(file) == *wanted.sha256;
}

std::vector<std::string> faults_of(const AssetOptions& options, const Index& index) {
  const WantedFiles wanted = wanted_files(options, index);
  const auto named = [&](const std::string& path) {
    return quote(shown(options.output / path, options.from));
  };
  std::vector<std::string> faults;
  std::vector<const WantedFiles::value_type*> there;
  for (const auto& one : wanted)
    if (look_at(options.output / one.first).kind == Sight::Kind::nothing)
      faults.push_back(named(one.first) + " is missing");
    else
      there.push_back(&one);
  OutputsByPath outputs;
  for (const auto& [path, output] : index.outputs) outputs.emplace(path, &output);
  std::vector<char> right(there.size());
  for_each_index(there.size(), [&](std::size_t i) {
    right[i] = is_right(options.output / there[i]->first, there[i]->second, outputs);
  });
  for (std::size_t i = 0; i < there.size(); ++i)
    if (right[i] == 0) faults.push_back(named(there[i]->first) + " is not as it was published");
  for (const Found& found : walk(options.output))
    if (found.kind != FileKind::folder && !wanted.contains(found.path))
      faults.push_back(named(found.path) + " was put beside what was published");
  return faults;
}

}  // namespace

void check_published(const AssetOptions& given) {
  constexpr std::size_t most = 10;
  AssetOptions options = given;
  options.output = std::filesystem::absolute(options.output).lexically_normal();
  const Path manifest = options.output / manifest_name;
  if (look_at(manifest).kind != Sight::Kind::file)
    throw Error("nothing is published in " + quote(shown(options.output, options.from)))
        .help("build first");
  const std::vector<std::string> faults = faults_of(options, index_beside(options.output));
  if (faults.empty()) return;
  Error error(faults.front());
  for (std::size_t i = 1; i < std::min(faults.size(), most); ++i) error.note(faults[i]);
  if (faults.size() > most) error.note("and " + std::to_string(faults.size() - most) + " more");
  throw std::move(error).help("change the sources, not the output; to have it as it was, delete " +
                              quote(shown(manifest, options.from)) + " and build again");
}

}  // namespace shipit
