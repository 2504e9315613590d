// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace shipit {

// How much goes into one frame. Chosen by docs/manual/packages.md's table.
struct CutRule {
  std::size_t least = std::size_t{2} << 20;  // unless there is no more
  std::size_t usual = std::size_t{4} << 20;  // on average
  std::size_t most = std::size_t{8} << 20;
};

struct CutFile {
  std::string_view path;
  std::uint64_t size = 0;
};

// Consecutive files that are packed together: the numbers from `first` to before `end`.
struct Group {
  std::size_t first = 0;
  std::size_t end = 0;
  bool cut_within = false;  // one file that is too big for a frame: Chunker finds its pieces

  bool operator==(const Group&) const = default;
};

// Groups the files, in their order. Whether a group ends at a file depends on the file's own path
// and size, not on how many bytes came before, so a file that comes, goes or grows changes the
// groups around it, and all others stay as they are.
std::vector<Group> group_files(const std::vector<CutFile>& files, const CutRule& rule = {});

// Cuts a stream where its content says so: an insertion changes the pieces around it, and all
// others stay as they are. It keeps a rolling sum over the last 64 bytes ("gear hash": Xia et al.,
// FastCDC, USENIX ATC 2016).
class Chunker {
 public:
  explicit Chunker(CutRule rule = {}) : rule_(rule) {}

  // How many of `bytes`, which follow those of the last call, belong to the piece that is being
  // gathered; when fewer than all, the piece ends there. At the end of the stream it ends anyway.
  // `ended`: the piece ends with the last of them.
  struct Step {
    std::size_t taken = 0;
    bool ended = false;
  };
  Step take(std::string_view bytes);

 private:
  CutRule rule_;
  std::size_t gathered_ = 0;
  std::uint64_t sum_ = 0;
};

}  // namespace shipit
