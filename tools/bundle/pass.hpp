// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/progress.hpp>
#include <base/value_store.hpp>
#include <bundle/cuts.hpp>
#include <bundle/tree.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shipit {

// An entry as a member of one output.
struct Placed {
  const Entry* entry = nullptr;
  std::string name;
  std::int64_t mtime = 0;  // seconds since 1970
  std::string link{};      // of a hard link: the name of the member that it is too
};

// A frame, and what it holds where the output wants it.
struct Frame {
  std::string bytes{};
  std::string content{};
};

// What becomes of one frame's content.
struct FrameCodec {
  std::string id;  // names all that the result depends on besides the content
  // Makes what the cache keeps; empty: the content stays as it is, and nothing is kept.
  std::function<std::string(const std::string&)> encode{};
  // Whether a kept frame holds this content; empty: the output doesn't want the content.
  std::function<bool(const std::string& frame, const std::string& content)> holds{};
};

Frame frame_of(const FrameCodec& codec, std::string content);

enum class Digests { sha256, and_md5 };

// One tar stream that is to be written from the tree's files. The files among the members come in
// packing_order(), hard links after what they link to; what isn't of the tree may stand anywhere
// between them. They may be a part of the tree's.
struct Output {
  std::vector<Placed> members{};
  FrameCodec codec{};
  Digests digests = Digests::sha256;    // what the writer wants in each file's facts
  std::function<void(Frame&&)> sink{};  // gets what the codec made, in order
};

// Gets a file's bytes as they are read, one piece after the other; the last time with `last`.
using FileReader = std::function<void(std::string_view bytes, bool last)>;

struct PassContext {
  ValueStore& cache;
  Progress progress{};   // in bytes of files
  unsigned threads = 0;  // 0: one a core
  // Whoever looks at the files whose facts aren't known; asked, and told, on any thread.
  std::function<FileReader(const Entry&)> reader{};
  // Asked before anything is compressed: whether the outputs will be thrown away.
  std::function<bool()> in_vain{};
};

// The tree's entries sorted by their path on the host: bin/x, which is /usr/bin/x, after etc/y.
std::vector<const Entry*> packing_order(const StagedTree& tree);

// The way of a tree's files into all outputs. The files are grouped once for all of them; a frame
// of an output is made of one group, with the output's own headers. A file is read once at most:
// when its facts aren't known yet, or when a frame with it isn't in the cache.
class Pass {
 public:
  // `tree` must outlive it.
  explicit Pass(const StagedTree& tree, CutRule cut = {});

  // A digest of all the bytes that `output` will be made of; nullopt when some file's facts, as far
  // as the output wants them, aren't known.
  std::optional<std::string> key(const Output& output) const;

  // Fills all outputs, and the facts of all files. Frames come from the cache, or are made on all
  // cores and put there. An Error when a file can't be read, or has changed since it was staged.
  void run(const std::vector<const Output*>& outputs, const PassContext& context) const;

 private:
  friend class PassRun;

  std::vector<std::vector<const Placed*>> by_group(const Output& output) const;

  CutRule cut_;
  std::vector<const Entry*> files_;
  std::vector<Group> groups_;
  std::unordered_map<const Facts*, std::size_t> group_of_;
};

}  // namespace shipit
