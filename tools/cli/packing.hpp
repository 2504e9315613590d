// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/progress.hpp>
#include <base/value_store.hpp>
#include <bundle/archive.hpp>
#include <cli/package_relocatable.hpp>
#include <deb/deb.hpp>
#include <functional>
#include <map>
#include <memory>
#include <release/release.hpp>
#include <string>
#include <vector>

namespace shipit {

// One package of a release, before it is made.
struct Package {
  Artifact artifact;  // without size and digest
  const Output* output;
  std::function<std::string(const std::string&)> key;  // from that of the pass
  std::function<void()> begin;
  std::function<void(Artifact&)> finish;
};

Package archive_package(std::string name, ArchiveRequest request);
Package deb_package(std::string name, DebRequest request);
Package dbgsym_package(std::string name, DebRequest request);

struct PackingRequest {
  const StagedTree& tree;
  Path output;  // where the release is published
  Path record;  // what is known of the artifacts there
  ValueStore& cache;
  Progress progress;
  unsigned threads;                   // 0: one a core
  RelocatableCheck* check = nullptr;  // sees the files that are read, and may refuse them
};

struct Packed {
  std::vector<Artifact> artifacts;
  std::map<std::string, std::string> keys;  // by the artifacts' names
  bool made = false;                        // one at least: files may have been read for it

  void add(Packed other);
};

// Makes all packages in one pass over the tree's files, but for those that are published already
// and would be the same.
Packed pack(std::vector<Package> packages, const PackingRequest& request);

}  // namespace shipit
