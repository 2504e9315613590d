// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <base/stamp.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shipit {

// What there is at a path, a symlink not followed. A folder's stamp changes with the names in it.
struct Sight {
  enum class Kind { nothing, file, folder, symlink, other };

  Kind kind = Kind::nothing;
  Stamp stamp;

  bool operator==(const Sight&) const = default;
};

Sight look_at(const char* path);
Sight look_at(const Path& path);
Sight look_at(const std::string& path);

// Looks at paths of which most are in the folder of the one before: that is looked up once.
class Looker {
 public:
  Looker() = default;
  ~Looker() { leave(); }
  Looker(const Looker&) = delete;
  Looker& operator=(const Looker&) = delete;

  // As look_at() of the same path, which is absolute.
  Sight look_at(const char* path);

 private:
  void enter(std::string_view folder);
  void leave();

  std::string folder_;
  int descriptor_ = -1;
};

// Paths, and what was there.
using Sights = std::vector<std::pair<std::string, Sight>>;

// Whether all is as it was.
bool bear_out(const Sights& sights);

// The moment, by the clock of the file system of `mark`, a file that is touched for this: a change
// before this call has a ctime that is not above it, and one after it a ctime that is not below.
std::int64_t moment(const Path& mark);

// Returns when moment() has come to be another: what changes from then on has another ctime than
// what changed before.
void let_tick_pass(const Path& mark);

}  // namespace shipit
