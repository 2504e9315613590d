// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/lock.hpp>
#include <base/text.hpp>
#include <release/checksums.hpp>
#include <release/deploy_json.hpp>
#include <release/neighbours.hpp>
#include <release/publish.hpp>
#include <release/signed_text.hpp>
#include <set>
#include <system_error>

namespace shipit {
namespace {

// Adds deploy.json and SHA256SUMS to the folder; returns the names of all its files.
std::vector<std::string> describe_in(const Path& folder, const Release& release,
                                     std::map<std::string, std::string> digests) {
  const std::string deploy = to_text(deploy_json(release));
  write_file(folder / document_name, deploy);
  digests[document_name] = sha256_hex(deploy);
  for (const Artifact& artifact : release.artifacts) digests[artifact.name] = artifact.sha256;
  write_file(folder / checksums_name, render_checksums(digests));

  std::vector<std::string> names;
  for (const Artifact& artifact : release.artifacts) names.push_back(artifact.name);
  names.insert(names.end(), {document_name, checksums_name});
  return names;
}

// Of all files that other releases in `output` consist of, as they will be called.
std::map<std::string, std::string> digests_of(const std::vector<PublishedRelease>& others,
                                              const Path& output) {
  std::map<std::string, std::string> digests;
  for (const PublishedRelease& other : others) {
    digests.insert(other.artifacts.begin(), other.artifacts.end());
    digests[kept_name(other)] = sha256_hex_of_file(output / other.file);
  }
  return digests;
}

// What only the release before this one has. Only plain names: SHA256SUMS is a file that anybody
// may have edited.
std::vector<Path> obsolete_files(const Path& output, const Neighbours& around,
                                 const std::map<std::string, std::string>& kept) {
  std::set<std::string> names;
  const Path sums = output / checksums_name;
  if (std::filesystem::is_regular_file(sums))
    for (const auto& [name, digest] : parse_checksums(read_file(sums))) names.insert(name);
  for (const PublishedRelease& before : around.before) {
    names.insert(before.file);
    for (const auto& [name, digest] : before.artifacts) names.insert(name);
  }
  std::vector<Path> files;
  for (const std::string& name : names) {
    const bool plain = name.find('/') == std::string::npos && name != "." && name != "..";
    if (plain && !kept.contains(name) && std::filesystem::is_regular_file(output / name))
      files.push_back(output / name);
  }
  return files;
}

// Out of the way of the new deploy.json.
void rename_others(const std::vector<PublishedRelease>& others, const Path& output) {
  for (const PublishedRelease& other : others)
    if (other.file != kept_name(other))
      std::filesystem::rename(output / other.file, output / kept_name(other));
}

// A package for all architectures is in the releases for each.
void check_shared(const Release& release, const std::map<std::string, std::string>& theirs) {
  for (const Artifact& artifact : release.artifacts) {
    const auto other = theirs.find(artifact.name);
    if (other == theirs.end() || other->second == artifact.sha256) continue;
    throw Error(quote(artifact.name) + " is part of another architecture's release, too, and not " +
                "the same file there")
        .help(
            "make it the same for all, or give it an ARCHITECTURE of its own; remove the other "
            "release when it is out of date");
  }
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

void publish(const Release& release, const Path& made, const Path& output,
             const std::function<void(const PublishedNames&)>& then) {
  try {
    make_folders(output);
    const FolderLock lock(output);  // others publish into it as well
    const Neighbours around = neighbours(output, release);
    const std::map<std::string, std::string> theirs = digests_of(around.others, output);
    check_shared(release, theirs);
    const PublishedNames names = describe_in(made, release, theirs);
    check_places(output, names);
    std::map<std::string, std::string> kept = theirs;
    for (const std::string& name : names) kept.emplace(name, "");
    const std::vector<Path> obsolete = obsolete_files(output, around, kept);
    // A signature is of the bytes of SHA256SUMS.
    if (!is_same(made / checksums_name, output / checksums_name))
      std::filesystem::remove(output / signature_name);
    rename_others(around.others, output);
    for (const std::string& name : to_be_moved(names, release))
      if (!is_same(made / name, output / name)) std::filesystem::rename(made / name, output / name);
    for (const Path& file : obsolete) std::filesystem::remove(file);
    if (then) then(names);
  } catch (const std::filesystem::filesystem_error& error) {
    throw Error("cannot put the release into " + quote(output.native()) + ": " +
                error.code().message())
        .help("make it writable, or choose another folder with cpack -B");
  }
}

}  // namespace shipit
