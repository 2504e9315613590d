// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/digest.hpp>
#include <assets/kept_index.hpp>
#include <assets/publish.hpp>
#include <assets/retain.hpp>
#include <assets/retained.hpp>
#include <assets/scan.hpp>
#include <assets/share_file.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/lock.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <base/with_help.hpp>
#include <optional>
#include <set>
#include <system_error>

namespace shipit {
namespace {

enum class Standing { right, missing, other };

// What is at `folder`/`name`. An Error for a symlink on the way, which could lead anywhere.
Standing standing_of(const Path& folder, const std::string& name) {
  Path at = folder;
  std::filesystem::file_status status;
  for (const std::string& piece : split(name, '/')) {
    at /= piece;
    status = std::filesystem::symlink_status(at);
    if (status.type() == std::filesystem::file_type::symlink)
      throw Error(quote(at.native()) + " is a symlink, and may lead anywhere")
          .help("put the file itself there; nothing was changed");
  }
  if (status.type() == std::filesystem::file_type::not_found) return Standing::missing;
  return status.type() == std::filesystem::file_type::regular ? Standing::right : Standing::other;
}

Standing standing_of(const Path& folder, const std::string& name, const RetainedFile& file) {
  const Standing found = standing_of(folder, name);
  if (found != Standing::right) return found;
  const Path path = folder / name;
  const bool same =
      std::filesystem::file_size(path) == file.size && sha256_hex_of_file(path) == file.sha256;
  return same ? Standing::right : Standing::other;
}

// Only the size of a variant is known.
Standing variant_standing(const Path& folder, const std::string& name, std::uint64_t size) {
  const Standing found = standing_of(folder, name);
  if (found != Standing::right) return found;
  return std::filesystem::file_size(folder / name) == size ? Standing::right : Standing::other;
}

struct Addition {
  std::string name;
  Path from;
};

class Retention {
 public:
  Retention(const RetainOptions& options, Path into) : options_(options), into_(std::move(into)) {}

  RetainOutcome run() {
    read();
    const std::vector<Addition> additions = missing_files();
    RetainOutcome outcome;
    for (const Addition& one : additions) outcome.added.push_back(one.name);
    outcome.removed = leftovers();
    if (options_.rehearsal == Rehearsal::yes) return outcome;
    for_each_index(additions.size(), [&](std::size_t i) {
      share_file(additions[i].from, into_ / additions[i].name, options_.sharing);
    });
    write_file(into_ / journal_name, to_text(journal_of(kept_)));
    for (const std::string& name : outcome.removed) remove(name);
    return outcome;
  }

 private:
  void read() {
    const Path journal = into_ / journal_name;
    if (std::filesystem::exists(std::filesystem::symlink_status(journal)))
      kept_ =
          with_help("delete it to begin anew with the releases that are named; nothing was changed",
                    [&] { return read_journal(read_json(journal), journal.native()); });
    for (const RetainedRelease& release : kept_)
      for (const auto& [name, file] : release.files) known_.insert(name);
    for (const Path& release : options_.releases) {
      const Path manifest = release / manifest_name;
      if (!std::filesystem::is_regular_file(manifest))
        throw Error("there is no manifest " + quote(manifest.native()))
            .help("name the folder that shipit_add_assets() installs, with its manifest");
      kept_ = with_current(std::move(kept_),
                           {release.native(),
                            with_help("take the manifest that was built; nothing was changed", [&] {
                              return retained_files(read_json(manifest), manifest.native());
                            })});
    }
    if (kept_.empty())
      throw Error("nothing was ever retained in " + quote(into_.native()))
          .help("name the folder of a release");
    if (kept_.size() > options_.keep) kept_.resize(options_.keep);
    files_ = united(kept_);
  }

  std::vector<Addition> missing_files() const {
    const std::vector<std::pair<std::string, RetainedFile>> all(files_.begin(), files_.end());
    std::vector<std::vector<Addition>> found(all.size());
    for_each_index(all.size(),
                   [&](std::size_t i) { found[i] = missing_of(all[i].first, all[i].second); });
    std::vector<Addition> additions;
    for (const auto& some : found) additions.insert(additions.end(), some.begin(), some.end());
    return additions;
  }

  std::vector<Addition> missing_of(const std::string& name, const RetainedFile& file) const {
    std::vector<Addition> additions;
    const auto add = [&](const std::string& path, const auto& standing) {
      const Standing here = standing(into_);
      const std::optional<Path> there = source_of(path, name, standing);
      if (here == Standing::right) return;
      if (!there) fail_missing(path, name, here);
      additions.push_back({path, *there});
    };
    add(name, [&](const Path& folder) { return standing_of(folder, name, file); });
    for (const auto& [suffix, size] : file.variants) {
      const std::string variant = name + suffix;
      add(variant,
          [&, size = size](const Path& folder) { return variant_standing(folder, variant, size); });
    }
    return additions;
  }

