// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <fstream>
#include <inspect/control_fields.hpp>
#include <inspect/package_reader.hpp>

namespace shipit {
namespace {

constexpr std::size_t largest_control_file = 16U << 20U;

// What the member would be called in the folder that it is unpacked in: no '/' at its end, no './'
// at its start. Empty for that folder itself.
std::string inner_path(std::string path, const std::string& origin) {
  if (path == ".") path.clear();
  if (path.starts_with("./")) path.erase(0, 2);
  while (path.ends_with('/')) path.pop_back();
  const bool absolute = path.starts_with('/');
  const std::vector<std::string> names = split(path, '/');
  if (absolute || std::ranges::find(names, "..") != names.end())
    throw Error(quote(origin) + " has a member " + quote(path) +
                ", which would not stay in its folder")
        .help("unpack nothing of it");
  return path;
}

std::string read_text(ArchiveReader& reader, const std::string& origin) {
  std::string text;
  for (std::string_view piece = reader.read(); !piece.empty(); piece = reader.read()) {
    text += piece;
    if (text.size() > largest_control_file)
      throw Error("cannot read " + quote(origin) + ": its control files are too large");
  }
  return text;
}

InspectedEntry read_entry_of(ArchiveReader& reader, const ReadMember& member, std::string path) {
  InspectedEntry entry{
      .path = std::move(path), .kind = member.kind, .mode = member.mode, .target = member.target};
  if (member.kind == MemberKind::symlink) entry.mode = 0;  // it has none that counts
  if (member.kind != MemberKind::file) return entry;
  entry.size = member.size;
  Hash hash(HashKind::sha256);
  for (std::string_view piece = reader.read(); !piece.empty(); piece = reader.read())
    hash.add(piece);
  entry.sha256 = to_hex(hash.finish());
  return entry;
}

// A hard link is another name of a file that has come before it.
void resolve(const Inspected& found, InspectedEntry& entry) {
  const auto file = found.entries.find(entry.target);
  if (file == found.entries.end() || file->second.kind != MemberKind::file)
    throw Error(quote(found.origin) + " has a hard link " + quote(entry.path) + " to " +
                quote(entry.target) + ", which is no file before it");
  const InspectedEntry& other = file->second;
  entry = {.path = entry.path,
           .kind = MemberKind::file,
           .mode = other.mode,
           .size = other.size,
           .sha256 = other.sha256,
           .conffile = entry.conffile};
}

void add(Inspected& found, InspectedEntry entry) {
  std::string path = entry.path;
  if (path.empty()) return;
  if (entry.kind == MemberKind::hard_link) resolve(found, entry);
  if (!found.entries.try_emplace(path, std::move(entry)).second)
    throw Error(quote(found.origin) + " has two members " + quote(path))
        .help("unpack nothing of it: programs disagree on which one counts");
}

std::string without_prefix(const std::string& path, std::string_view prefix) {
  if (path + "/" == prefix) return "";
  return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
}

// As deploy.json has it: 'usr/bin/hello' is 'bin/hello', and 'etc/hello.ini' is itself. What ShipIt
// puts into no package keeps a '/': '/bin/sh' is not 'bin/sh'.
std::string deb_path(const std::string& path) {
  const auto is_own = [](const std::string& inner) {
    const std::string first = inner.substr(0, inner.find('/'));
    return first == "etc" || first == "opt" || first == "srv" || first == "var";
  };
  if (path.empty() || path == "usr") return "";
  const std::string inner = without_prefix(path, "usr/");
  return is_own(path) || (inner != path && !is_own(inner)) ? inner : "/" + path;
}

void read_control(ArchiveReader& reader, Inspected& found) {
  std::vector<std::string> conffiles;
  while (const std::optional<ReadMember> member = reader.next()) {
    const std::string path = inner_path(member->path, found.origin);
    if (member->kind != MemberKind::file) continue;
    if (path == "control")
      found.fields = parse_control(read_text(reader, found.origin), found.origin);
    else
      found.control_files.push_back(path);
    if (path == "conffiles")
      for (const std::string& line : lines(read_text(reader, found.origin)))
        if (line.starts_with('/')) found.entries[deb_path(line.substr(1))].conffile = true;
  }
  std::ranges::sort(found.control_files);
  if (!found.fields.contains("Package") || !found.fields.contains("Version"))
    throw Error(quote(found.origin) + " says neither Package nor Version in its control file");
}

void read_data(ArchiveReader& reader, Inspected& found) {
  std::map<std::string, InspectedEntry> conffiles;
  conffiles.swap(found.entries);
  while (const std::optional<ReadMember> member = reader.next()) {
    std::string path = deb_path(inner_path(member->path, found.origin));
    InspectedEntry entry = read_entry_of(reader, *member, std::move(path));
    entry.conffile = conffiles.contains(entry.path);
    if (entry.kind == MemberKind::hard_link)
      entry.target = deb_path(inner_path(entry.target, found.origin));
    add(found, std::move(entry));
  }
}

void require_member(const std::optional<ReadMember>& member, std::string_view start,
                    const std::string& origin) {
  if (!member || !member->path.starts_with(start))
    throw Error(quote(origin) + " is no Debian package: " + quote(start) + " is missing");
}

}  // namespace

ArchiveSource file_source(const Path& file) {
  struct Open {
    std::ifstream stream;
    std::string buffer;
  };
  constexpr std::size_t piece = 128U << 10U;
  const auto open =
      std::make_shared<Open>(Open{std::ifstream(file, std::ios::binary), std::string(piece, '\0')});
  if (!open->stream) throw Error("cannot read " + quote(file.native()));
  return [open, name = file.native()]() -> std::string_view {
    open->stream.read(open->buffer.data(), static_cast<std::streamsize>(open->buffer.size()));
    if (open->stream.bad()) throw Error("cannot read " + quote(name));
    return std::string_view(open->buffer)
        .substr(0, static_cast<std::size_t>(open->stream.gcount()));
  };
}

Inspected inspect_archive(const Path& file) {
  Inspected found{.origin = file.native(), .kind = "archive"};
  found.packed = std::filesystem::file_size(file);
  found.knows_contents = true;
  ArchiveReader reader(file_source(file), found.origin);
  while (const std::optional<ReadMember> member = reader.next()) {
    const std::string path = inner_path(member->path, found.origin);
    if (found.name.empty()) found.name = path.substr(0, path.find('/'));
    const std::string top = found.name + "/";
    if (path != found.name && !path.starts_with(top))
      throw Error(quote(found.origin) + " is no archive of ShipIt's: " + quote(path) +
                  " lies outside of its folder " + quote(found.name));
    InspectedEntry entry = read_entry_of(reader, *member, without_prefix(path, top));
    if (entry.kind == MemberKind::hard_link)
      entry.target = without_prefix(inner_path(entry.target, found.origin), top);
    add(found, std::move(entry));
  }
  return found;
}

Inspected inspect_deb(const Path& file) {
  Inspected found{.origin = file.native(), .kind = "deb"};
  found.packed = std::filesystem::file_size(file);
  found.knows_contents = true;
  ArchiveReader outer(file_source(file), found.origin);
  require_member(outer.next(), "debian-binary", found.origin);
  if (!read_text(outer, found.origin).starts_with("2."))
    throw Error(quote(found.origin) + " is a Debian package of a format that nobody knows");
  require_member(outer.next(), "control.tar", found.origin);
  ArchiveReader control([&] { return outer.read(); }, found.origin);
  read_control(control, found);
  require_member(outer.next(), "data.tar", found.origin);
  ArchiveReader data([&] { return outer.read(); }, found.origin);
  read_data(data, found);
  found.name = found.fields.at("Package");
  found.version = found.fields.at("Version");
  if (const auto depends = found.fields.find("Depends"); depends != found.fields.end())
    for (const std::string& relation : split(depends->second, ','))
      found.depends.emplace_back(trim(relation));
  std::ranges::sort(found.depends);
  return found;
}

}  // namespace shipit
