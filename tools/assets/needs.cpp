// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/needs.hpp>
#include <set>

namespace shipit {

std::vector<std::string> needs_of(const AssetOptions& options, const SourceTree& tree,
                                  const EsbuildResult& made) {
  const Bundling& bundling = made.bundling;
  std::vector<std::string> needs;
  needs.reserve(tree.folders.size() + tree.files.size());
  for (const Path& folder : tree.folders) needs.push_back(folder.native());
  for (const SourceFile& file : tree.files) {
    needs.push_back(file.file);
    if (tree.is_linked(file)) needs.push_back(tree.place_of(file));
  }
  for (const Path& module : bundling.modules) needs.push_back(module.native());
  std::set<Path> folders;
  const auto add_folders_around = [&](const Path& file) {
    for (Path folder = file.parent_path(); folders.insert(folder).second;)
      folder = folder.parent_path();
  };
  for (const Path& module : bundling.modules) add_folders_around(module);
  if (made.runs + made.kept > 0)  // it may have minified any of them
    for (const SourceFile& file : tree.files) add_folders_around(file.file);
  for (const Path& folder : folders)
    for (const char* name : {"package.json", "tsconfig.json", "jsconfig.json"})
      if (std::filesystem::is_regular_file(folder / name)) needs.push_back(folder / name);
  for (const Emitted& emitted : bundling.emitted) needs.push_back(emitted.source.native());
  if (!bundling.bundles.empty()) needs.push_back(std::filesystem::absolute(options.esbuild));
  std::sort(needs.begin(), needs.end());
  needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
  return needs;
}

}  // namespace shipit
