// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <version/git_command.hpp>

namespace shipit {
namespace {

// What a hook or an alias leaves in the environment would point git at another repository (git
// rev-parse --local-env-vars), or make it read paths in another way.
const std::vector<std::string> kForeign = {"GIT_DIR",
                                           "GIT_WORK_TREE",
                                           "GIT_INDEX_FILE",
                                           "GIT_COMMON_DIR",
                                           "GIT_NAMESPACE",
                                           "GIT_PREFIX",
                                           "GIT_OBJECT_DIRECTORY",
                                           "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                           "GIT_SHALLOW_FILE",
                                           "GIT_GRAFT_FILE",
                                           "GIT_REPLACE_REF_BASE",
                                           "GIT_NO_REPLACE_OBJECTS",
                                           "GIT_IMPLICIT_WORK_TREE",
                                           "GIT_INTERNAL_SUPER_PREFIX",
                                           "GIT_LITERAL_PATHSPECS",
                                           "GIT_GLOB_PATHSPECS",
                                           "GIT_NOGLOB_PATHSPECS",
                                           "GIT_ICASE_PATHSPECS"};

}  // namespace

Outcome run_git(const GitCall& call) {
  Command command{.words = {"git", "--no-optional-locks"},
                  .folder = call.folder,
                  .extra = {{"LC_ALL", "C"}, {"GIT_NO_LAZY_FETCH", "1"}},
                  .without = kForeign,
                  .input = call.input};
  command.words.insert(command.words.end(), call.words.begin(), call.words.end());
  for (const auto& [name, value] : call.extra) command.extra[name] = value;
  std::optional<Outcome> outcome = try_run(command);
  if (!outcome) {
    throw Error("cannot ask git for the version of " + quote(call.folder.native()) +
                ": there is no git in PATH")
        .help("install git, or give the version with -DSHIPIT_VERSION_OVERRIDE=1.2.3");
  }
  return *std::move(outcome);
}

Outcome run_git(const Path& folder, std::vector<std::string> words,
                const std::map<std::string, std::string>& extra) {
  return run_git({.folder = folder, .words = std::move(words), .extra = extra});
}

void fail_git(const Path& folder, const Outcome& outcome) {
  const bool owner = outcome.err.find("safe.directory") != std::string::npos;
  throw Error("git cannot read the checkout in " + quote(folder.native()))
      .note("git says: " + join(lines(trim(outcome.err)), " / "))
      .help(owner ? "the files belong to another user: build as that user, or trust them with "
                    "-DSHIPIT_TRUST_CHECKOUT=ON"
                  : "mend the checkout, or give the version with -DSHIPIT_VERSION_OVERRIDE=1.2.3");
}

}  // namespace shipit
