// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <cli/packing.hpp>
#include <iterator>
#include <release/artifact_record.hpp>

namespace shipit {
namespace {

template <typename Packer>
Package package_of(Artifact artifact, std::shared_ptr<Packer> packer) {
  return {.artifact = std::move(artifact),
          .output = &packer->output(),
          .key = [packer](const std::string& pass_key) { return packer->key(pass_key); },
          .begin = [packer] { packer->begin(); },
          .finish =
              [packer](Artifact& made) {
                const auto written = packer->finish();
                made.size = written.size;
                made.sha256 = written.sha256;
                if constexpr (requires { written.content_sha256; })
                  made.uncompressed = {.size = written.content_size,
                                       .sha256 = written.content_sha256,
                                       .window_log = written.window_log};
              }};
}

// The published artifact that `package` would make again.
const Artifact* published(const Package& package, const Pass& pass, const ArtifactRecord& record) {
  const auto found = record.find(package.artifact.name);
  if (found == record.end()) return nullptr;
  const std::optional<std::string> key = pass.key(*package.output);
  return key && package.key(*key) == found->second.key ? &found->second.artifact : nullptr;
}

Package package_in_deb(const char* kind, std::string name, DebRequest request) {
  return package_of({.name = std::move(name),
                     .kind = kind,
                     .media_type = "application/vnd.debian.binary-package",
                     .sha256 = {}},
                    std::make_shared<Deb>(std::move(request)));
}

}  // namespace

Package archive_package(std::string name, ArchiveRequest request) {
  return package_of(
      {.name = std::move(name), .kind = "archive", .media_type = "application/zstd", .sha256 = {}},
      std::make_shared<Archive>(std::move(request)));
}

Package deb_package(std::string name, DebRequest request) {
  return package_in_deb("deb", std::move(name), std::move(request));
}

Package dbgsym_package(std::string name, DebRequest request) {
  return package_in_deb("dbgsym", std::move(name), std::move(request));
}

void Packed::add(Packed other) {
  std::ranges::move(other.artifacts, std::back_inserter(artifacts));
  keys.merge(other.keys);
  made = made || other.made;
}

Packed pack(std::vector<Package> packages, const PackingRequest& request) {
  const Pass pass(request.tree);
  const ArtifactRecord record = read_artifact_record(request.record, request.output);
  std::vector<const Output*> outputs;
  std::vector<Package*> missing;
  for (Package& package : packages) {
    if (const Artifact* known = published(package, pass, record)) {
      package.artifact = *known;
      continue;
    }
    package.begin();
    missing.push_back(&package);
    outputs.push_back(package.output);
  }
  PassContext context{
      .cache = request.cache, .progress = request.progress, .threads = request.threads};
  if (RelocatableCheck* check = request.check) {
    context.reader = [check](const Entry& file) { return check->reader(file); };
    context.in_vain = [check] { return check->has_failed(); };
  }
  if (!outputs.empty()) pass.run(outputs, context);
  request.cache.settle();
  if (request.check != nullptr) request.check->finish();
  for (Package* package : missing) package->finish(package->artifact);

  Packed packed{.artifacts = {}, .keys = {}, .made = !missing.empty()};
  for (const Package& package : packages) {
    packed.artifacts.push_back(package.artifact);
    if (const std::optional<std::string> key = pass.key(*package.output))
      packed.keys[package.artifact.name] = package.key(*key);
  }
  return packed;
}

}  // namespace shipit
