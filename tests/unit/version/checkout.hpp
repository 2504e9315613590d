// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <scratch.hpp>

// A real git repository of its own, untouched by the configuration of who runs the tests.
class GitCheckout {
 public:
  explicit GitCheckout(shipit::Path folder, const std::vector<std::string>& init = {})
      : folder_(std::move(folder)) {
    shipit::make_folders(folder_);
    std::vector<std::string> words{"init", "--quiet", "--initial-branch=main"};
    words.insert(words.end(), init.begin(), init.end());
    git(words);
  }

  const shipit::Path& folder() const { return folder_; }

  std::string git(std::vector<std::string> words) const {
    words.insert(words.begin(), "git");
    const shipit::Outcome outcome =
        shipit::run({.words = std::move(words),
                     .folder = folder_,
                     .extra = {{"GIT_CONFIG_GLOBAL", "/dev/null"},
                               {"GIT_CONFIG_NOSYSTEM", "1"},
                               {"GIT_AUTHOR_NAME", "A"},
                               {"GIT_AUTHOR_EMAIL", "a@example.org"},
                               {"GIT_AUTHOR_DATE", "1700000000 +0000"},
                               {"GIT_COMMITTER_NAME", "C"},
                               {"GIT_COMMITTER_EMAIL", "c@example.org"},
                               {"GIT_COMMITTER_DATE", "1700000000 +0000"}},
                     .without = {"GIT_DIR", "GIT_WORK_TREE"}});
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    return outcome.out;
  }

  void commit(const std::string& message = "change") const {
    git({"commit", "--quiet", "--allow-empty", "-m", message});
  }

 private:
  shipit::Path folder_;
};
