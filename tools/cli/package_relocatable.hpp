// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <bundle/named_paths.hpp>
#include <bundle/pass.hpp>
#include <bundle/relocatable.hpp>
#include <bundle/tree.hpp>
#include <cli/package_plan.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// Refuses what would not be found where the packages are unpacked (bundle/relocatable.hpp), naming
// every file and path, but for files that the plan allows. Looks at a file when it is read for
// packing; what files named whose bytes are known from an earlier run is remembered.
class RelocatableCheck {
 public:
  // Both must outlive it. An Error for what is known to be wrong, before any work.
  RelocatableCheck(const PackagePlan& plan, const StagedTree& tree);

  // Whether it said something that the next run has to say as well.
  bool has_warned() const { return warned_; }

  // Shows a file of the tree to it, while it is read; several threads may show several files.
  FileReader reader(const Entry& file);
  // Whether finish() will refuse something.
  bool has_failed() const { return failed_; }
  // When all files that had to be read have been shown: an Error for what is wrong.
  void finish();

  // Writes down for the next run what is new; all facts of the tree's files are to be known.
  void remember() const;

 private:
  using Named = std::optional<std::vector<NamedPath>>;  // nullopt: nobody has looked yet

  // Reads those of the files nobody has looked at that are wanted.
  void look_at(bool (*wanted)(const Entry&));
  std::vector<std::string> complaints(const std::string& path) const;
  void note(const std::string& path, Named& named, std::vector<NamedPath> paths);
  void refuse() const;

  const PackagePlan& plan_;
  const StagedTree& tree_;
  Surroundings surroundings_;
  std::vector<std::string> roots_;
  std::map<std::string, Named> named_{};  // by path in the tree
  bool warned_ = false;
  std::atomic<bool> failed_ = false;
  std::atomic<bool> learnt_ = false;  // what the record doesn't say
};

}  // namespace shipit
