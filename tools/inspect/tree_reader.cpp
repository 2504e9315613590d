// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/json.hpp>
#include <base/text.hpp>
#include <inspect/tree_reader.hpp>
#include <release/document_part.hpp>

namespace shipit {
namespace {

constexpr std::uintmax_t largest_tree = 256U << 20U;

// Bytes that are no UTF-8 stand in hexadecimal, under a key of their own.
std::string bytes_in(const DocumentPart& part, const std::string& key) {
  const std::string encoded = key + "Hex";
  if (!part.has(encoded.c_str())) return part.text(key.c_str());
  const std::optional<std::string> bytes = from_hex(part.text(encoded.c_str()));
  if (!bytes) part.at(encoded.c_str()).fail("is not hexadecimal");
  return *bytes;
}

MemberKind kind_in(const DocumentPart& part) {
  const std::string kind = part.text("kind");
  if (kind == "folder") return MemberKind::folder;
  if (kind == "symlink") return MemberKind::symlink;
  if (kind != "file") part.at("kind").fail("is none that ShipIt knows");
  return MemberKind::file;
}

mode_t mode_in(const DocumentPart& part) {
  mode_t mode = 0;
  for (const char c : part.text("mode")) {
    if (c < '0' || c > '7' || mode > 07777) part.at("mode").fail("is no mode in octal digits");
    mode = mode * 8 + static_cast<mode_t>(c - '0');
  }
  return mode;
}

void check_path(const DocumentPart& part, const std::string& path) {
  for (const std::string& name : split(path, '/'))
    if (name.empty() || name == "." || name == "..") part.fail("has no path of the release");
}

}  // namespace

std::map<std::string, InspectedEntry> read_tree(const Path& file) {
  std::error_code ignored;
  const std::uintmax_t size = std::filesystem::file_size(file, ignored);
  if (!ignored && size > largest_tree)
    throw Error(quote(file.native()) + " is too large to be a tree.json");
  return read_tree(read_file(file), file.native());
}

std::map<std::string, InspectedEntry> read_tree(std::string_view text, const std::string& origin) {
  const Json json = parse_json(text, origin);
  const DocumentPart document(json, origin);
  if (document.size("schemaVersion") != 1)
    document.at("schemaVersion").fail("is another than this ShipIt reads");
  std::map<std::string, InspectedEntry> entries;
  for (const DocumentPart& part : document.items("entries")) {
    InspectedEntry entry{.path = bytes_in(part, "path"), .kind = kind_in(part)};
    if (entry.kind == MemberKind::symlink) entry.target = bytes_in(part, "target");
    if (entry.kind != MemberKind::symlink) entry.mode = mode_in(part);
    if (entry.kind == MemberKind::file) {
      entry.size = part.size("size");
      entry.sha256 = part.at("digest").sha256("sha256");
    }
    check_path(part, entry.path);
    std::string path = entry.path;
    if (!entries.try_emplace(std::move(path), std::move(entry)).second)
      part.fail("has a path that is there twice");
  }
  return entries;
}

}  // namespace shipit
