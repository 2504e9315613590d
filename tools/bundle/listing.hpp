// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <base/hash.hpp>
#include <base/walk.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace shipit {

// A path, and all that is below it where it is a folder, or a symlink to one.
struct Looked {
  Path path;
  std::optional<std::vector<Sighted>> below;
};

Looked look(const Path& path);

// All that lstat(2) tells of paths and of what is below them: what is written, renamed, removed or
// added there, or given another mode, changes its digest.
class Listing {
 public:
  // `before`: in nanoseconds since 1970 by the clock of the file system. `known`: files that
  // somebody looks at himself: of these and of folders only names and modes count; nullptr where
  // everything does.
  explicit Listing(std::int64_t before, const std::set<std::string>* known = nullptr)
      : before_(before), known_(known) {}

  // A path that is a symlink to a folder stands for the link and for what is in the folder; one
  // that isn't there stands for that.
  void add(const Looked& looked);

  // nullopt when something has changed at `before` or later: it could change once more under the
  // same stamp.
  std::optional<std::string> digest() &&;

 private:
  void add_one(const std::string& path);
  void add_one(const std::string& path, const struct stat& status);

  std::int64_t before_;
  const std::set<std::string>* known_;
  Hash hash_{HashKind::sha256};
  std::string text_{};  // what the digest doesn't have yet
  bool late_ = false;
};

}  // namespace shipit