  // Where a release of this call has `path`; an Error when it has other bytes there.
  template <typename StandingIn>
  std::optional<Path> source_of(const std::string& path, const std::string& name,
                                const StandingIn& standing) const {
    std::optional<Path> found;
    for (const Path& release : options_.releases) {
      if (release == into_ || !names(release, name)) continue;
      const Standing there = standing(release);
      if (there == Standing::other) fail_other(release, path);
      if (there == Standing::right) found = release / path;
    }
    return found;
  }

  bool names(const Path& release, const std::string& name) const {
    return std::any_of(kept_.begin(), kept_.end(), [&](const RetainedRelease& one) {
      return one.from == release.native() && one.files.contains(name);
    });
  }

  [[noreturn]] static void fail_other(const Path& folder, const std::string& path) {
    throw Error(quote((folder / path).native()) + " has other bytes than its manifest says")
        .help("deploy that release again; nothing was changed");
  }

  [[noreturn]] void fail_missing(const std::string& path, const std::string& name,
                                 Standing here) const {
    if (here == Standing::other) fail_other(into_, path);
    std::string from;
    for (const RetainedRelease& one : kept_)
      if (one.files.contains(name)) from = one.from;
    throw Error(quote(path) + " is missing")
        .note("the manifest of " + quote(from) + " names it")
        .note("looked in " + quote(into_.native()))
        .help("deploy that release again, or keep fewer; nothing was changed");
  }

  // Digested files that nobody wants, and what a killed call left of such.
  std::vector<std::string> leftovers() const {
    if (!std::filesystem::exists(into_)) return {};
    std::set<std::string> wanted;
    for (const auto& [name, file] : files_) {
      wanted.insert(name);
      for (const char* suffix : {".br", ".gz", ".zst"}) wanted.insert(name + suffix);
    }
    std::vector<std::string> unwanted;
    for (const Found& found : walk(into_)) {
      if (found.kind == FileKind::folder || wanted.contains(found.path)) continue;
      if (is_ours(found.path) || is_half_written(found.path)) unwanted.push_back(found.path);
    }
    return unwanted;
  }

  // 'user-registration.html' looks as if it had a digest, too: what the journal did not have must
  // have the digest of its own bytes.
  bool is_ours(const std::string& path) const {
    const std::string name = without_suffix(path);
    if (known_.contains(name)) return true;
    if (standing_of(into_, name) != Standing::right || !has_digested_name(name)) return false;
    return name.find(to_base32(sha256_of_file(into_ / name)).substr(0, digest_length)) !=
           std::string::npos;
  }

  void remove(const std::string& name) const {
    std::filesystem::remove(into_ / name);
    std::error_code not_empty;
    for (Path folder = Path(name).parent_path(); !folder.empty() && !not_empty;
         folder = folder.parent_path())
      std::filesystem::remove(into_ / folder, not_empty);
  }

  const RetainOptions& options_;
  Path into_;
  std::vector<RetainedRelease> kept_;  // the current one first
  RetainedFiles files_;
  std::set<std::string> known_;  // of the journal, before this call
};

RetainOptions settled(RetainOptions options) {
  for (Path& release : options.releases) {
    if (!std::filesystem::is_directory(release))
      throw Error("there is no folder " + quote(release.native()))
          .help("name the folder of a release, with its manifest");
    release = std::filesystem::canonical(release);
  }
  if (options.into.empty()) {
    if (options.releases.size() != 1)
      throw Error("several folders can't all be the one that is served", Blame::usage)
          .help("say with --into where their files are to be served");
    options.into = options.releases.front();
  }
  options.into = std::filesystem::weakly_canonical(std::filesystem::absolute(options.into));
  if (stamp_of(index_of(options.into)))
    throw Error("each build makes " + quote(options.into.native()) +
                " anew, and would forget what is retained there")
        .help("say with --into where the files are to be served");
  for (const Path& release : options.releases)
    if (release != options.into &&
        (is_inside(release, options.into) || is_inside(options.into, release)))
      throw Error("the folders " + quote(release.native()) + " and " +
                  quote(options.into.native()) + " hold one another")
          .help("serve from a folder beside the releases");
  return options;
}

}  // namespace

RetainOutcome retain(const RetainOptions& given) {
  if (given.keep == 0)
    throw Error("the current release always stays, so 0 can't be kept", Blame::usage)
        .help("say --keep 1 or more");
  const RetainOptions options = settled(given);
  std::optional<FileLock> lock;
  if (options.rehearsal == Rehearsal::no) lock.emplace(options.into / ".shipit-retained.lock");
  return Retention(options, options.into).run();
}

}  // namespace shipit
