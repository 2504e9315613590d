// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <deploy/rollout.hpp>
#include <scratch.hpp>

namespace shipit {
namespace {

// An ssh that reads a request, and answers what was laid out for this call to that host.
class Answers {
 public:
  Answers() : path_(std::getenv("PATH")) {
    folder_.write("ssh", R"(#!/bin/sh
for word; do host=$next next=$word; done
cd "${0%/*}" && echo x >>"$host.calls" && call=$host.$(wc -l <"$host.calls")
read -r word number length && head -c "$length" >/dev/null && cat >"$call.request"
[ ! -f "$call" ] || { read -r code && cat; } <"$call"
exit "${code:-255}"
)");
    std::filesystem::permissions(folder_ / "ssh", std::filesystem::perms::owner_all);
    setenv("PATH", (folder_.path().native() + ":" + path_).c_str(), 1);
  }
  ~Answers() { setenv("PATH", path_.c_str(), 1); }
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;

  void lay(const std::string& call, int code, const std::string& text) const {
    folder_.write(call, std::to_string(code) + "\n" + text);
  }
  // How often ssh was asked for a host's settings.
  std::size_t settings_asked() const {
    const Path file = folder_ / "--.calls";
    return std::filesystem::exists(file) ? read_file(file).size() / 2 : 0;
  }
  std::string request(const std::string& call) const {
    const Path file = folder_ / (call + ".request");
    return std::filesystem::exists(file) ? read_file(file) : "";
  }

