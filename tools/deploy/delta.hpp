// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <cstdint>
#include <deploy/chunks.hpp>
#include <optional>
#include <release/release.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// A stretch of the new content: found in the old one at `offset`, or new.
struct DeltaStep {
  std::optional<std::uint64_t> offset{};
  std::uint64_t size = 0;

  bool operator==(const DeltaStep&) const = default;
};

// How `next` is put together from what `base` has, in no more than `most_copies` copies and as many
// stretches in between: the agent starts a process for each. Both are cut by the same rule.
std::vector<DeltaStep> delta_steps(const ChunkList& base, const ChunkList& next,
                                   std::size_t most_copies = 2000);

// What a host gets instead of a package.
struct PackageDelta {
  std::string steps;  // lines of the agent: "old SIZE OFFSET" or "new SIZE"
  std::string fresh;  // what is new, one after the other, as zstd compresses it
};

// A package that is to be sent: to each host what it lacks. The content of an archive is what it
// holds, that of a .deb are its own bytes.
class Parcel {
 public:
  // The file `package`, which `artifact` describes.
  Parcel(Path package, const Artifact& artifact);

  const Path& package() const { return package_; }
  // What the host keeps beside the package, for the next one. Empty where the release doesn't tell
  // the content's digest.
  const std::string& list() const { return list_; }
  const Uncompressed& content() const { return content_; }
  // For a host that has the package of such a list(); nullptr when that saves too little.
  const PackageDelta* delta_from(const std::string& base_list);

 private:
  void read_content(const std::function<void(std::string_view)>& sink) const;
  ChunkList cut(unsigned usual_log) const;
  std::optional<PackageDelta> make_delta(const std::string& base_list) const;

  Path package_;
  bool is_archive_;
  Uncompressed content_;
  std::string list_;
  std::string last_base_;  // hosts mostly have the same
  std::optional<PackageDelta> last_delta_;
};

}  // namespace shipit
