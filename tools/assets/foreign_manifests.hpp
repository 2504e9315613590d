// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/plan.hpp>
#include <map>
#include <string>
#include <vector>

namespace shipit {

// The manifests that options.manifests asks for, by the names that they have in the published
// folder, where each framework looks. Of named assets; the same for the same assets. An Error when
// an asset has such a name, or that of ShipIt's own manifest.
//
// vite: ManifestChunk of vite/packages/vite/src/node/plugins/manifest.ts, with the "integrity" that
//   vite-plugin-manifest-sri adds. Keys are logical paths of entry points and files; of chunks and
//   what was made beside an entry, '_' and the file.
// propshaft: lib/propshaft/manifest.rb, since 1.2 (before, values were bare strings).
// django: django/contrib/staticfiles/storage.py. "1.0" is read by every Django, "1.1" from 4.0 on;
//   the hash is heeded by those, whatever the version.
// phoenix: lib/phoenix/digester.ex and endpoint/supervisor.ex, version 1. Keys begin at the host's
//   top, as the paths that static_path() is asked for do. What keeps its name is left out: Phoenix
//   would have it kept for ever. There is no clock here, so "mtime" is 0.
std::map<std::string, std::string> foreign_manifests(const std::vector<Asset>& assets,
                                                     const AssetOptions& options);

// Where such a manifest lies in the published folder.
const char* foreign_name(ManifestFormat format);

}  // namespace shipit
