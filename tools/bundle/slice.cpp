// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/hash.hpp>
#include <bundle/slice.hpp>
#include <bundle/tar.hpp>

namespace shipit {
namespace {

// Changes when the same members become other bytes of a tar file than in the release before.
constexpr std::string_view tar_kind = "tar 1";

// Fields that can't run into each other.
class Fields {
 public:
  Fields& add(std::string_view text) {
    text_ += std::to_string(text.size()) + ":";
    text_ += text;
    return *this;
  }
  Fields& add(std::uint64_t number) { return add(std::to_string(number)); }
  std::string digest() const { return hash(HashKind::sha256, text_); }

 private:
  std::string text_;
};

bool has_bytes(const Placed& member) {
  return member.entry->kind == EntryKind::file && member.link.empty();
}

void add_header(Fields& fields, const Placed& member) {
  const Entry& entry = *member.entry;
  fields.add(static_cast<std::uint64_t>(entry.kind)).add(member.name).add(entry.mode);
  fields.add(entry.size).add(static_cast<std::uint64_t>(member.mtime)).add(entry.target);
  if (!member.link.empty()) fields.add("link").add(member.link);
}

void add_member(Fields& fields, const Placed& member) {
  add_header(fields, member);
  const Entry& entry = *member.entry;
  if (!has_bytes(member)) return;
  fields.add(entry.facts->sha256.empty() ? hash(HashKind::sha256, entry.content)
                                         : entry.facts->sha256);
}

std::string header_of(const Placed& member) {
  const Entry& entry = *member.entry;
  return tar_header({.path = member.name,
                     .kind = entry.kind,
                     .mode = entry.mode,
                     .size = entry.size,
                     .target = entry.target,
                     .mtime = member.mtime,
                     .link = member.link});
}

void add_bytes(std::string& bytes, const Placed& member, const Contents& contents) {
  bytes += header_of(member);
  const Entry& entry = *member.entry;
  if (!has_bytes(member)) return;
  bytes += entry.source.empty() ? std::string_view(entry.content) : contents.at(entry.facts.get());
  bytes += tar_padding(entry.size);
}

// The members before and after `big`, which is among them.
struct Around {
  Members before;
  const Placed& file;
  Members after;
};

Around around(Members members, const Entry& big) {
  const auto at = std::find_if(members.begin(), members.end(), [&](const Placed* member) {
    return member->entry->facts == big.facts;
  });
  const auto index = static_cast<std::size_t>(at - members.begin());
  return {members.first(index), **at, members.subspan(index + 1)};
}

}  // namespace

std::string slice_key(const FrameCodec& codec, Members members) {
  Fields fields;
  fields.add(codec.id).add(tar_kind);
  for (const Placed* member : members) add_member(fields, *member);
  return fields.digest();
}

std::string slice_key(const FrameCodec& codec, Members members, const Entry& big,
                      const PieceOf& piece) {
  const Around parts = around(members, big);
  Fields fields;
  fields.add(codec.id).add(tar_kind).add("piece").add(piece.size).add(piece.sha256);
  if (piece.first) {
    for (const Placed* member : parts.before) add_member(fields, *member);
    add_header(fields.add("begins"), parts.file);
  }
  if (piece.last) {
    fields.add("ends").add(big.size);
    for (const Placed* member : parts.after) add_member(fields, *member);
  }
  return fields.digest();
}

std::string slice_bytes(Members members, const Contents& contents) {
  std::string bytes;
  std::size_t size = 0;
  for (const auto& [facts, content] : contents) size += content.size();
  constexpr std::size_t around_each = 2048;
  bytes.reserve(size + members.size() * around_each);
  for (const Placed* member : members) add_bytes(bytes, *member, contents);
  return bytes;
}

std::string slice_bytes(Members members, const Entry& big, const PieceOf& piece,
                        std::string_view content) {
  const Around parts = around(members, big);
  std::string bytes;
  if (piece.first) {
    for (const Placed* member : parts.before) add_bytes(bytes, *member, {});
    bytes += header_of(parts.file);
  }
  bytes += content;
  if (piece.last) {
    bytes += tar_padding(big.size);
    for (const Placed* member : parts.after) add_bytes(bytes, *member, {});
  }
  return bytes;
}

}  // namespace shipit
