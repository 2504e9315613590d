// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/plan.hpp>
#include <set>

namespace shipit {

// Where those who watch a project look, and which changes there call for another build. Editors put
// new files in the place of old ones, so files are watched by their folders.
class WatchList {
 public:
  enum class Last { good, failed };

  // `plan`: the file, absolute.
  explicit WatchList(Path plan) : plan_(std::move(plan)) {}

  // Looks around anew: every folder of the root, and those of `needs`, which a build has read. One
  // that failed does not tell what it read, so all that lies in the project counts after it, but
  // for build folders, hidden ones, and what is in node_modules. Without options the root is where
  // it was. Folders that go while this looks are no Error.
  void look(const std::optional<AssetOptions>& options, const std::set<Path>& needs, Last last);

  // Absolute; not all need be there.
  const std::set<Path>& folders() const { return folders_; }
  // Of a path that changed in one of the folders.
  bool matters(const Path& path) const;

 private:
  void add_root();
  void add_project(const AssetOptions& options);

  Path plan_;
  Path named_root_;  // as the plan has it
  Path root_;        // every symlink followed
  bool root_was_there_ = false;
  std::set<Path> needs_;
  std::set<Path> folders_;
  std::set<Path> project_;  // the folders in which everything matters
};

}  // namespace shipit
