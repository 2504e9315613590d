// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <bundle/debug_file.hpp>
#include <bundle/hard_links.hpp>
#include <bundle/kept_stage.hpp>
#include <bundle/links.hpp>
#include <bundle/scan_stage.hpp>
#include <bundle/special_file.hpp>
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

struct stat status_of(const Path& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) fail_reading(path, errno);
  return status;
}

Entry entry_of(std::string path, const Sighted& seen) {
  Entry entry{.mode = seen.status.st_mode & 07777U};
  if (seen.kind == FileKind::folder) entry.kind = EntryKind::folder;
  if (seen.kind == FileKind::regular) entry.size = static_cast<std::uint64_t>(seen.status.st_size);
  if (seen.kind == FileKind::symlink) {
    entry.kind = EntryKind::symlink;
    entry.target = read_link(path);
  }
  entry.source = std::move(path);
  return entry;
}

std::shared_ptr<Entry> debug_entry(const StagePlaces& places, const std::string& build_id,
                                   const Entry& of) {
  const std::string path = debug_path(build_id);
  Entry entry{.path = "lib/debug/" + path,
              .mode = 0644,
              .source = places.debug() / path,
              .facts = std::make_shared<Facts>(),
              .origin = "the debug information of " + quote(of.path)};
  entry.size = std::filesystem::file_size(entry.source);
  return std::make_shared<Entry>(std::move(entry));
}

// Which staged files have a stripped copy, under whatever name they are met.
class Stripped {
 public:
  // `paths` as of strip_stage().
  Stripped(const StagePlaces& places, std::map<std::string, std::string> paths)
      : places_(places), paths_(std::move(paths)) {
    for (const auto& [path, build_id] : paths_)
      if (const struct stat status = status_of(places.stage / path); status.st_nlink > 1)
        linked_.emplace(std::pair(status.st_dev, status.st_ino), path);
  }

  // Makes `entry` the copy, where there is one.
  void settle(Entry& entry, const std::string& path, const struct stat& status) const {
    const std::optional<std::string> copied = name_of_copy(path, status);
    if (!copied) return;
    entry.source = places_.stripped() / *copied;
    entry.size = std::filesystem::file_size(entry.source);
    const std::string& build_id = paths_.at(*copied);
    if (!build_id.empty()) entry.debug = debug_entry(places_, build_id, entry);
  }

 private:
  std::optional<std::string> name_of_copy(const std::string& path,
                                          const struct stat& status) const {
    if (paths_.contains(path)) return path;
    const auto found = linked_.find({status.st_dev, status.st_ino});
    if (status.st_nlink < 2 || found == linked_.end()) return std::nullopt;
    return found->second;
  }

  const StagePlaces& places_;
  std::map<std::string, std::string> paths_;
  std::map<std::pair<dev_t, ino_t>, std::string> linked_{};
};

// Which package each path of the staging folder belongs to.
class PackagesOf {
 public:
  PackagesOf(const StageRequest& request, const Installed& installed)
      : several_(!request.packages.empty()), packages_(installed.packages) {}

  // Folders are of all packages that have something in them; an `empty` one is of the first.
  std::string of(const std::string& path, bool empty_or_file) const {
    if (!several_ || !empty_or_file) return {};
    const auto found = packages_.find(path);
    if (found == packages_.end())
      throw Error("no component installs " + quote(path), Blame::shipit);
    return found->second.front();
  }

 private:
  bool several_;
  const std::map<std::string, std::vector<std::string>>& packages_;
};

class Scanner {
 public:
  Scanner(const StageRequest& request, const StageScan& scan)
      : request_(request),
        origins_(*scan.origins),
        tell_(std::make_shared<EntryOrigin::Teller>(
            [origins = scan.origins](const std::string& path) { return origins->of(path); })),
        places_{request.stage},
        stripped_(places_, scan.stripped),
        packages_(request, scan.installed),
        found_(*scan.stage.below) {}

  StagedTree tree() const {
    std::vector<Entry> entries;
    HardLinks links;
    bool any = false;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      std::optional<Entry> entry = at(i);
      if (!entry) continue;
      const struct stat& status = found_[i].status;
      if (entry->kind == EntryKind::file && status.st_nlink > 1)
        links.add(status.st_dev, status.st_ino, entry->path, entry->package);
      any = any || entry->kind != EntryKind::folder;
      entries.push_back(*std::move(entry));
    }
    if (!any)
      throw Error("there is nothing to package: the project installs no file")
          .help("say what belongs to the package by install(TARGETS …) or install(FILES …)");
    links.settle(entries);
    return StagedTree(std::move(entries), request_.prefix);
  }

 private:
  // Nothing for the folders around the prefix.
  std::optional<Entry> at(std::size_t number) const {
    const Sighted& found = found_[number];
    const std::string host_path = "/" + found.path;
    std::string path = request_.stage.native() + host_path;
    if (found.kind == FileKind::other) fail_special(path, origins_.of(host_path));
    std::optional<std::string> name = tree_path(found, request_.prefix);
    if (!name) return std::nullopt;
    Entry entry = entry_of(std::move(path), found);
    entry.path = *std::move(name);
    entry.origin = EntryOrigin(tell_, host_path);
    stripped_.settle(entry, found.path, found.status);
    entry.package = packages_.of(host_path, !is_full(number));
    return entry;
  }

  bool is_full(std::size_t number) const {
    return number + 1 < found_.size() &&
           found_[number + 1].path.starts_with(found_[number].path + "/");
  }

  const StageRequest& request_;
  const Origins& origins_;
  std::shared_ptr<const EntryOrigin::Teller> tell_;
  StagePlaces places_;
  Stripped stripped_;
  PackagesOf packages_;
  const std::vector<Sighted>& found_;
};

}  // namespace

void check_packages(const Installed& installed, const Origins& origins, const std::string& prefix) {
  for (const auto& [path, packages] : installed.packages)
    if (packages.size() > 1)
      throw Error(quote(path_in_tree(path, prefix)) + " would be in two packages, " +
                  quote(packages[0]) + " and " + quote(packages[1]))
          .note("it is " + origins.of(path))
          .help("install it by one component, or give both components to one package");
}

StagedTree scan_stage(const StageRequest& request, const StageScan& scan) {
  return Scanner(request, scan).tree();
}

}  // namespace shipit
