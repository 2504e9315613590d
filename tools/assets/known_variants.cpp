// SPDX-License-Identifier: Apache-2.0
#include <assets/known_variants.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <charconv>
#include <string_view>

namespace shipit {
namespace {

constexpr std::string_view head = "shipit compressed forms 1";
constexpr std::size_t digest_bytes = 32;

// The raw bytes of a digest; nothing when it is none.
std::optional<std::string> digest_of(std::string_view hex) {
  return hex.size() == 2 * digest_bytes ? from_hex(hex) : std::nullopt;
}

std::string_view take_word(std::string_view& line) {
  const std::size_t blank = line.find(' ');
  const std::string_view word = line.substr(0, blank);
  line.remove_prefix(blank == std::string_view::npos ? line.size() : blank + 1);
  return word;
}

struct Line {
  std::string content;
  Compressed compressed;
  std::string kind;
};

std::optional<Line> read_line(std::string_view text) {
  const std::optional<std::string> content = digest_of(take_word(text));
  const std::string_view size = take_word(text);
  const std::string_view sha256 = take_word(text);
  if (!content || text.empty()) return std::nullopt;
  Line line{.content = *content, .compressed = {}, .kind = std::string(text)};
  const char* const end = size.data() + size.size();
  const auto [rest, problem] = std::from_chars(size.data(), end, line.compressed.size);
  if (problem != std::errc{} || rest != end) return std::nullopt;
  if (line.compressed.size == 0) return line;
  const std::optional<std::string> digest = digest_of(sha256);
  if (!digest) return std::nullopt;
  line.compressed.sha256 = *digest;
  return line;
}

}  // namespace

KnownVariants::KnownVariants(std::string_view text) {
  const std::vector<std::string> all = lines(text);
  if (all.empty() || all.front() != head) return;
  for (const std::string& one : all)
    if (std::optional<Line> line = read_line(one))
      known_[{line->content, line->kind}] = std::move(line->compressed);
}

KnownVariants KnownVariants::read(const Path& file) {
  return stamp_of(file) ? KnownVariants(read_file(file)) : KnownVariants();
}

std::optional<Compressed> KnownVariants::find(const std::string& content,
                                              const Encoding& encoding) const {
  const auto found = known_.find({content, kind_of(encoding)});
  if (found == known_.end()) return std::nullopt;
  return found->second;
}

void KnownVariants::add(const std::string& content, const Encoding& encoding,
                        Compressed compressed) {
  known_[{content, kind_of(encoding)}] = std::move(compressed);
}

std::string KnownVariants::text() const {
  std::string text = std::string(head) + "\n";
  for (const auto& [key, compressed] : known_) {
    const std::string sha256 = compressed.sha256.empty() ? "-" : to_hex(compressed.sha256);
    text += to_hex(key.first) + " " + std::to_string(compressed.size) + " " + sha256 + " " +
            key.second + "\n";
  }
  return text;
}

void KnownVariants::write(const Path& file) const { write_file(file, text()); }

}  // namespace shipit
