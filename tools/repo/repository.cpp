// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/lock.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <map>
#include <release/release_folder.hpp>
#include <repo/gpg_key.hpp>
#include <repo/repository.hpp>

namespace shipit {
namespace {

// What apt asks for even of a repository that has packages for 'all' alone.
const std::set<std::string> usual_architectures{"amd64", "arm64"};

void check_name(const std::string& what, const std::string& name) {
  const auto fits = [](char c) { return is_alnum(c) || c == '-' || c == '.'; };
  if (name.empty() || !is_alnum(name.front()) || !std::ranges::all_of(name, fits))
    throw Error("no " + what + " can be called " + quote(name), Blame::usage)
        .help("use letters, digits, '-' and '.', like stable and main");
}

std::string shown_package(const RepoPackage& package) {
  return package.name + " " + package.version + " " + package.architecture;
}

// A .deb of a release, as its own control file calls it.
struct NewDeb {
  Path file;
  RepoPackage package;
};

NewDeb describe(const Path& file, const std::string& sha256) {
  const Outcome outcome = run({.words = {"dpkg-deb", "--show", "--showformat",
                                         "${Package} ${Version} ${Architecture}", file.native()}});
  const std::vector<std::string> words = split(trim(outcome.out), ' ');
  if (outcome.status != 0 || words.size() != 3)
    throw Error(quote(file.native()) + " is no .deb that dpkg-deb can read")
        .help("package the release again");
  return {.file = file, .package = {words[0], words[1], words[2], sha256}};
}

std::vector<NewDeb> debs_of(const Path& folder, const Release& release) {
  std::vector<NewDeb> debs;
  for (const Artifact& artifact : release.artifacts)
    if (artifact.kind == "deb" || artifact.kind == "dbgsym")
      debs.push_back(describe(folder / artifact.name, artifact.sha256));
  if (debs.empty())
    throw Error("the release of " + release.name + " has no .deb")
        .help("name DEB in FORMATS of shipit_package()");
  return debs;
}

bool is_same_version(const RepoPackage& a, const RepoPackage& b) {
  return a.name == b.name && a.version == b.version && a.architecture == b.architecture;
}

// Those that are not there yet.
std::vector<NewDeb> missing(const std::vector<NewDeb>& debs,
                            const std::vector<RepoPackage>& there) {
  std::vector<NewDeb> result;
  for (const NewDeb& deb : debs) {
    const auto same = std::ranges::find_if(
        there, [&](const RepoPackage& one) { return is_same_version(one, deb.package); });
    if (same == there.end())
      result.push_back(deb);
    else if (same->sha256 != deb.package.sha256)
      throw Error(shown_package(deb.package) + " is in the repository already, with other contents")
          .note("there its sha256 is " + same->sha256 + ", here " + deb.package.sha256)
          .help(
              "give the release another version: who has installed that one would never get this");
  }
  return result;
}

bool is_newer(const RepoPackage& a, const RepoPackage& b) {
  return run({.words = {"dpkg", "--compare-versions", a.version, "gt", b.version}}).status == 0;
}

// What is older than the `keep` newest of its kind, among the packages that `debs` are of.
std::vector<RepoPackage> too_old(const std::vector<RepoPackage>& there,
                                 const std::vector<NewDeb>& debs, unsigned keep) {
  std::map<std::pair<std::string, std::string>, std::vector<RepoPackage>> kinds;
  for (const RepoPackage& one : there) kinds[{one.name, one.architecture}].push_back(one);
  std::vector<RepoPackage> result;
  for (const NewDeb& deb : debs) {
    std::vector<RepoPackage>& versions = kinds[{deb.package.name, deb.package.architecture}];
    std::ranges::sort(versions, is_newer);
    for (std::size_t i = keep; i < versions.size(); ++i)
      if (!is_same_version(versions[i], deb.package)) result.push_back(versions[i]);
  }
  return result;
}

void check_place(const RepoPlace& place) {
  check_name("distribution", place.distribution);
  check_name("component", place.component);
  require_gpg_key(place.key);
}

void publish_all(const Aptly& aptly, const RepoPlace& place,
                 const std::set<std::string>& architectures) {
  Publication publication = aptly.published(place.distribution)
                                .value_or(Publication{.architectures = usual_architectures});
  publication.components.insert(place.component);
  publication.architectures.insert(architectures.begin(), architectures.end());
  publication.architectures.erase("all");
  aptly.publish(place.distribution, publication, place.key);
  write_file(place.folder / "public" / "archive-key.asc", public_gpg_key(place.key));
}

void require_repository(const Path& folder) {
  if (!std::filesystem::is_regular_file(folder / "aptly.conf"))
    throw Error("there is no repository in " + quote(folder.native()))
        .help("shipit repo add makes one");
}

}  // namespace

RepoChange add_to_repo(const RepoPlace& place, const Path& release, std::optional<unsigned> keep) {
  check_place(place);
  RepoChange change{.release = read_release_folder(release).release, .added = {}, .removed = {}};
  const std::vector<NewDeb> debs = debs_of(release, change.release);
  make_folders(place.folder);
  const FileLock lock(place.folder / "shipit.lock");
  const Aptly aptly(place.folder);
  std::vector<Path> files;
  std::set<std::string> architectures;
  for (const NewDeb& deb : missing(debs, aptly.packages(place.distribution, place.component))) {
    files.push_back(deb.file);
    change.added.push_back(deb.package);
  }
  for (const NewDeb& deb : debs) architectures.insert(deb.package.architecture);
  if (!files.empty()) aptly.add(place.distribution, place.component, files);
  std::vector<RepoPackage>& old = change.removed;
  if (keep) old = too_old(aptly.packages(place.distribution, place.component), debs, *keep);
  if (!old.empty()) aptly.remove(place.distribution, place.component, old);
  publish_all(aptly, place, architectures);
  if (!old.empty()) aptly.clean_up();
  return change;
}

void remove_from_repo(const RepoPlace& place, const std::string& package) {
  require_repository(place.folder);
  check_place(place);
  const FileLock lock(place.folder / "shipit.lock");
  const Aptly aptly(place.folder);
  std::vector<RepoPackage> found;
  std::vector<std::string> others;
  for (const RepoPackage& one : aptly.packages(place.distribution, place.component)) {
    if (one.name + "=" + one.version == package) found.push_back(one);
    others.push_back(one.name + "=" + one.version);
  }
  if (found.empty()) {
    const std::optional<std::string> meant = nearest(package, others);
    throw Error(place.distribution + " " + place.component + " has no " + quote(package) +
                (meant ? ", did you mean " + quote(*meant) + "?" : ""))
        .help("see shipit repo list");
  }
  aptly.remove(place.distribution, place.component, found);
  publish_all(aptly, place, {});
  aptly.clean_up();
}

std::vector<RepoEntry> list_repo(const Path& folder) {
  require_repository(folder);
  const FileLock lock(folder / "shipit.lock");
  const Aptly aptly(folder);
  std::vector<RepoEntry> entries;
  for (const auto& [distribution, component] : aptly.components())
    for (const RepoPackage& package : aptly.packages(distribution, component))
      entries.push_back({distribution, component, package});
  return entries;
}

}  // namespace shipit
