// SPDX-License-Identifier: Apache-2.0
#include <version/git_index.hpp>

namespace shipit {
namespace {

struct CutShort {};

// Big-endian numbers and pieces, taken from the front.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : whole_(bytes), rest_(bytes) {}

  std::string_view rest() const { return rest_; }
  std::size_t position() const { return whole_.size() - rest_.size(); }

  std::string_view take(std::size_t count) {
    if (count > rest_.size()) throw CutShort{};
    const std::string_view piece = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return piece;
  }
  std::uint32_t number(std::size_t bytes) {
    std::uint32_t value = 0;
    for (const char c : take(bytes)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  std::string_view take_until(char end) {
    const std::size_t at = rest_.find(end);
    if (at == std::string_view::npos) throw CutShort{};
    const std::string_view piece = take(at);
    take(1);
    return piece;
  }

 private:
  std::string_view whole_;
  std::string_view rest_;
};

// The variable-width number of gitformat-pack(5), "offset encoding".
std::size_t offset_number(Reader& reader) {
  std::uint32_t byte = reader.number(1);
  std::size_t value = byte & 0x7f;
  while ((byte & 0x80) != 0) {
    byte = reader.number(1);
    value = (value + 1) << 7 | (byte & 0x7f);
  }
  return value;
}

struct Format {
  std::uint32_t version = 0;
  std::size_t oid_bytes = 0;
};

// `entry` holds the one before: version 4 writes only how the next path differs from it.
void read_path(Reader& reader, std::size_t start, const Format& format, IndexEntry& entry) {
  if (format.version == 4) {
    const std::size_t cut = offset_number(reader);
    if (cut > entry.path.size()) throw CutShort{};
    entry.path.resize(entry.path.size() - cut);
    entry.path += reader.take_until('\0');
    return;
  }
  entry.path = reader.take_until('\0');
  while ((reader.position() - start) % 8 != 0) reader.take(1);
}

void read_entry(Reader& reader, const Format& format, IndexEntry& entry) {
  constexpr std::uint32_t assume_valid = 0x8000, extended = 0x4000, stage = 0x3000;
  constexpr std::uint32_t skip_worktree = 0x4000, intent_to_add = 0x2000;
  const std::size_t start = reader.position();
  for (std::uint32_t* const field : {&entry.ctime, &entry.ctime_ns, &entry.mtime, &entry.mtime_ns})
    *field = reader.number(4);
  reader.take(4);  // the device, which git itself passes over
  entry.ino = reader.number(4);
  entry.mode = reader.number(4);
  reader.take(8);  // owner and group
  entry.size = reader.number(4);
  reader.take(format.oid_bytes);
  const std::uint32_t flags = reader.number(2);
  const bool has_more = format.version >= 3 && (flags & extended) != 0;
  const std::uint32_t more = has_more ? reader.number(2) : 0;
  entry.is_settled = (flags & stage) == 0 && (more & intent_to_add) == 0;
  entry.is_ignored = (flags & assume_valid) != 0 || (more & skip_worktree) != 0;
  read_path(reader, start, format, entry);
}

// The first record of the cached tree: "" NUL <entries> SP <subtrees> LF <oid>; -1 entries when it
// is no longer true.
std::optional<std::string> root_tree(std::string_view extension, std::size_t oid_bytes) {
  Reader reader(extension);
  if (!reader.take_until('\0').empty()) return {};
  const std::string_view count = reader.take_until(' ');
  reader.take_until('\n');
  if (count.starts_with('-')) return {};
  std::string hex;
  for (const char c : reader.take(oid_bytes)) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    hex += digits[byte / 16];
    hex += digits[byte % 16];
  }
  return hex;
}

// What stands between the entries and the digest at the end. False: something without which the
// entries are not the whole truth.
bool read_extensions(Reader& reader, std::size_t oid_bytes, IndexSummary& summary) {
  while (reader.rest().size() > oid_bytes) {
    const std::string_view name = reader.take(4);
    const std::string_view content = reader.take(reader.number(4));
    const bool is_optional = name[0] >= 'A' && name[0] <= 'Z';
    if (!is_optional) return false;
    if (name == "TREE") summary.tree = root_tree(content, oid_bytes);
  }
  return true;
}

}  // namespace

std::optional<IndexSummary> read_index(std::string_view bytes, std::size_t oid_bytes,
                                       const std::function<void(const IndexEntry&)>& sink) {
  try {
    Reader reader(bytes);
    if (reader.take(4) != "DIRC") return {};
    const Format format{.version = reader.number(4), .oid_bytes = oid_bytes};
    if (format.version < 2 || format.version > 4) return {};
    IndexSummary summary;
    summary.entries = reader.number(4);
    IndexEntry entry;
    for (std::size_t i = 0; i < summary.entries; ++i) {
      read_entry(reader, format, entry);
      sink(entry);
    }
    if (!read_extensions(reader, oid_bytes, summary)) return {};
    return summary;
  } catch (const CutShort&) {
    return {};
  }
}

}  // namespace shipit
