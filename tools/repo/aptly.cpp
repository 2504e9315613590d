// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include <algorithm>
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <cstdio>
#include <repo/aptly.hpp>
#include <system_error>
#include <tuple>

namespace shipit {
namespace {

// Neither distributions nor components have a blank or a '_' in their names.
std::string repo_name(const std::string& distribution, const std::string& component) {
  return distribution + "_" + component;
}

std::string joined(const std::set<std::string>& words) {
  return join(std::vector<std::string>(words.begin(), words.end()), ",");
}

// Gives the files below `from` that `to` has not, and whose paths have `piece` in them, a name
// there.
void link_missing(const Path& from, const Path& to, std::string_view piece) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
    const Path place = to / entry.path().lexically_relative(from);
    if (!entry.is_regular_file() || std::filesystem::exists(place) ||
        place.native().find(piece) == std::string::npos)
      continue;
    make_folders(place.parent_path());
    std::filesystem::create_hard_link(entry.path(), place);
  }
}

// Each gets the name of the other, at once.
void exchange(const Path& one, const Path& other) {
  if (renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) != 0)
    throw Error("cannot put " + quote(other.native()) + " in the place of " + quote(one.native()) +
                ": " + std::generic_category().message(errno))
        .help("keep the repository on a file system of this machine");
}

}  // namespace

Aptly::Aptly(const Path& folder) : folder_(std::filesystem::absolute(folder).lexically_normal()) {
  make_folders(folder_);
  // Written anew each time, since the folder may have been moved.
  write_file(folder_ / "aptly.conf", to_text(Json{{"rootDir", folder_.native()},
                                                  {"gpgProvider", "gpg"},
                                                  {"skipContentsPublishing", true}}));
}

std::string Aptly::run_aptly(std::vector<std::string> arguments, const std::string& what) const {
  Command command{.words = {"aptly", "-config=" + (folder_ / "aptly.conf").native()}};
  command.words.insert(command.words.end(), arguments.begin(), arguments.end());
  const std::optional<Outcome> outcome = try_run(command);
  if (!outcome)
    throw Error("there is no aptly here, which keeps repositories")
        .help("install the package 'aptly'");
  if (outcome->status == 0) return outcome->out;
  Error error("aptly cannot " + what);
  error.note("the command was " + to_text(command));
  add_words_of("aptly", *outcome, error);
  throw std::move(error).help("what is published was not changed");
}

std::vector<std::pair<std::string, std::string>> Aptly::components() const {
  std::vector<std::pair<std::string, std::string>> found;
  for (const std::string& name :
       lines(run_aptly({"repo", "list", "-raw"}, "list its repositories"))) {
    const std::size_t cut = name.find('_');
    if (cut != std::string::npos) found.emplace_back(name.substr(0, cut), name.substr(cut + 1));
  }
  std::ranges::sort(found);
  return found;
}

std::vector<RepoPackage> Aptly::packages(const std::string& distribution,
                                         const std::string& component) const {
  std::vector<RepoPackage> found;
  if (!std::ranges::count(components(), std::pair(distribution, component))) return found;
  const std::string name = repo_name(distribution, component);
  const std::string shown =
      run_aptly({"repo", "show", "-json", "-with-packages", name}, "show " + name);
  // For aptly a search that finds nothing has failed.
  if (member<Json>(parse_json(shown, "aptly"), "Packages", "aptly").empty()) return found;
  const std::string text = run_aptly(
      {"repo", "search", "-format={{.Package}} {{.Version}} {{.Architecture}} {{.SHA256}}", name},
      "list " + name);
  for (const std::string& line : lines(text)) {
    const std::vector<std::string> words = split(line, ' ');
    if (words.size() == 4) found.push_back({words[0], words[1], words[2], words[3]});
  }
  std::ranges::sort(found, {}, [](const RepoPackage& one) {
    return std::tie(one.name, one.version, one.architecture);
  });
  return found;
}

void Aptly::add(const std::string& distribution, const std::string& component,
                const std::vector<Path>& debs) const {
  const std::string name = repo_name(distribution, component);
  if (!std::ranges::count(components(), std::pair(distribution, component)))
    run_aptly({"repo", "create", "-distribution=" + distribution, "-component=" + component, name},
              "make " + name);
  std::vector<std::string> arguments{"repo", "add", name};
  for (const Path& deb : debs) arguments.push_back(std::filesystem::absolute(deb).native());
  run_aptly(arguments, "add to " + name);
}

void Aptly::remove(const std::string& distribution, const std::string& component,
                   const std::vector<RepoPackage>& packages) const {
  std::vector<std::string> arguments{"repo", "remove", repo_name(distribution, component)};
  for (const RepoPackage& one : packages)
    arguments.push_back(one.name + "_" + one.version + "_" + one.architecture);
  run_aptly(arguments, "remove from " + arguments[2]);
}

std::optional<Publication> Aptly::published(const std::string& distribution) const {
  const std::vector<std::string> all =
      lines(run_aptly({"publish", "list", "-raw"}, "list what is published"));
  if (!std::ranges::count(all, ". " + distribution)) return {};
  const Json json = parse_json(
      run_aptly({"publish", "show", "-json", distribution}, "show " + distribution), "aptly");
  Publication publication;
  for (const Json& source : member<Json>(json, "Sources", "aptly"))
    publication.components.insert(member<std::string>(source, "Component", "aptly"));
  for (const Json& one : member<Json>(json, "Architectures", "aptly"))
    publication.architectures.insert(one.get<std::string>());
  return publication;
}

void Aptly::publish(const std::string& distribution, const Publication& publication,
                    const std::string& key) const {
  const std::optional<Publication> before = published(distribution);
  if (!before)
    publish_first(distribution, publication, key);
  else if (*before != publication)
    publish_anew(distribution, publication, key);
  else
    run_aptly({"publish", "update", "-batch", "-gpg-key=" + key, distribution},
              "publish " + distribution);
}

void Aptly::publish_first(const std::string& distribution, const Publication& publication,
                          const std::string& key) const {
  std::vector<std::string> arguments{"publish",
                                     "repo",
                                     "-batch",
                                     "-gpg-key=" + key,
                                     "-acquire-by-hash",
                                     "-distribution=" + distribution,
                                     "-component=" + joined(publication.components),
                                     "-architectures=" + joined(publication.architectures)};
  for (const std::string& component : publication.components)
    arguments.push_back(repo_name(distribution, component));
  run_aptly(arguments, "publish " + distribution);
}

// aptly has to take away what it published for other components or architectures first: it does so
// by a copy of its database, in a folder from which the new lists then go into the place of the
// old.
void Aptly::publish_anew(const std::string& distribution, const Publication& publication,
                         const std::string& key) const {
  const ClearedFolder aside(folder_ / "next");
  const Aptly next(aside.path());
  std::filesystem::create_directory_symlink(folder_ / "pool", aside.path() / "pool");
  std::filesystem::copy(folder_ / "db", aside.path() / "db",
                        std::filesystem::copy_options::recursive);
  next.run_aptly({"publish", "drop", "-skip-cleanup", distribution}, "make room");
  next.publish_first(distribution, publication, key);
  const Path before = folder_ / "public";
  const Path after = aside.path() / "public";
  const Path lists = Path("dists") / distribution;
  link_missing(after / "pool", before / "pool", "");
  link_missing(before / lists, after / lists, "/by-hash/");  // for who has the lists of before
  exchange(before / lists, after / lists);
  exchange(folder_ / "db", aside.path() / "db");
}

void Aptly::clean_up() const { run_aptly({"db", "cleanup"}, "remove what is not used"); }

}  // namespace shipit
