// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/links.hpp>
#include <bundle/tree.hpp>
#include <unordered_set>

namespace shipit {
namespace {

void check_name(const Entry& entry) {
  const auto refuse = [&](const char* why) {
    Error error("cannot package " + quote(entry.path) + ": " + why);
    if (const std::string origin = entry.origin.text(); !origin.empty())
      error.note("it is " + origin);
    throw std::move(error).help("give it another name");
  };
  if (entry.path.empty()) refuse("its name is empty");
  if (entry.path.front() == '/') refuse("its path is absolute");
  for (const std::string& piece : split(entry.path, '/')) {
    if (piece.empty()) refuse("a part of its path is empty");
    if (piece == "." || piece == "..") refuse("its path goes through '.' or '..'");
  }
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::any_of(entry.path.begin(), entry.path.end(), control))
    refuse("its name has a line break or another control character");
}

mode_t settled_mode(const Entry& entry) {
  if (entry.kind == EntryKind::symlink) return 0777;
  if (entry.kind == EntryKind::folder) return 0755;
  const mode_t special = entry.mode & (S_ISUID | S_ISGID);
  return special | ((entry.mode & 0111) != 0 ? 0755U : 0644U);
}

std::string noun(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::file:
      return "a file";
    case EntryKind::folder:
      return "a folder";
    case EntryKind::symlink:
      return "a symlink";
  }
  return {};
}

std::string claim(const char* which, const Entry& entry) {
  const std::string origin = entry.origin.text();
  return which + (origin.empty() ? noun(entry) + " of unknown origin" : origin);
}

[[noreturn]] void fail_twice(const Entry& one, const Entry& other) {
  const bool folder = one.kind == EntryKind::folder || other.kind == EntryKind::folder;
  throw Error(folder
                  ? quote(one.path) + " is wanted both as " + noun(one) + " and as " + noun(other)
                  : "two files want " + quote(one.path))
      .note(claim("one is ", one))
      .note(claim("the other is ", other))
      .help("give one of them another DESTINATION");
}

bool by_path(const Entry& a, const Entry& b) { return a.path < b.path; }

// Two folders of one name are one folder; anything else of one name is a quarrel.
void unite(std::vector<Entry>& entries) {
  if (!std::is_sorted(entries.begin(), entries.end(), by_path))
    std::stable_sort(entries.begin(), entries.end(), by_path);
  const auto united = [](const Entry& one, const Entry& other) {
    if (one.path != other.path) return false;
    if (one.kind != EntryKind::folder || other.kind != EntryKind::folder) fail_twice(one, other);
    return true;
  };
  entries.erase(std::unique(entries.begin(), entries.end(), united), entries.end());
}

const Entry& linked_file(const StagedTree& tree, const Entry& link) {
  const Entry* file = tree.find(link.link);
  if (file == nullptr || file->kind != EntryKind::file || !file->link.empty())
    throw Error(quote(link.path) + " is a hard link to " + quote(link.link) + ", which is no file",
                Blame::shipit);
  return *file;
}

void add_parents(std::vector<Entry>& entries) {
  std::unordered_set<std::string_view> known;
  for (const Entry& entry : entries)
    if (entry.kind == EntryKind::folder) known.insert(entry.path);
  std::vector<Entry> added;
  for (const Entry& entry : entries)
    for (std::string_view folder = parent_of(entry.path); !folder.empty();
         folder = parent_of(folder)) {
      if (!known.emplace(folder).second) break;
      added.push_back({.path = std::string(folder),
                       .kind = EntryKind::folder,
                       .origin = "the folder of " + quote(entry.path)});
    }
  entries.insert(entries.end(), added.begin(), added.end());
}

}  // namespace

StagedTree::StagedTree(std::vector<Entry> entries, std::string_view prefix, Symlinks symlinks)
    : entries_(std::move(entries)) {
  for (const Entry& entry : entries_) check_name(entry);
  add_parents(entries_);
  unite(entries_);
  for (Entry& entry : entries_) {
    entry.mode = settled_mode(entry);
    if (entry.kind == EntryKind::file && entry.source.empty()) entry.size = entry.content.size();
    if (entry.kind != EntryKind::file) entry.size = 0;
    if (entry.kind == EntryKind::file && !entry.facts) entry.facts = std::make_shared<Facts>();
  }
  for (Entry& entry : entries_)
    if (entry.kind == EntryKind::symlink && symlinks == Symlinks::unsettled)
      entry.target = settled_target(*this, entry, prefix);
  for (Entry& entry : entries_)
    if (!entry.link.empty()) entry.facts = linked_file(*this, entry).facts;
}

const Entry* StagedTree::find(std::string_view path) const {
  const auto at = std::lower_bound(
      entries_.begin(), entries_.end(), path,
      [](const Entry& entry, std::string_view wanted) { return entry.path < wanted; });
  return at != entries_.end() && at->path == path ? &*at : nullptr;
}

StagedTree part_of(const StagedTree& tree, const std::string& package) {
  std::vector<Entry> entries;
  for (const Entry& entry : tree.entries())
    if (entry.package == package) entries.push_back(entry);
  return StagedTree(std::move(entries), {}, Symlinks::settled);
}

std::string_view parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace shipit
