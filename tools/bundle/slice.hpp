// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/pass.hpp>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace shipit {

// The members of one output that go into one frame, in order.
using Members = std::span<const Placed* const>;

// The bytes of files, by their facts.
using Contents = std::map<const Facts*, std::string_view>;

// A piece of the content of the one big file of a group.
struct PieceOf {
  std::uint64_t size = 0;   // of the piece
  std::string_view sha256;  // raw, of the piece
  bool first = false;       // the file's header, and what comes before it, precede it
  bool last = false;        // the padding and what comes after it follow it
};

// What decides a frame's bytes, as a digest: kinds, names, modes, sizes, times, targets and the
// contents' digests of its members, and the codec.
std::string slice_key(const FrameCodec& codec, Members members);
std::string slice_key(const FrameCodec& codec, Members members, const Entry& big,
                      const PieceOf& piece);

// The tar file's bytes themselves.
std::string slice_bytes(Members members, const Contents& contents);
std::string slice_bytes(Members members, const Entry& big, const PieceOf& piece,
                        std::string_view content);

}  // namespace shipit
