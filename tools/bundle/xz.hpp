// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/archive_writer.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace shipit {

// Compresses into one xz stream of independent 8 MiB blocks, on several cores: dpkg reads many
// blocks, but only one stream. The number of threads never changes a byte. Wraps liblzma.
class XzWriter {
 public:
  // `threads`: 0 for one a core, as far as 1 GiB of memory goes.
  explicit XzWriter(Sink sink, unsigned threads = 0);
  ~XzWriter();
  XzWriter(const XzWriter&) = delete;
  XzWriter& operator=(const XzWriter&) = delete;

  void write(std::string_view bytes);
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// `content` as one such stream.
std::string xz(std::string_view content);

}  // namespace shipit
