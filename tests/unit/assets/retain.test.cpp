// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>

#include "server.hpp"

using namespace shipit;
using namespace shipit::test;

TEST_CASE("retain: the digested files of the last releases stay served, with their variants") {
  const ThreeReleases server;
  server.retain({"1"}, 2);
  CHECK(server.names() == Names{one, same});
  server.retain({"2"}, 2);
  CHECK(server.names() == Names{one, two, same});
  const RetainOutcome outcome = server.retain({"3"}, 2);
  CHECK(server.names() == Names{two, three, same});
  CHECK(outcome.added == std::vector<std::string>{three, three + ".br"});
  CHECK(outcome.removed == std::vector<std::string>{one, one + ".br"});
  CHECK(std::filesystem::exists(server.served / (two + ".br")));
  CHECK_FALSE(std::filesystem::exists(server.served / (one + ".br")));
  CHECK_FALSE(std::filesystem::exists(server.served / "index.html"));
  CHECK(read_file(server.served / three) == "three");
}

TEST_CASE("retain: the order of the calls and of the arguments counts, and no time") {
  const ThreeReleases server;
  const auto future = std::filesystem::file_time_type::clock::now() + std::chrono::hours(1000);
  std::filesystem::last_write_time(server.release("1") / one, future);
  server.retain({"1", "2", "3"}, 2);
  CHECK(server.names() == Names{two, three, same});
  server.retain({"3", "1"}, 1);
  CHECK(server.names() == Names{one, same});
}

TEST_CASE("retain: after a way back the release that is current again stays") {
  const ThreeReleases server;
  server.retain({"1", "2", "3"}, 3);
  server.retain({"1"}, 1);
  CHECK(server.names() == Names{one, same});
}

TEST_CASE("retain: releases with the same files count once") {
  const ThreeReleases server;
  server.deploy("4", {{"app", "three"}, {"same", "same"}});
  server.retain({"2", "3", "4"}, 2);
  CHECK(server.names() == Names{two, three, same});
}

TEST_CASE("retain: a release may be gone once its files are served") {
  const ThreeReleases server;
  server.retain({"1"}, 2);
  remove_tree(server.release("1"));
  std::filesystem::remove(server.release("2") / same);  // only what is new was sent
  server.retain({"2"}, 2);
  CHECK(server.names() == Names{one, two, same});
  CHECK(server.retain({}, 1).removed == std::vector<std::string>{one, one + ".br"});
}

TEST_CASE(
    "retain: files are linked, or copied with their times, and what is there stays untouched") {
  const ThreeReleases server;
  server.retain({"1"}, 2);
  CHECK(std::filesystem::hard_link_count(server.served / one) == 2);
  RetainOptions options = server.options({"2"}, 2);
  options.sharing = Sharing::copies;
  const auto past = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1000);
  std::filesystem::last_write_time(server.release("2") / two, past);
  const auto before = std::filesystem::last_write_time(server.served / same);
  retain(options);
  CHECK(std::filesystem::hard_link_count(server.served / two) == 1);
  CHECK(std::filesystem::last_write_time(server.served / two) == past);
  CHECK(std::filesystem::last_write_time(server.served / same) == before);
}

TEST_CASE("retain: a rehearsal says what would be done and does nothing") {
  const ThreeReleases server;
  server.retain({"1"}, 2);
  RetainOptions options = server.options({"2"}, 1);
  options.rehearsal = Rehearsal::yes;
  const RetainOutcome outcome = retain(options);
  CHECK(outcome.added == std::vector<std::string>{two, two + ".br"});
  CHECK(outcome.removed == std::vector<std::string>{one, one + ".br"});
  CHECK(server.names() == Names{one, same});
  CHECK(server.retain({"2"}, 1).removed == outcome.removed);
}

TEST_CASE("retain: a folder that is served where it was deployed is retained in place") {
  const ThreeReleases server;
  const Path folder = server.release("1");
  const std::string old = named("js/old", "old");
  server.scratch.write("releases/1/" + old, "old");
  server.scratch.write("releases/1/user-registration.html", "a page");
  server.scratch.write("releases/1/js/.app-abcdefghijkl.js.linked", "half");
  server.scratch.write("releases/1/js/.app-abcdefghijkl.js.Xy12ab", "half");
  server.scratch.write("releases/1/foreign.txt", "foreign");
  const RetainOutcome outcome = retain({.releases = {folder}, .into = {}, .keep = 2});
  CHECK(outcome.removed.size() == 3);
  CHECK(std::filesystem::exists(folder / "foreign.txt"));
  CHECK(std::filesystem::exists(folder / "index.html"));
  CHECK(std::filesystem::exists(folder / one));
  CHECK(std::filesystem::exists(folder / "user-registration.html"));
  CHECK_FALSE(std::filesystem::exists(folder / old));
}

TEST_CASE("retain: folders that became empty go") {
  const ThreeReleases server;
  server.scratch.write("served/" + named("a/b/old", "old"), "old");
  server.retain({"1"}, 1);
  CHECK_FALSE(std::filesystem::exists(server.served / "a"));
}

namespace {

// A process of its own that retains a release; 0 when that goes well.
pid_t begin_retaining(const Server& server, const std::string& version) {
  const pid_t child = fork();
  if (child != 0) return child;
  try {
    server.retain({version}, 2);
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

int status_of(pid_t child) {
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("retain: a killed one leaves what was current, and two at once wait for one another") {
  const Server server;
  Names current;
  for (int version = 0; version < 8; ++version) {
    const std::string next = std::to_string(version);
    std::map<std::string, std::string> files;
    for (int file = 0; file < 40; ++file)
      files["f" + std::to_string(file)] = std::to_string(version * 1000 + file);
    server.deploy(next, files);

    const pid_t killed = begin_retaining(server, next);
    usleep(static_cast<useconds_t>(700 * version));
    kill(killed, SIGKILL);
    status_of(killed);
    const Names left = server.names();
    CHECK(std::includes(left.begin(), left.end(), current.begin(), current.end()));

    const pid_t children[] = {begin_retaining(server, next), begin_retaining(server, next)};
    CHECK(status_of(children[0]) == 0);
    CHECK(status_of(children[1]) == 0);
    CHECK(server.names().size() == (version == 0 ? 40 : 80));
    const RetainOutcome again = server.retain({next}, 2);
    CHECK((again.added.empty() && again.removed.empty()));
    current.clear();
    for (const auto& [stem, bytes] : files) current.insert(named("js/" + stem, bytes));
  }
}
