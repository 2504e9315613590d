// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <map>
#include <release/checksums.hpp>
#include <release/deploy_json.hpp>
#include <release/read_release.hpp>
#include <release/release_folder.hpp>
#include <release/signed_text.hpp>
#include <vector>

namespace shipit {
namespace {

// A file of the folder itself, no symlink: what it would lead to can change.
bool is_file(const Path& path) {
  std::error_code ignored;
  return std::filesystem::symlink_status(path, ignored).type() ==
         std::filesystem::file_type::regular;
}

void require_files(const Path& folder) {
  if (!std::filesystem::is_directory(folder))
    throw Error("there is no folder " + quote(folder.native()))
        .help("give the folder of a release, 'dist' in the build folder");
  for (const char* name : {document_name, checksums_name})
    if (!is_file(folder / name))
      throw Error(quote(folder.native()) + " is no release: it has no " + name)
          .help("give the folder of a release, 'dist' in the build folder");
}

std::vector<std::string> differences(const Path& folder,
                                     const std::map<std::string, std::string>& digests) {
  std::vector<std::string> found;
  for (const Found& one : walk(folder, [](const std::string&) { return false; })) {
    const bool known = one.path == checksums_name || one.path == signature_name;
    if (one.kind == FileKind::regular && !known && !digests.contains(one.path))
      found.push_back(quote(one.path) + " is not in " + checksums_name);
    else if (one.kind != FileKind::regular)
      found.push_back(quote(one.path) + " is no file, and a release has only files");
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_directory() && !entry.is_symlink())
      found.push_back(quote(entry.path().filename().native()) +
                      " is a folder, and a release has only files");
  for (const auto& [name, digest] : digests) {
    if (!is_file(folder / name))
      found.push_back(quote(name) + " is missing");
    else if (sha256_hex_of_file(folder / name) != digest)
      found.push_back(quote(name) + " has been changed: its digest is another than in " +
                      checksums_name);
  }
  std::ranges::sort(found);
  return found;
}

void check_artifacts(const Release& release, const std::map<std::string, std::string>& digests) {
  for (const Artifact& artifact : release.artifacts) {
    const auto found = digests.find(artifact.name);
    if (found == digests.end() || found->second != artifact.sha256)
      throw Error(std::string(document_name) + " and " + checksums_name + " disagree on " +
                  quote(artifact.name))
          .help("make the release again");
  }
}

}  // namespace

ReleaseFolder read_release_folder(const Path& folder) {
  require_files(folder);
  std::string checksums = read_file(folder / checksums_name);
  const auto digests = strict_checksums(checksums, (folder / checksums_name).native());
  const std::vector<std::string> found = differences(folder, digests);
  if (!found.empty()) {
    Error error(found.front());
    for (std::size_t i = 1; i < found.size(); ++i) error.note(found[i]);
    throw std::move(error).help("make the release again, or fetch it again, into an empty folder");
  }
  if (!digests.contains(document_name))
    throw Error(quote(document_name) + " is not in " + checksums_name)
        .help("make the release again");
  Release release = read_release(folder / document_name);
  check_artifacts(release, digests);
  return {.release = std::move(release), .checksums = std::move(checksums)};
}

}  // namespace shipit
