// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/json.hpp>
#include <base/text.hpp>
#include <inspect/inspected.hpp>
#include <inspect/package_reader.hpp>
#include <inspect/sbom_reader.hpp>
#include <inspect/tree_reader.hpp>
#include <release/deploy_json.hpp>
#include <release/read_release.hpp>
#include <release/sbom.hpp>

namespace shipit {
namespace {

void require_meant(const Path& file, const Artifact& artifact, const Path& document) {
  if (sha256_hex_of_file(file) != artifact.sha256)
    throw Error(quote(file.native()) + " is not the one that " + quote(document.native()) +
                " means")
        .help("make or fetch the release again");
}

Inspected inspect_document(const Path& file) {
  Inspected found{.origin = file.native(), .kind = "release"};
  found.release = read_release(file);
  found.name = found.release->name;
  found.version = semver(found.release->version);
  found.depends.assign(found.release->depends.begin(), found.release->depends.end());
  for (const Artifact& artifact : found.release->artifacts) {
    const Path tree = file.parent_path() / artifact.name;
    if (artifact.kind != "tree" || !std::filesystem::is_regular_file(tree)) continue;
    require_meant(tree, artifact, file);
    found.entries = read_tree(tree);
    found.knows_contents = true;
  }
  return found;
}

InspectedPackage summary_of(const std::string& name, const Inspected& package) {
  InspectedPackage summary{.name = name, .is_there = true};
  if (package.bom) summary.components = package.depends.size();
  for (const auto& [path, entry] : package.entries) {
    summary.files += entry.kind == MemberKind::file ? 1 : 0;
    summary.bytes += entry.size;
  }
  return summary;
}

// What the archive holds is what the release brings.
void take_contents(Inspected archive, Inspected& found) {
  if (found.knows_contents && archive.entries != found.entries)
    throw Error(quote(archive.origin) + " holds something else than its tree.json says")
        .help("make or fetch the release again");
  found.entries = std::move(archive.entries);
  found.knows_contents = true;
}

Inspected inspect_sbom(const Path& file) {
  std::optional<Inspected> found = read_sbom(file);
  if (!found)
    throw Error(quote(file.native()) + " is no bill of materials that ShipIt reads")
        .help("make or fetch the release again");
  return std::move(*found);
}

Inspected inspect_artifact(const Path& file, const std::string& kind) {
  if (kind == "archive") return inspect_archive(file);
  return kind == sbom_kind ? inspect_sbom(file) : inspect_deb(file);
}

Inspected inspect_folder(const Path& folder) {
  const Path document = folder / document_name;
  Inspected found = inspect_document(document);
  for (const Artifact& artifact : found.release->artifacts) {
    const std::string& kind = artifact.kind;
    if (kind != "archive" && kind != "deb" && kind != "dbgsym" && kind != sbom_kind) continue;
    const Path file = folder / artifact.name;
    if (!std::filesystem::is_regular_file(file)) {
      found.packages.push_back({.name = artifact.name});
      continue;
    }
    require_meant(file, artifact, document);
    Inspected package = inspect_artifact(file, kind);
    found.packages.push_back(summary_of(artifact.name, package));
    if (kind == "archive") take_contents(std::move(package), found);
  }
  return found;
}

// The version of an archive, by the descriptions that lie beside it.
void ask_neighbours(const Path& file, Inspected& found) {
  const std::string name = file.filename().native();
  constexpr std::string_view ending = ".tar.zst";
  if (!name.ends_with(ending)) return;
  const std::string stem = name.substr(0, name.size() - ending.size());
  for (const std::string& beside : {stem + ".deploy.json", std::string(document_name)}) {
    const Path document = file.parent_path() / beside;
    if (!std::filesystem::is_regular_file(document)) continue;
    const Release release = read_release(document);
    for (const Artifact& artifact : release.artifacts) {
      if (artifact.name != name) continue;
      require_meant(file, artifact, document);
      found.version = semver(release.version);
      found.depends.assign(release.depends.begin(), release.depends.end());
      return;
    }
  }
}

std::string first_bytes(const Path& file) {
  const ArchiveSource source = file_source(file);
  return std::string(source().substr(0, 8));
}

}  // namespace

Inspected inspect(const Path& path) {
  if (std::filesystem::is_directory(path)) {
    if (!std::filesystem::is_regular_file(path / document_name))
      throw Error(quote(path.native()) + " is no release: it has no deploy.json")
          .help("give the folder of a release, 'dist' in the build folder");
    return inspect_folder(path);
  }
  if (!std::filesystem::is_regular_file(path))
    throw Error("there is no file " + quote(path.native()))
        .help("give a release's folder, a deploy.json, a .cdx.json, a .deb or a .tar.zst");
  const std::string start = first_bytes(path);
  if (start == "!<arch>\n") return inspect_deb(path);
  if (start.starts_with('{')) {
    std::optional<Inspected> bom = read_sbom(path);
    return bom ? std::move(*bom) : inspect_document(path);
  }
  Inspected found = inspect_archive(path);
  ask_neighbours(path, found);
  return found;
}

}  // namespace shipit
