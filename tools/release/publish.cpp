// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <release/checksums.hpp>
#include <release/deploy_json.hpp>
#include <release/publish.hpp>
#include <system_error>

namespace shipit {
namespace {

// Adds deploy.json and SHA256SUMS to the folder; returns the names of all its files.
std::vector<std::string> describe_in(const Path& folder, const Release& release) {
  const std::string deploy = to_text(deploy_json(release));
  write_file(folder / "deploy.json", deploy);
  std::map<std::string, std::string> digests{{"deploy.json", sha256_hex(deploy)}};
  for (const Artifact& artifact : release.artifacts) digests[artifact.name] = artifact.sha256;
  write_file(folder / "SHA256SUMS", render_checksums(digests));

  std::vector<std::string> names;
  for (const Artifact& artifact : release.artifacts) names.push_back(artifact.name);
  names.insert(names.end(), {"deploy.json", "SHA256SUMS"});
  return names;
}

// What only the release before this one has. Only plain names: SHA256SUMS is a file that anybody
// may have edited.
std::vector<Path> obsolete_files(const Path& output, const std::vector<std::string>& kept) {
  std::vector<Path> files;
  const Path sums = output / "SHA256SUMS";
  if (!std::filesystem::is_regular_file(sums)) return files;
  for (const auto& [name, digest] : parse_checksums(read_file(sums))) {
    const bool plain = name.find('/') == std::string::npos && name != "." && name != "..";
    const bool gone = std::find(kept.begin(), kept.end(), name) == kept.end();
    if (plain && gone && std::filesystem::is_regular_file(output / name))
      files.push_back(output / name);
  }
  return files;
}

void check_places(const Path& output, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (std::filesystem::exists(output / name) && !std::filesystem::is_regular_file(output / name))
      throw Error("the release has a file " + quote(name) + ", and " +
                  quote((output / name).native()) + " is something else")
          .help("move it out of the way");
}

bool is_same(const Path& a, const Path& b) {
  return std::filesystem::is_regular_file(b) &&
         std::filesystem::file_size(a) == std::filesystem::file_size(b) &&
         sha256_hex_of_file(a) == sha256_hex_of_file(b);
}

std::vector<std::string> to_be_moved(std::vector<std::string> names, const Release& release) {
  for (const Artifact& artifact : release.artifacts)
    if (artifact.origin == ArtifactOrigin::published) std::erase(names, artifact.name);
  return names;
}

}  // namespace

std::vector<std::string> publish(const Release& release, const Path& made, const Path& output) {
  std::vector<std::string> names = describe_in(made, release);
  try {
    make_folders(output);
    check_places(output, names);
    const std::vector<Path> obsolete = obsolete_files(output, names);
    for (const std::string& name : to_be_moved(names, release))
      if (!is_same(made / name, output / name)) std::filesystem::rename(made / name, output / name);
    for (const Path& file : obsolete) std::filesystem::remove(file);
  } catch (const std::filesystem::filesystem_error& error) {
    throw Error("cannot put the release into " + quote(output.native()) + ": " +
                error.code().message())
        .help("make it writable, or choose another folder with cpack -B");
  }
  return names;
}

}  // namespace shipit
