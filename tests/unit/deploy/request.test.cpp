// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <catch2/catch.hpp>
#include <deploy/request.hpp>
#include <deploy/ssh.hpp>

namespace shipit {
namespace {

DeployPlan plan_of_till() {
  DeployPlan plan;
  plan.name = "till";
  plan.version = "1.2.3";
  plan.environment = "production";
  plan.artifact = {
      .name = "till.tar.zst", .kind = "archive", .media_type = {}, .size = 7, .sha256 = "ab"};
  plan.units = {"till.service"};
  plan.assets = {"share/till/static/manifest.json"};
  plan.settings.install.root = "/opt/till";
  return plan;
}

}  // namespace

TEST_CASE("a request names what is to be done, a key a line") {
  CHECK(to_text({.verb = "rollback", .who = "ann@laptop", .to = "1.0.0"}, plan_of_till()) ==
        "verb rollback\nname till\nroot /opt/till\nwho ann@laptop\nenvironment production\n"
        "to 1.0.0\nend\n");
  DeployPlan plan = plan_of_till();
  plan.artifact.uncompressed = {.size = 70};
  plan.needs = {"libc6 (>= 2.36)"};
  const std::string text = to_text({.verb = "deploy", .who = "ann@laptop"}, plan);
  CHECK(text.find("\nsize 7\nsha256 ab\nunpacked 70\n") != std::string::npos);
  CHECK(text.find("\nversion 1.2.3\nenvironment production\nformat archive\n") !=
        std::string::npos);
  CHECK(text.find("\nneeds libc6 (>= 2.36)\n") != std::string::npos);
  CHECK(text.find("\nassets share/till/static/manifest.json\n") != std::string::npos);
  CHECK(text.ends_with("\nkeep 5\nend\n"));
}

TEST_CASE("a request asks for the certificates that the agent can read a name of") {
  DeployPlan plan = plan_of_till();
  plan.certificates = {"/etc/a.pem", "/etc/a b.pem", "/etc/../b",    "/etc//b",  "/",
                       "/etc/a:b",   "etc/b",        "/etc/a\nverb", "/etc/./b", "/etc/b..key"};
  const std::string text = to_text({.verb = "check", .who = "ann"}, plan);
  CHECK_THAT(text, Catch::Matchers::Contains(
                       "\ncertificate /etc/a.pem\ncertificate /etc/b..key\nassets "));
}

TEST_CASE("a request tells what the package holds, where that can be put together") {
  DeployPlan plan = plan_of_till();
  plan.list_size = 11;
  CHECK_THAT(to_text({.verb = "deploy", .who = "ann"}, plan),
             Catch::Matchers::Contains("\ncontent ab\nlist 11\n"));
  plan.artifact.uncompressed = {.size = 70, .sha256 = "cd", .window_log = 20};
  CHECK_THAT(to_text({.verb = "deploy", .who = "ann"}, plan),
             Catch::Matchers::Contains("\nunpacked 70\ncontent cd\nlist 11\n"));
  plan.list_size = 0;
  CHECK_THAT(to_text({.verb = "deploy", .who = "ann"}, plan),
             !Catch::Matchers::Contains("content"));
}

TEST_CASE("nothing from a release adds a line to a request") {
  DeployPlan plan = plan_of_till();
  plan.version = "1\nverb rollback";
  CHECK_THROWS_WITH(to_text({.verb = "deploy", .who = "ann"}, plan),
                    "the version '1\\x0averb rollback' can't be deployed");
  plan = plan_of_till();
  plan.needs = {"a\nverb rollback"};
  CHECK_THROWS_WITH(to_text({.verb = "deploy", .who = "ann"}, plan),
                    "the needs 'a\\x0averb rollback' can't be deployed");
  plan = plan_of_till();
  plan.settings.required_secrets = {"etc/a b"};
  CHECK_THROWS_WITH(to_text({.verb = "deploy", .who = "ann"}, plan),
                    "the secret 'etc/a b' can't be deployed");
}

TEST_CASE("a request names the hook with its arguments, a line each") {
  DeployPlan plan = plan_of_till();
  plan.settings.install.pre_switch =
      Hook{.program = "bin/migrate", .arguments = {"--to", "the head"}, .timeout_seconds = 60};
  const auto has_hook =
      Catch::Matchers::Contains("\nhook bin/migrate\nargument --to\nargument the head\nlimit 60\n");
  CHECK_THAT(to_text({.verb = "deploy", .who = "ann"}, plan), has_hook);
  CHECK_THAT(to_text({.verb = "check", .who = "ann"}, plan), has_hook);
  CHECK_THAT(to_text({.verb = "rollback", .who = "ann"}, plan), !Catch::Matchers::Contains("hook"));
  plan.settings.install.pre_switch->arguments = {"a\nverb rollback"};
  CHECK_THROWS_WITH(to_text({.verb = "deploy", .who = "ann"}, plan),
                    "the argument 'a\\x0averb rollback' can't be deployed");
}

TEST_CASE("whoever deploys is one word") {
  CHECK(agent_word("Ann Lee@my laptop") == "Ann-Lee@my-laptop");
  CHECK(agent_word("") == "x");
  CHECK(agent_word("-o") == "x-o");
}

TEST_CASE("ssh is told the host after its options") {
  const Command command = ssh_command({.name = "web1", .user = "ann", .port = 2222}, "/etc/conf");
  const std::vector<std::string>& words = command.words;
  REQUIRE(words.size() > 8);
  CHECK(std::vector<std::string>(words.end() - 9, words.end() - 1) ==
        std::vector<std::string>{"-F", "/etc/conf", "-l", "ann", "-p", "2222", "--", "web1"});
  CHECK_THROWS_WITH(ssh_command({.name = "-oProxyCommand=x"}, {}),
                    "ssh knows no host '-oProxyCommand=x'");
}

}  // namespace shipit
