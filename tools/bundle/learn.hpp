// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/cuts.hpp>
#include <bundle/pass.hpp>
#include <functional>
#include <string>

namespace shipit {

// Whether the file's facts are known as far as `digests` and, for one that is `cut` within, its
// pieces go.
bool is_known(const Entry& file, Digests digests, bool cut);

// Reads a file of at most a few MiB whole, and learns its facts. An Error when it isn't of the size
// it had when it was staged, or when facts that were known turn out to be others: the checksum
// where all are known, which costs next to nothing beside a digest.
std::string read_small(const Entry& file, Digests digests);

// Reads the bytes of one known piece; an Error as above.
std::string read_piece(const Entry& file, std::uint64_t begin, const FilePiece& piece);

// The same of files whose facts are known, for whoever finds out in another way whether they are
// still so; an Error when one is of another size.
std::string read_hastily(const Entry& file);
std::string read_hastily(const Entry& file, std::uint64_t begin, const FilePiece& piece);

// Reads a big file once, learns its facts, and hands on piece by piece as they are found.
struct FoundPiece {
  std::uint64_t begin = 0;
  FilePiece piece{};
  std::string content{};
  bool last = false;
};
struct BigFile {
  const Entry& file;
  Digests digests;
  CutRule cut;
  FileReader reader{};  // sees the bytes as well; empty: nobody does
};
void read_big(const BigFile& big, const std::function<void(FoundPiece)>& sink);

}  // namespace shipit
