// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/archive_writer.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace shipit {

// One block of an xz stream (The .xz File Format 1.1, section 3) that holds `content`, with its
// sizes in its header and a CRC64. The same content gives the same bytes. It takes 53 MB while it
// works. Wraps liblzma.
std::string xz_block(std::string_view content);

// What the bytes of a block depend on besides its content: the library's version and settings.
std::string xz_kind();

// Joins blocks to one stream: dpkg reads many blocks, but only one stream.
class XzStream {
 public:
  explicit XzStream(Sink sink);
  ~XzStream();
  XzStream(const XzStream&) = delete;
  XzStream& operator=(const XzStream&) = delete;

  // `block` is what xz_block() made.
  void add(std::string_view block);
  // Writes the index and the end.
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// `content` as one such stream.
std::string xz(std::string_view content);

}  // namespace shipit
