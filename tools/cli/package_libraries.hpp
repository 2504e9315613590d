// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/package_version.hpp>
#include <deb/dependencies.hpp>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// What its answers depend on beside the tree: installed packages, where the loader looks, what the
// admin says of libraries (dpkg-shlibdeps(1)), and which program is asked.
std::string system_libraries();

// What dpkg-shlibdeps, which takes its time, has told of the programs and libraries of a build
// folder: it is asked again when one of them has changed, or a package of the system.
class LibraryRelations {
 public:
  // `record` is where it is written down.
  explicit LibraryRelations(Path record);

  // As shared_library_relations(). Several threads may ask for several parts of the tree.
  std::vector<std::string> of(const LibraryUse& use);

  // What is installed for `architecture` of the packages that of() has told. Not while others ask.
  PackageVersions versions(const std::string& architecture);

  // Writes new answers down for the next run; all facts of the tree's files are to be known.
  void remember() const;

 private:
  struct Answer {
    LibraryUse use;
    std::vector<std::string> relations;
  };

  std::optional<std::string> key_of(const LibraryUse& use) const;

  Path record_;
  std::string system_;  // as it was before anything was asked: an answer is never newer
  std::map<std::string, std::vector<std::string>> known_{};  // by key
  std::mutex guard_{};
  std::vector<Answer> answers_{};
  std::map<std::string, std::vector<std::string>> versions_{};  // "NAME VERSION", by key
  bool asked_ = false;
};

}  // namespace shipit