 private:
  Scratch folder_;
  std::string path_;
};

Asking asking_for(std::vector<Host> hosts, const std::string& verb = "deploy") {
  Asking asking;
  asking.plan.name = "till";
  asking.plan.version = "1.1.0";
  asking.plan.settings.install.root = "/opt/till";
  asking.plan.hosts = std::move(hosts);
  asking.request = {.verb = verb, .who = "ann@laptop"};
  return asking;
}

const Pause no_pause = [](unsigned) {};
std::string way(const std::string& from, const std::string& release) {
  return "field from " + from + "\nfield release " + release + "\n";
}

}  // namespace

TEST_CASE("a host is done when the agent says so, and not when ssh alone does") {
  const Answers answers;
  answers.lay("a.1", 0, "step 1.1.0 runs\nend 0\n");
  answers.lay("b.1", 0, "");
  answers.lay("c.1", 1, "welcome to c\n");
  answers.lay("d.1", 255, "error 1.1.0 is not well\nend 70\n");
  const Asking asking = asking_for({});
  CHECK(ask_host({.name = "a"}, asking).code == deploy_code::done);
  const HostReport silent = ask_host({.name = "b"}, asking);
  CHECK(silent.code == deploy_code::unfit);
  CHECK(silent.error == "the agent could not be started");
  CHECK(ask_host({.name = "c"}, asking).error == "the agent could not be started");
  CHECK(ask_host({.name = "d"}, asking).code == deploy_code::rolled_back);
  CHECK(ask_host({.name = "e"}, asking).error == "ssh cannot reach the host");
  answers.lay("f.1", 137, "field current 1.0.0\n");
  CHECK(ask_host({.name = "f"}, asking).help == "try ssh to it by hand");
}

TEST_CASE("what ran on each host is what reverting brings back") {
  const Answers answers;
  answers.lay("a.1", 0, way("1.0.0", "1.1.0") + "end 0\n");
  answers.lay("b.1", 0, way("1.1.0", "1.1.0") + "end 0\n");
  answers.lay("c.1", 0, way("-", "1.1.0") + "end 0\n");
  answers.lay("d.1", 70, way("1.0.0", "1.1.0") + "error 1.1.0 is not well\nend 70\n");
  answers.lay("a.2", 0, way("1.1.0", "1.0.0") + "end 0\n");
  const auto reports =
      ask_in_turn(asking_for({{.name = "a"}, {.name = "b"}, {.name = "c"}, {.name = "d"}}),
                  OnFailure::revert_all, no_pause);
  REQUIRE(reports.size() == 4);
  CHECK(answers.request("a.2").starts_with("verb rollback\n"));
  CHECK(answers.request("a.2").find("\nto 1.0.0\n") != std::string::npos);
  CHECK(reports[0].reverted == 0);
  CHECK_FALSE(reports[1].reverted);
  CHECK(answers.request("b.2").empty());
  CHECK(reports[2].reverted == deploy_code::nothing_before);
  CHECK(reports[2].revert_error == "nothing ran there before");
}

TEST_CASE("a rollback is reverted to what ran before it, and not further back") {
  const Answers answers;
  answers.lay("a.1", 0, way("1.5.0", "1.1.0") + "end 0\n");
  answers.lay("b.1", 78, "error 1.1.0 is no longer on this host\nend 78\n");
  answers.lay("a.2", 71, "error 1.5.0 is not well\nend 71\n");
  Asking asking = asking_for({{.name = "a"}, {.name = "b"}}, "rollback");
  asking.request.to = "1.1.0";
  const auto reports = ask_in_turn(asking, OnFailure::revert_all, no_pause);
  CHECK(answers.request("a.2").find("\nto 1.5.0\n") != std::string::npos);
  CHECK(reports[0].reverted == 71);
  CHECK(reports[0].revert_error == "1.5.0 is not well");
}

TEST_CASE("a host whose connection is lost is asked again until it is done") {
  const Answers answers;
  const std::string begun = way("1.0.0", "1.1.0") + "step restarting with 1.1.0\n";
  answers.lay("a.1", 255, begun);
  answers.lay("a.2", 0, "field release 1.1.0\nfield result uncommitted\nfield locked ann\nend 0\n");
  answers.lay("a.3", 255, "");
  answers.lay("a.4", 0, "field release 1.1.0\nfield result good\nend 0\n");
  answers.lay("b.1", 137, begun);
  answers.lay("b.2", 0, "field release 1.0.0\nfield result good\nend 0\n");
  answers.lay("a.5", 0, way("1.1.0", "1.0.0") + "end 0\n");
  const auto reports =
      ask_in_turn(asking_for({{.name = "a"}, {.name = "b"}}), OnFailure::revert_all, no_pause);
  CHECK(answers.request("a.4").starts_with("verb status\n"));
  CHECK(reports[0].code == deploy_code::done);
  CHECK(reports[0].reverted == 0);
  CHECK(reports[1].code == deploy_code::unreachable);
  CHECK(reports[1].error == "the connection was lost, and 1.0.0 runs there");
  CHECK(answers.settings_asked() == 2);
}

TEST_CASE("a connection that is lost before the host says what it has tells nothing of it") {
  const Answers answers;
  const std::string sent = "step receiving till.tar.zst\nwant whole\n";
  const std::string before = "field current 1.0.0\nfield release 1.0.0\nfield result good\nend 0\n";
  const std::string after = "field current 1.1.0\nfield release 1.1.0\nfield result good\nend 0\n";
  for (const char* host : {"a.1", "b.1", "c.1"}) answers.lay(host, 255, sent);
  for (const char* look : {"a.2", "a.3", "a.4", "a.5", "a.6", "b.2"}) answers.lay(look, 0, before);
  answers.lay("b.3", 0, "field locked ann@laptop for deploy of 1.1.0 since 12, process 3\nend 0\n");
  answers.lay("b.4", 0, after);
  // The same version may have been there before.
  for (const char* look : {"c.2", "c.3", "c.4", "c.5", "c.6"}) answers.lay(look, 0, after);
  Asking asking = asking_for({{.name = "a"}, {.name = "b"}, {.name = "c"}});
  asking.plan.settings.rollout.max_failures = 9;
  const auto reports = ask_in_turn(asking, OnFailure::stop, no_pause);
  CHECK(reports[0].code == deploy_code::unreachable);
  CHECK(reports[0].error ==
        "the connection was lost before the host said that it has all of it, and 1.0.0 runs there");
  CHECK(reports[0].help == "shipit list tells how each release ended");
  CHECK(reports[1].code == deploy_code::done);
  CHECK(reports[2].code == deploy_code::unreachable);
}

TEST_CASE("a host that is lost for good is given up") {
  const Answers answers;
  answers.lay("a.1", 255, way("1.0.0", "1.1.0"));
  const auto reports = ask_in_turn(asking_for({{.name = "a"}}), OnFailure::stop, no_pause);
  CHECK(reports[0].code == deploy_code::unreachable);
  CHECK(reports[0].error == "the connection was lost, and the host was not reached again");
}

TEST_CASE("a hook for the first host runs until it is well, and then no more") {
  const Answers answers;
  answers.lay("a.1", 78, "error it is full\nend 78\n");
  answers.lay("b.1", 70, "field hook done\nerror 1.1.0 is not well\nend 70\n");
  answers.lay("c.1", 0, "end 0\n");
  Asking asking = asking_for({{.name = "a"}, {.name = "b"}, {.name = "c"}});
  asking.plan.settings.rollout.max_failures = 9;
  asking.plan.settings.install.pre_switch = Hook{.program = "bin/migrate"};
  CHECK(ask_in_turn(asking, OnFailure::stop, no_pause).size() == 3);
  CHECK_THAT(answers.request("a.1"), Catch::Matchers::Contains("\nhook bin/migrate\n"));
  CHECK_THAT(answers.request("b.1"), Catch::Matchers::Contains("\nhook bin/migrate\n"));
  CHECK_THAT(answers.request("c.1"), !Catch::Matchers::Contains("\nhook"));
}

TEST_CASE("when a hook for the first host fails, no other host gets the release") {
  const Answers answers;
  const std::string failed = "error bin/migrate of 1.1.0 ended with 3\nend 74\n";
  for (const char* call : {"a.1", "a.2", "b.1"}) answers.lay(call, 74, failed);
  Asking asking = asking_for({{.name = "a"}, {.name = "b"}});
  asking.plan.settings.rollout.max_failures = 9;
  asking.plan.settings.install.pre_switch = Hook{.program = "bin/migrate"};
  const auto reports = ask_in_turn(asking, OnFailure::stop, no_pause);
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].code == deploy_code::hook_failed);
  asking.plan.settings.install.pre_switch->hosts = HookHosts::each;
  CHECK(ask_in_turn(asking, OnFailure::stop, no_pause).size() == 2);
  CHECK_THAT(answers.request("b.1"), Catch::Matchers::Contains("\nhook bin/migrate\n"));
}

TEST_CASE("as many hosts may fail as the rollout allows") {
  const Answers answers;
  for (const char* call : {"a.1", "b.1"}) answers.lay(call, 78, "error it is full\nend 78\n");
  Asking asking = asking_for({{.name = "a"}, {.name = "b"}, {.name = "c"}});
  CHECK(ask_in_turn(asking, OnFailure::stop, no_pause).size() == 1);
  asking.plan.settings.rollout.max_failures = 1;
  answers.lay("a.2", 78, "error it is full\nend 78\n");
  CHECK(ask_in_turn(asking, OnFailure::stop, no_pause).size() == 2);
}

}  // namespace shipit
