// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <release/document_artifact.hpp>

namespace shipit {

void add_document(const Path& folder, const Json& document, Artifact artifact, Release& release) {
  const std::string text = to_text(document);
  write_file(folder / artifact.name, text);
  artifact.size = text.size();
  artifact.sha256 = sha256_hex(text);
  release.artifacts.push_back(std::move(artifact));
}

}  // namespace shipit
