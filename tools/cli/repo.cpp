// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/number.hpp>
#include <base/text.hpp>
#include <cli/release_doubts.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>
#include <repo/repository.hpp>

namespace shipit {
namespace {

struct RepoOptions {
  RepoPlace place;
  std::string folder;
  std::string what;  // a release's folder, or a package
  std::string keep;
};

std::optional<unsigned> kept_versions(const std::string& text) {
  if (text.empty()) return {};
  const auto number = parse_number<unsigned>(text);
  if (!number || *number == 0)
    throw Error("--keep got " + quote(text), Blame::usage).help("give a number from 1");
  return number;
}

void declare_place(Options& options, RepoOptions& given) {
  options.required("--repo", given.folder, "the folder of the repository");
  options.required("--key", given.place.key, "the key of GnuPG that signs it");
  options.word("--distribution", given.place.distribution, "default: stable");
  options.word("--component", given.place.component, "default: main");
}

std::string names_of(const std::vector<RepoPackage>& packages) {
  std::vector<std::string> names;
  for (const RepoPackage& one : packages)
    names.push_back(one.name + " " + one.version + " " + one.architecture);
  return join(names, ", ");
}

void tell(const RepoPlace& place, const RepoChange& change) {
  std::cerr << place.distribution << " " << place.component << " in " << place.folder.native();
  if (change.added.empty())
    std::cerr << " had all of " << change.release.name << " " << semver(change.release.version);
  else
    std::cerr << " has now " << names_of(change.added);
  if (!change.removed.empty()) std::cerr << ", and no more " << names_of(change.removed);
  std::cerr << "\n";
}

Action add_verb(Options& options) {
  const auto given = std::make_shared<RepoOptions>();
  options.required("DIR", given->what, "the folder of the release");
  declare_place(options, *given);
  options.word("--keep", given->keep, "how many versions of a package stay (default: all)");
  return [given] {
    given->place.folder = given->folder;
    const RepoChange change = add_to_repo(given->place, given->what, kept_versions(given->keep));
    warn_of_doubts("repo add", change.release);
    tell(given->place, change);
  };
}

Action remove_verb(Options& options) {
  const auto given = std::make_shared<RepoOptions>();
  options.required("PACKAGE=VERSION", given->what, "what is to go");
  declare_place(options, *given);
  return [given] {
    given->place.folder = given->folder;
    remove_from_repo(given->place, given->what);
  };
}

Action list_packages_verb(Options& options) {
  const auto given = std::make_shared<RepoOptions>();
  options.required("--repo", given->folder, "the folder of the repository");
  return [given] {
    for (const RepoEntry& entry : list_repo(given->folder))
      std::cout << entry.distribution << " " << entry.component << " " << entry.package.name << " "
                << entry.package.version << " " << entry.package.architecture << "\n";
  };
}

}  // namespace

Action repo_verb(Options& options) {
  options.verb({"add", "publish the .debs of a release", add_verb});
  options.verb({"list", "list what is in it", list_packages_verb});
  options.verb({"remove", "take a version of a package out of it", remove_verb});
  return [] {
    throw Error("what is to be done with the repository?", Blame::usage)
        .help("say shipit repo add, list or remove; see shipit repo --help");
  };
}

}  // namespace shipit
