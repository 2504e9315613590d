// SPDX-License-Identifier: Apache-2.0
#include <bundle/pax_header.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("pax header: the same first block as git archive's") {
  const Scratch scratch;
  const auto git = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "git");
    const Outcome outcome = run({.words = words,
                                 .folder = scratch.path(),
                                 .extra = {{"GIT_AUTHOR_NAME", "a"},
                                           {"GIT_AUTHOR_EMAIL", "a@b"},
                                           {"GIT_COMMITTER_NAME", "a"},
                                           {"GIT_COMMITTER_EMAIL", "a@b"},
                                           {"GIT_AUTHOR_DATE", "1700000000 +0000"},
                                           {"GIT_COMMITTER_DATE", "1700000000 +0000"}}});
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    return outcome.out;
  };
  git({"init", "--quiet"});
  git({"commit", "--quiet", "--allow-empty", "-m", "x"});
  const std::string archive = git({"archive", "HEAD"});
  const std::string commit = git({"rev-parse", "HEAD"}).substr(0, 40);

  const std::string ours = pax_global_header(commit, 1700000000);
  REQUIRE(ours.size() == 1024);
  CHECK(ours.substr(512, 52 + 20) == "52 comment=" + commit + "\n20 mtime=1700000000\n");
  // Ours has 20 bytes more to say; the rest of the block is git's to the last byte.
  std::string block = ours.substr(0, 512);
  block.replace(124, 11, archive.substr(124, 11));
  block.replace(148, 8, archive.substr(148, 8));
  CHECK(block == archive.substr(0, 512));
}

TEST_CASE("pax header: without a commit only the time") {
  CHECK(pax_global_header("", 7).substr(512, 11) == "11 mtime=7\n");
  CHECK(pax_global_header("", 70).substr(512, 12) == "12 mtime=70\n");
}
