// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/archive_writer.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Where a stream of entries is cut: between two entries once `enough` bytes have gathered, and
// within one at `most`. It looks at nothing but sizes, so the same entries are cut alike.
struct CutRule {
  std::size_t enough = std::size_t{4} << 20;
  std::size_t most = std::size_t{16} << 20;
};

// How many of the next `coming` bytes still belong to a frame that has gathered `gathered`.
std::size_t room(const CutRule& rule, std::size_t gathered, std::size_t coming);

// Whether a frame that has gathered `gathered` bytes ends where an entry ends.
bool ends_at_entry(const CutRule& rule, std::size_t gathered);

struct FrameSizes {
  std::uint32_t compressed = 0;
  std::uint32_t content = 0;
};

// zstd's "seekable format" 0.1.0: a skippable frame, so that whoever doesn't know it passes over
// it, that lists the sizes of the frames before it. At most 2^29 frames.
std::string seek_table(const std::vector<FrameSizes>& frames);

// Turns a byte stream into independent zstd frames and a seek table. Frames are compressed on all
// cores in batches of at most 80 MiB and written in order; the number of cores never changes a
// byte.
class FrameWriter {
 public:
  FrameWriter(Sink sink, int level, CutRule rule = {});

  void write(std::string_view bytes);
  // The bytes so far end an entry.
  void end_entry();
  // The frame ends here, whatever the rule says.
  void end_frame();
  void close();

 private:
  void compress_batch();

  Sink sink_;
  int level_;
  CutRule rule_;
  std::string frame_;               // gathers
  std::vector<std::string> batch_;  // waits to be compressed
  std::size_t batch_bytes_ = 0;
  std::vector<FrameSizes> written_;
};

}  // namespace shipit
