// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <release/release.hpp>
#include <string>

namespace shipit {

// A release in its folder, whole: nothing is missing, changed, or there besides.
struct ReleaseFolder {
  Release release;
  std::string checksums;  // the bytes of SHA256SUMS
};

// Reads the folder of a release and holds each file to SHA256SUMS, and deploy.json's artifacts to
// it as well. Any file besides but for the signature is an Error, and so are files that are missing
// or changed, symlinks, and folders; one Error names all.
ReleaseFolder read_release_folder(const Path& folder);

}  // namespace shipit
