// SPDX-License-Identifier: Apache-2.0
#include <base/checksum.hpp>
#include <base/hash.hpp>
#include <bundle/learn.hpp>
#include <optional>
#include <utility>

namespace shipit {
namespace {

// Facts once learnt are shared with outputs that have used them.
void learn(const Entry& file, std::string& fact, std::string learnt) {
  if (!fact.empty() && fact != learnt) fail_changed(file);
  if (fact.empty()) fact = std::move(learnt);
}

std::string bytes_of(const Entry& file) {
  if (file.source.empty()) return file.content;
  if (file.facts->held) return *std::exchange(file.facts->held, std::nullopt);
  return read_file(file.source);
}

// The piece that is being gathered, held back until it is clear whether it is the last.
class HeldPieces {
 public:
  explicit HeldPieces(const std::function<void(FoundPiece)>& sink) : sink_(sink) {}

  void add(std::string_view bytes) { open_.content += bytes; }
  void end() {
    hand_on(false);
    const std::uint64_t end = open_.begin + open_.content.size();
    open_.piece = {.end = end,
                   .sha256 = hash(HashKind::sha256, open_.content),
                   .sum = checksum(open_.content)};
    all_.push_back(open_.piece);
    held_ = std::move(open_);
    open_ = {.begin = end};
  }
  std::vector<FilePiece> finish() {
    if (!open_.content.empty()) end();
    hand_on(true);
    return std::move(all_);
  }

 private:
  void hand_on(bool last) {
    if (!held_) return;
    held_->last = last;
    sink_(std::move(*held_));
    held_.reset();
  }

  const std::function<void(FoundPiece)>& sink_;
  FoundPiece open_{};
  std::optional<FoundPiece> held_{};
  std::vector<FilePiece> all_{};
};

}  // namespace

bool is_known(const Entry& file, Digests digests, bool cut) {
  const Facts& facts = *file.facts;
  return !facts.sha256.empty() && (digests == Digests::sha256 || !facts.md5.empty()) &&
         cut == !facts.pieces.empty();
}

std::string read_hastily(const Entry& file) {
  std::string content = bytes_of(file);
  if (content.size() != file.size) fail_changed(file);
  return content;
}

std::string read_hastily(const Entry& file, std::uint64_t begin, const FilePiece& piece) {
  return file.source.empty() ? file.content.substr(begin, piece.end - begin)
                             : read_file(file.source, {.begin = begin, .end = piece.end});
}

std::string read_small(const Entry& file, Digests digests) {
  std::string content = read_hastily(file);
  Facts& facts = *file.facts;
  std::string sum = checksum(content);
  if (is_known(file, digests, false) && !facts.sum.empty()) {
    if (facts.sum != sum) fail_changed(file);
    return content;
  }
  learn(file, facts.sha256, hash(HashKind::sha256, content));
  if (digests == Digests::and_md5) learn(file, facts.md5, hash(HashKind::md5, content));
  facts.sum = std::move(sum);
  facts.pieces.clear();
  return content;
}

std::string read_piece(const Entry& file, std::uint64_t begin, const FilePiece& piece) {
  std::string content = read_hastily(file, begin, piece);
  if (checksum(content) != piece.sum) fail_changed(file);
  return content;
}

void read_big(const BigFile& big, const std::function<void(FoundPiece)>& sink) {
  Hash sha256(HashKind::sha256);
  Hash md5(HashKind::md5);
  Chunker chunker(big.cut);
  HeldPieces pieces(sink);
  std::uint64_t size = 0;
  const auto take = [&](std::string_view bytes) {
    size += bytes.size();
    if (size > big.file.size) fail_changed(big.file);
    sha256.add(bytes);
    if (big.reader) big.reader(bytes, false);
    if (big.digests == Digests::and_md5) md5.add(bytes);
    while (!bytes.empty()) {
      const Chunker::Step step = chunker.take(bytes);
      pieces.add(bytes.substr(0, step.taken));
      if (step.ended) pieces.end();
      bytes.remove_prefix(step.taken);
    }
  };
  if (big.file.source.empty())
    take(big.file.content);
  else
    read_file(big.file.source, take);
  if (size != big.file.size) fail_changed(big.file);
  if (big.reader) big.reader({}, true);
  Facts& facts = *big.file.facts;
  facts.sum.clear();
  learn(big.file, facts.sha256, sha256.finish());
  if (big.digests == Digests::and_md5) learn(big.file, facts.md5, md5.finish());
  facts.pieces = pieces.finish();
}

}  // namespace shipit
