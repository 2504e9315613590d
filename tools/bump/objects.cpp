// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <base/text.hpp>
#include <base/walk.hpp>
#include <bump/ask_git.hpp>
#include <bump/history.hpp>
#include <bump/objects.hpp>

namespace shipit {
namespace {

using Variables = std::map<std::string, std::string>;

// GIT_ALTERNATE_OBJECT_DIRECTORIES separates by ':' and reads C's quoting (git(1)).
std::string quoted_for_git(const Path& path) {
  return '"' + replace_all(replace_all(path.native(), "\\", "\\\\"), "\"", "\\\"") + '"';
}

// Runs git in the checkout, with the plan's quarantine.
class Workshop {
 public:
  Workshop(const BumpPlan& plan, const Quarantine& quarantine)
      : plan_(plan), quarantine_(quarantine) {}

  std::string ask(std::vector<std::string> words, const std::string& input,
                  const Variables& extra = {}) const {
    Variables variables = quarantine_.variables();
    for (const auto& [name, value] : extra) variables[name] = value;
    return ask_git({.folder = plan_.standing.checkout.top,
                    .words = std::move(words),
                    .extra = variables,
                    .input = input},
                   "make the objects of the release");
  }

  std::string make_tree() const;
  std::string make_commit() const;
  std::string make_tag(const std::string& commit) const;

 private:
  Variables settings_of_repository() const;

  const BumpPlan& plan_;
  const Quarantine& quarantine_;
};

// An index of its own, so that that of the checkout is neither written nor locked.
std::string Workshop::make_tree() const {
  const Variables index{{"GIT_INDEX_FILE", (quarantine_.folder() / "index").native()}};
  ask({"read-tree", plan_.standing.head}, "", index);
  for (const PlannedFile& file : plan_.files) {
    const std::string blob = ask({"hash-object", "-w", "--no-filters", "--stdin"}, file.content);
    ask({"update-index", "--cacheinfo", file.mode + "," + blob + "," + file.path}, "", index);
  }
  // A partial clone has not every object of the tree, and needs none of the others.
  return ask({"write-tree", "--missing-ok"}, "", index);
}

std::string Workshop::make_commit() const {
  return ask({"commit-tree", make_tree(), "-p", plan_.standing.head,
              plan_.sign_commit ? "-S" : "--no-gpg-sign"},
             release_subject(plan_.to) + "\n");
}

// Who signs, and how, as GIT_CONFIG_COUNT hands it over.
Variables Workshop::settings_of_repository() const {
  const Outcome outcome = run_git(plan_.standing.checkout.top, {"config", "-z", "--get-regexp",
                                                                "^(user|author|committer|gpg)\\."});
  Variables variables;
  std::size_t count = 0;
  for (const std::string& record : split(outcome.out, '\0')) {
    const std::size_t end = record.find('\n');
    if (end == std::string::npos) continue;
    const std::string number = std::to_string(count++);
    variables["GIT_CONFIG_KEY_" + number] = record.substr(0, end);
    variables["GIT_CONFIG_VALUE_" + number] = record.substr(end + 1);
  }
  variables["GIT_CONFIG_COUNT"] = std::to_string(count);
  return variables;
}

// Only `git tag` signs tags, and it makes a ref as well: in a repository for nothing else.
std::string Workshop::make_tag(const std::string& commit) const {
  const std::string format = ask({"rev-parse", "--show-object-format"}, "");
  const Path repository = quarantine_.folder() / "tag.git";
  ask({"init", "--quiet", "--bare", "--template=", "--object-format=" + format,
       repository.native()},
      "");
  Variables variables = settings_of_repository();
  variables["GIT_DIR"] = repository.native();
  ask({"tag", "--annotate", plan_.sign_tag ? "--sign" : "--no-sign", "--cleanup=verbatim",
       "--file=-", "--", plan_.tag, commit},
      plan_.tag_message, variables);
  return ask({"rev-parse", "--verify", "refs/tags/" + plan_.tag}, "",
             {{"GIT_DIR", repository.native()}});
}

// gitrepository-layout(5): loose objects lie in folders named by two hexadecimal digits.
bool is_object(const std::string& path) {
  return path.size() > 3 && path[2] == '/' && hex_value(path[0]) >= 0 && hex_value(path[1]) >= 0;
}

}  // namespace

// The process's number keeps two runs apart; git prunes folders that begin with "tmp_objdir-".
Quarantine::Quarantine(const Checkout& checkout)
    : objects_(std::filesystem::absolute(checkout.common / "objects")),
      folder_(objects_ / ("tmp_objdir-shipit-" + std::to_string(getpid()))),
      variables_{{"GIT_OBJECT_DIRECTORY", folder_.path().native()},
                 {"GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted_for_git(objects_)}} {}

void Quarantine::adopt() const {
  for (const Found& found : walk(folder())) {
    if (found.kind != FileKind::regular || !is_object(found.path)) continue;
    const Path target = objects_ / found.path;
    if (std::filesystem::exists(target)) continue;
    make_folders(target.parent_path());
    std::filesystem::rename(folder() / found.path, target);
  }
}

MadeObjects make_objects(const BumpPlan& plan, const Quarantine& quarantine) {
  const Workshop workshop(plan, quarantine);
  MadeObjects made;
  made.commit = plan.files.empty() ? plan.standing.head : workshop.make_commit();
  made.tag = workshop.make_tag(made.commit);
  return made;
}

}  // namespace shipit
