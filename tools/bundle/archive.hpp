// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/beside_hash.hpp>
#include <base/hash.hpp>
#include <base/zstd.hpp>
#include <bundle/frames.hpp>
#include <bundle/pass.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// Many frames, which can be kept and compressed side by side; or one for all, which is smaller.
enum class Framing { frames, solid };

struct ArchiveRequest {
  const StagedTree& tree;
  std::string folder;      // the one top folder: 'myservice'
  std::int64_t epoch = 0;  // of the commit, in seconds since 1970: every file's time
  std::string commit{};    // the full id, empty without git
  Path output;             // '….tar.zst'
  Framing framing = Framing::frames;
};

struct WrittenArchive {
  Path path;
  std::uint64_t size = 0;
  std::string sha256{};  // in hexadecimal
  // Of the tar that is compressed in it.
  std::uint64_t content_size = 0;
  std::string content_sha256{};
  unsigned window_log = 0;  // decoders need a window of up to 2^window_log bytes
};

// A .tar.zst on its way, whole or not at all. The time stands once, in a pax global header that GNU
// tar and Python's tarfile apply to the entries, whose own time is 0: so all frames but the first
// depend on names and content alone. libarchive's readers (bsdtar, `cmake -E tar`) don't apply it,
// and give files the time 0.
class Archive {
 public:
  explicit Archive(ArchiveRequest request);

  // What a Pass is to fill.
  const Output& output() const { return output_; }
  // A digest of the whole archive, from Pass::key(output()).
  std::string key(const std::string& pass_key) const;

  // Before the pass, and after it.
  void begin();
  WrittenArchive finish();

 private:
  void write(std::string_view bytes);
  void add_frame(Frame frame);
  void count(std::string content);
  unsigned window_log() const;

  ArchiveRequest request_;
  Entry top_;
  Output output_;
  std::optional<AtomicFile> file_{};
  Hash digest_{HashKind::sha256};
  std::uint64_t size_ = 0;
  BesideHash content_digest_{};
  std::uint64_t content_size_ = 0;
  std::vector<FrameSizes> frames_{};
  std::unique_ptr<ZstdStream> solid_{};
};

}  // namespace shipit
