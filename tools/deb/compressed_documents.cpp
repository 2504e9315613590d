// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/files.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/archive_writer.hpp>
#include <deb/compressed_documents.hpp>
#include <map>

namespace shipit {
namespace {

bool is_compressed(std::string_view path) {
  constexpr std::array<std::string_view, 6> endings{".gz", ".xz", ".bz2", ".lzma", ".zst", ".Z"};
  return std::ranges::any_of(endings, [&](auto ending) { return path.ends_with(ending); });
}

// A page lies in a folder 'man1', of a language or of none.
bool is_manual_page(std::string_view path) {
  const std::string_view section = name_of(parent_of(path));
  return path.starts_with("usr/share/man/") && section.size() > 3 && section.starts_with("man") &&
         is_digit(section[3]);
}

bool is_info(std::string_view path) {
  return parent_of(path) == "usr/share/info" && path.find(".info") != std::string_view::npos;
}

bool is_news(std::string_view path, const std::set<std::string>& packages) {
  constexpr std::array<std::string_view, 3> names{"changelog", "changelog.Debian", "NEWS.Debian"};
  const std::string_view folder = parent_of(path);
  return parent_of(folder) == "usr/share/doc" && packages.contains(std::string(name_of(folder))) &&
         std::ranges::find(names, name_of(path)) != names.end();
}

// A symlink to a page may have been called as the page will be.
void add_ending(std::string& path) {
  if (!path.ends_with(".gz")) path += ".gz";
}

// Where a symlink of the tree leads, by its own words.
std::string named_by(const Entry& link) {
  const Path from = "/" + std::string(parent_of(link.path));
  return (from / link.target).lexically_normal().native().substr(1);
}

std::string key_of(const std::string& digest) {
  return hash(HashKind::sha256, "compressed document " + gzip_writer() + "\n" + digest);
}

// A file whose digest is known, as it stayed, isn't read where the cache has it.
std::string compressed_bytes(const Entry& entry, ValueStore* cache) {
  if (cache == nullptr || entry.source.empty()) return gzip(text_of(entry));
  const std::string& known_digest = entry.facts->sha256;
  if (!known_digest.empty())
    if (std::optional<std::string> kept = cache->get(key_of(known_digest))) return *std::move(kept);
  const std::string& text = text_of(entry);
  const std::string digest = hash(HashKind::sha256, text);
  if (known_digest.empty()) {
    if (std::optional<std::string> kept = cache->get(key_of(digest))) return *std::move(kept);
  } else if (digest != known_digest) {
    fail_changed(entry);
  }
  std::string made = gzip(text);
  cache->put(key_of(digest), made);
  return made;
}

}  // namespace

CompressedDocuments::CompressedDocuments(const StagedTree& root,
                                         const std::set<std::string>& packages) {
  const auto is_wanted = [&](const std::string& path) {
    return is_manual_page(path) || is_info(path) || is_news(path, packages);
  };
  for (const Entry& entry : root.entries())
    if (entry.kind == EntryKind::file && is_wanted(entry.path) && !is_compressed(entry.path))
      files_.insert(entry.path);
  // A link may lead to another one.
  for (bool more = !files_.empty(); more;) {
    more = false;
    for (const Entry& entry : root.entries()) {
      if (entry.kind != EntryKind::symlink || links_.contains(entry.path)) continue;
      const std::string named = named_by(entry);
      if (!files_.contains(named) && !links_.contains(named)) continue;
      links_.insert(entry.path);
      more = true;
    }
  }
}

std::vector<Entry> CompressedDocuments::in(std::vector<Entry> entries, ValueStore* cache) const {
  if (files_.empty()) return entries;
  // By a file and whether it is compressed: its first name in the package, of which others are hard
  // links. Where they get another name, another one may be the first.
  using Group = std::pair<std::string, bool>;
  const auto group_of = [&](const Entry& entry) -> Group {
    return {entry.link.empty() ? entry.path : entry.link, files_.contains(entry.path)};
  };
  const auto new_path = [&](const Entry& entry) {
    return files_.contains(entry.path) ? entry.path + ".gz" : entry.path;
  };
  std::map<Group, std::string> firsts;
  for (const Entry& entry : entries) {
    if (entry.kind != EntryKind::file) continue;
    std::string& first = firsts[group_of(entry)];
    if (first.empty() || new_path(entry) < first) first = new_path(entry);
  }
  for (Entry& entry : entries) {
    if (links_.contains(entry.path)) {
      add_ending(entry.path);
      add_ending(entry.target);
    }
    if (entry.kind != EntryKind::file) continue;
    const Group group = group_of(entry);
    const auto& [file, compressed] = group;
    if (compressed) entry.origin = entry.origin.text() + ", which Debian wants compressed";
    entry.path = new_path(entry);
    const std::string& first = firsts[group];
    entry.link = entry.path == first ? "" : first;
    // A name without .gz beside one with it has bytes of its own as well.
    if (entry.link.empty() && (compressed || files_.contains(file))) {
      entry.content = compressed ? compressed_bytes(entry, cache) : text_of(entry);
      entry.source.clear();
      entry.facts.reset();
    }
  }
  return entries;
}

}  // namespace shipit
