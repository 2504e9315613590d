// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/archive_writer.hpp>
#include <bundle/links.hpp>
#include <deb/compressed_documents.hpp>
#include <deb/layout.hpp>

namespace shipit {
namespace {

std::string_view top_of(std::string_view path) { return path.substr(0, path.find('/')); }

// The path in the staged tree that a relative `target` of `link` names, as far as text tells.
std::string named_path(const Entry& link) {
  const Path target = Path(parent_of(link.path)) / link.target;
  return target.lexically_normal().relative_path().native();
}

std::string debian_target(const Entry& link) {
  const std::string from = host_path(link.path);
  std::string named = named_path(link);
  while (named.ends_with('/')) named.pop_back();
  const std::string to = named.empty() || named == "." ? "usr" : host_path(named);
  if (top_of(from) != top_of(to)) return "/" + to;
  // Both moved the same way, so what led from one to the other still does.
  const bool together = from.size() - link.path.size() == to.size() - named.size();
  return together && named != "." ? link.target : relative_target(from, to);
}

void mark_conffile(std::vector<Entry>& entries, const std::string& path) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
    return entry.kind == EntryKind::file && "/" + entry.path == path;
  });
  if (found == entries.end())
    throw Error("the conffile " + quote(path) + " was not installed")
        .help("take it out of the project's conffiles; those below /etc are found without");
  found->conffile = true;
}

bool is_there(const StagedTree& root, const std::string& path) {
  return root.find(path) != nullptr || root.find(path + ".gz") != nullptr;
}

}  // namespace

StagedTree debian_root(const StagedTree& tree) {
  std::vector<Entry> entries = tree.entries();
  for (Entry& entry : entries) {
    if (entry.kind == EntryKind::symlink) entry.target = debian_target(entry);
    entry.path = host_path(entry.path);
    if (!entry.link.empty()) entry.link = host_path(entry.link);
    if (entry.kind == EntryKind::file && entry.path.starts_with("etc/")) entry.conffile = true;
  }
  return StagedTree(std::move(entries), "/");
}

namespace {

void add_documents(std::vector<Entry>& entries, const LayoutRequest& request,
                   const StagedTree& root) {
  const std::string folder = "usr/share/doc/" + request.package + "/";
  const bool native = request.version.find('-') == std::string::npos;
  const std::string changelog = folder + (native ? "changelog" : "changelog.Debian");
  if (!is_there(root, folder + "copyright"))
    entries.push_back(
        made_file(folder + "copyright", request.documents.copyright, "the package's licence"));
  if (!is_there(root, changelog))
    entries.push_back(
        made_file(changelog + ".gz", gzip(request.documents.changelog), "the package's changelog"));
}

}  // namespace

StagedTree debian_layout(const LayoutRequest& request) {
  const StagedTree root = debian_root(request.tree);
  std::vector<Entry> entries =
      request.part ? part_of(root, *request.part).entries() : root.entries();
  for (const std::string& path : request.conffiles) mark_conffile(entries, path);
  if (request.documents_of.empty()) {
    std::set<std::string> packages = request.packages;
    packages.insert(request.package);
    entries = CompressedDocuments(root, packages).in(std::move(entries), request.cache);
    add_documents(entries, request, root);
  } else {
    entries.push_back({.path = "usr/share/doc/" + request.package,
                       .kind = EntryKind::symlink,
                       .target = request.documents_of});
  }
  return StagedTree(std::move(entries), "/",
                    request.part ? Symlinks::settled : Symlinks::unsettled);
}

}  // namespace shipit
