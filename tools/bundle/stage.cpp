// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <bundle/install_run.hpp>
#include <bundle/links.hpp>
#include <bundle/origins.hpp>
#include <bundle/special_file.hpp>
#include <bundle/stage.hpp>
#include <cerrno>
#include <optional>
#include <system_error>
#include <vector>

namespace shipit {
namespace {

// Where a package may put files beside its prefix; Debian 12 has /bin, /lib and the like in /usr.
constexpr std::array<std::string_view, 10> roots{"etc", "var",   "opt",   "srv",    "bin",
                                                 "lib", "lib32", "lib64", "libx32", "sbin"};

bool may_own(std::string_view host_path) {
  const std::string_view top = host_path.substr(0, host_path.find('/'));
  return std::find(roots.begin(), roots.end(), top) != roots.end();
}

// A path of the staging folder by its name in the tree; nullopt for the folders around the prefix.
std::optional<std::string> tree_path(const Found& found, const std::string& prefix) {
  const std::string root = path_in_tree(prefix, "/");
  if ((root + "/").starts_with(found.path + "/")) return std::nullopt;
  const bool below = root.empty() || found.path.starts_with(root + "/");
  if (!below && !may_own(found.path))
    throw Error("cannot package " + quote("/" + found.path) + ": no package may own it")
        .help("install below the prefix, /etc, /var, /opt or /srv");
  return path_in_tree(found.path, prefix);
}

[[noreturn]] void fail_reading(const Path& path, int code) {
  throw Error("cannot read " + quote(path.native()) + ": " + std::generic_category().message(code));
}

std::string read_link(const Path& path) {
  std::error_code code;
  const Path target = std::filesystem::read_symlink(path, code);
  if (code) fail_reading(path, code.value());
  return target.native();
}

Entry entry_of(const Path& path, FileKind kind) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) fail_reading(path, errno);
  Entry entry{.mode = status.st_mode & 07777U, .source = path};
  if (kind == FileKind::folder) entry.kind = EntryKind::folder;
  if (kind == FileKind::regular) entry.size = static_cast<std::uint64_t>(status.st_size);
  if (kind == FileKind::symlink) {
    entry.kind = EntryKind::symlink;
    entry.target = read_link(path);
  }
  return entry;
}

StagedTree scan(const StageRequest& request, const Origins& origins) {
  std::vector<Entry> entries;
  bool any = false;
  for (const Found& found : walk(request.stage)) {
    const std::string host_path = "/" + found.path;
    const Path path = request.stage / found.path;
    if (found.kind == FileKind::other) fail_special(path, origins.of(host_path));
    const std::optional<std::string> name = tree_path(found, request.prefix);
    if (!name) continue;
    Entry entry = entry_of(path, found.kind);
    entry.path = *name;
    entry.origin = origins.of(host_path);
    any = any || entry.kind != EntryKind::folder;
    entries.push_back(std::move(entry));
  }
  if (!any)
    throw Error("there is nothing to package: the project installs no file")
        .help("say what belongs to the package by install(TARGETS …) or install(FILES …)");
  return StagedTree(std::move(entries), request.prefix);
}

}  // namespace

StagedTree stage(const StageRequest& request) {
  const Origins origins(request.build, request.config, request.prefix);
  origins.check_sources();
  remove_tree(request.stage);
  make_folders(request.stage);
  origins.check_twice(run_install(request));
  return scan(request, origins);
}

}  // namespace shipit
