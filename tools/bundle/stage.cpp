// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/sealed.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <bundle/debug_file.hpp>
#include <bundle/dependency_rules.hpp>
#include <bundle/elf.hpp>
#include <bundle/hard_links.hpp>
#include <bundle/install_parts.hpp>
#include <bundle/kept_install.hpp>
#include <bundle/kept_stage.hpp>
#include <bundle/links.hpp>
#include <bundle/listing.hpp>
#include <bundle/origins.hpp>
#include <bundle/refresh.hpp>
#include <bundle/special_file.hpp>
#include <bundle/stage.hpp>
#include <bundle/stage_facts.hpp>
#include <cerrno>
#include <iterator>
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

Entry entry_of(const Path& path, FileKind kind, const struct stat& status) {
  Entry entry{.mode = status.st_mode & 07777U, .source = path};
  if (kind == FileKind::folder) entry.kind = EntryKind::folder;
  if (kind == FileKind::regular) entry.size = static_cast<std::uint64_t>(status.st_size);
  if (kind == FileKind::symlink) {
    entry.kind = EntryKind::symlink;
    entry.target = read_link(path);
  }
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
class Packages {
 public:
  Packages(const StageRequest& request, const Installed& installed, const Origins& origins)
      : several_(!request.packages.empty()), packages_(installed.packages) {
    for (const auto& [path, packages] : packages_)
      if (packages.size() > 1)
        throw Error(quote(path_in_tree(path, request.prefix)) + " would be in two packages, " +
                    quote(packages[0]) + " and " + quote(packages[1]))
            .note("it is " + origins.of(path))
            .help("install it by one component, or give both components to one package");
  }

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

struct Scanning {
  const Origins& origins;
  const Stripped& stripped;
  const Packages& packages;
};

StagedTree scan(const StageRequest& request, const Scanning& with) {
  const auto& [origins, stripped, packages] = with;
  std::vector<Entry> entries;
  HardLinks links;
  bool any = false;
  const std::vector<Found> all = walk(request.stage);
  for (auto at = all.begin(); at != all.end(); ++at) {
    const Found& found = *at;
    const std::string host_path = "/" + found.path;
    const Path path = request.stage / found.path;
    if (found.kind == FileKind::other) fail_special(path, origins.of(host_path));
    const std::optional<std::string> name = tree_path(found, request.prefix);
    if (!name) continue;
    const struct stat status = status_of(path);
    Entry entry = entry_of(path, found.kind, status);
    entry.path = *name;
    entry.origin = origins.of(host_path);
    stripped.settle(entry, found.path, status);
    const bool full = at + 1 != all.end() && at[1].path.starts_with(found.path + "/");
    entry.package = packages.of(host_path, !full);
    if (entry.kind == EntryKind::file && status.st_nlink > 1)
      links.add(status.st_dev, status.st_ino, entry.path, entry.package);
    any = any || entry.kind != EntryKind::folder;
    entries.push_back(std::move(entry));
  }
  if (!any)
    throw Error("there is nothing to package: the project installs no file")
        .help("say what belongs to the package by install(TARGETS …) or install(FILES …)");
  links.settle(entries);
  return StagedTree(std::move(entries), request.prefix);
}

std::vector<StripRule> strip_rules(const StageRequest& request) {
  std::vector<StripRule> rules;
  if (request.strip == Strip::no) return rules;
  for (const std::string& text : install_scripts(request.build))
    std::ranges::move(read_strip_rules(text, request.prefix), std::back_inserter(rules));
  return rules;
}

// CMake itself strips none of the libraries that install(RUNTIME_DEPENDENCY_SET) brings.
void add_bundled(const StageRequest& request, const std::set<std::string>& installed,
                 std::vector<StripRule>& rules) {
  if (rules.empty()) return;
  const std::vector<std::string> command = rules.front().command;
  std::set<std::string> known;
  for (const StripRule& rule : rules) known.insert(rule.path);
  for (const std::string& folder :
       dependency_folders(install_scripts(request.build), request.prefix))
    for (const std::string& path : installed) {
      const Path file = request.stage.native() + path;
      if (path.starts_with(folder + "/") && !std::filesystem::is_symlink(file) && elf_paths(file) &&
          known.insert(path).second)
        rules.push_back({command, path});
    }
}

// A digest of all that decides what the rules make of the same files.
std::string rules_of(const StageRequest& request, const std::vector<StripRule>& strips) {
  std::string text = request.cmake + "\n" + request.config + "\n" + request.prefix + "\n" +
                     join(request.components, ";") + "\n";
  for (const auto& [component, package] : request.packages)
    text += component + "=" + package + "\n";
  for (const std::string& script : install_scripts(request.build)) text += script;
  for (const StripRule& rule : strips) {
    const std::optional<Stamp> program =
        stamp_of(std::filesystem::weakly_canonical(rule.command.front()));
    text += join(rule.command, " ") + std::to_string(program ? program->mtime : 0) + rule.path;
  }
  if (!strips.empty()) text += request.objcopy;
  return sha256_hex(text);
}

// Brings the stage up to date.
Installed install(const StageRequest& request, StageRecord& record) {
  const StagePlaces places{request.stage};
  clear_but(places, record);
  Installed installed = install_parts(request);
  const std::set<std::string> wanted(installed.paths.begin(), installed.paths.end());
  const auto stale = [&](const auto& one) { return !wanted.contains("/" + one.first); };
  if (std::erase_if(record.files, stale) == 0) return installed;
  // Their folders may be wanted for themselves, or not: the rules know.
  clear_but(places, record);
  return install_parts(request);
}

}  // namespace

StagedTree stage(const StageRequest& request) {
  const Origins origins(request.build, request.config, request.prefix);
  const StagePlaces places{request.stage};
  std::vector<StripRule> strips = strip_rules(request);
  const std::string rules = rules_of(request, strips);
  const std::int64_t begun = moment(places);
  const std::optional<std::vector<Path>> copied = origins.only_copied();
  Past past = past_of(places, rules, copied, begun);
  const std::optional<std::string>& sources = past.sources;
  StageRecord& record = past.record;
  std::optional<KeptInstall>& before = past.install;
  const bool kept = before && before->sources == *sources;
  const auto others = [&](const Installed& of) -> std::string {
    const auto known = refreshable({places, record, origins, of.paths});
    return known ? listing_digest(*copied, begun, *known).value_or("") : "";
  };
  const bool refreshed = !kept && before && !before->others.empty() &&
                         before->others == others(before->installed) &&
                         refresh_copies(places, record, begun);
  Installed installed;
  if (kept || refreshed) {
    installed = std::move(before->installed);
  } else {
    origins.check_sources();
    believe_disk(places, record);
    installed = install(request, record);
    const std::set<std::string> paths(installed.paths.begin(), installed.paths.end());
    add_bundled(request, paths, strips);
    record = taken_down(places,
                        {.before = record, .origins = origins, .installed = paths, .begun = begun});
    origins.check_twice(installed.paths);
  }
  const Packages packages(request, installed, origins);
  const Stripped stripped{
      places, strip_stage({.places = places, .rules = strips, .objcopy = request.objcopy}, record)};
  StagedTree tree = scan(request, {origins, stripped, packages});
  recall_facts(places, record, tree);
  if (kept) return tree;
  write_sealed(places.record(), render_stage_record(record));
  if (sources) keep_install(places, {rules, *sources, others(installed), installed});
  return tree;
}

}  // namespace shipit
