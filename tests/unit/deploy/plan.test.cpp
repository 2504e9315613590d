// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <catch2/catch.hpp>
#include <deploy/deploy.hpp>
#include <deploy/plan.hpp>
#include <scratch.hpp>

namespace shipit {
namespace {

Release release_of(std::vector<Artifact> artifacts) {
  Release release;
  release.name = "till";
  release.version.number = {1, 2, 3, {}};
  release.artifacts = std::move(artifacts);
  release.environments["production"].hosts = {{.name = "web1"}, {.name = "web2", .user = "ann"}};
  release.environments["production"].user = "deploy";
  release.environments["staging"] = {};
  release.services = {
      {.name = "till", .unit = "till.service", .port = 8020, .health_path = "/healthz"}};
  release.assets = {{.manifest = {.path = "share/till/static/manifest.json", .sha256 = {}},
                     .public_path = "/static/"}};
  return release;
}

const Artifact archive{
    .name = "till.tar.zst", .kind = "archive", .media_type = {}, .size = 7, .sha256 = {}};
const Artifact deb{.name = "till.deb", .kind = "deb", .media_type = {}, .size = 8, .sha256 = {}};

std::string refusal_of(const Release& release, const DeployWish& wish) {
  try {
    plan_deploy(release, wish);
  } catch (const Error& error) {
    return error.message();
  }
  return "no refusal";
}

}  // namespace

TEST_CASE("a plan takes hosts, user and health from the release") {
  const DeployPlan plan = plan_deploy(release_of({archive, deb}), {.environment = "production"});
  CHECK(plan.artifact.name == "till.tar.zst");
  CHECK(plan.health_urls == std::vector<std::string>{"http://127.0.0.1:8020/healthz"});
  CHECK(plan.units == std::vector<std::string>{"till.service"});
  CHECK(plan.assets == std::vector<std::string>{"share/till/static/manifest.json"});
  REQUIRE(plan.hosts.size() == 2);
  CHECK(to_text(plan.hosts[0]) == "deploy@web1");
  CHECK(to_text(plan.hosts[1]) == "ann@web2");
}

TEST_CASE("a plan has the certificates of its environment's sites, each once") {
  Release release = release_of({archive, deb});
  release.sites = {{"till", "production", {}, {"/etc/a.pem", "/etc/a.key"}},
                   {"till", "staging", {}, {"/etc/b.pem", "/etc/b.key"}},
                   {"drawer", "", {}, {"/etc/a.pem", "/etc/c.key"}}};
  const DeployPlan plan = plan_deploy(release, {.environment = "production"});
  CHECK(plan.certificates == std::vector<std::string>{"/etc/a.pem", "/etc/a.key", "/etc/c.key"});
  CHECK(to_text(plan).find("  needs   /etc/c.key, where nginx is\n") != std::string::npos);
}

TEST_CASE("an archive needs what apt brings along with a .deb") {
  Release release = release_of({archive, deb});
  release.depends = {"libc6 (>= 2.36)", "python3"};
  CHECK(plan_deploy(release, {.environment = "production"}).needs ==
        std::vector<std::string>{"libc6 (>= 2.36)", "python3"});
  CHECK(plan_deploy(release, {.environment = "production", .method = InstallMethod::deb})
            .needs.empty());
}

TEST_CASE("the command line wins over the release") {
  const DeployPlan plan = plan_deploy(release_of({archive, deb}), {.environment = "production",
                                                                   .method = InstallMethod::deb,
                                                                   .hosts = {{.name = "new"}},
                                                                   .user = "root",
                                                                   .drain_seconds = 11});
  CHECK(plan.artifact.name == "till.deb");
  REQUIRE(plan.hosts.size() == 1);
  CHECK(to_text(plan.hosts[0]) == "root@new");
  CHECK(plan.settings.rollout.drain_seconds == 11);
}

TEST_CASE("the only package of a release is taken") {
  CHECK(plan_deploy(release_of({deb}), {.environment = "production"}).artifact.name == "till.deb");
}

TEST_CASE("a plan refuses what the release has not") {
  CHECK(refusal_of(release_of({archive}), {.environment = "prod"}) ==
        "there is no environment 'prod'");
  CHECK_THROWS_WITH(require_hosts(plan_deploy(release_of({archive}), {.environment = "staging"})),
                    "no host is known for 'staging'");
  CHECK(refusal_of(release_of({archive}),
                   {.environment = "production", .method = InstallMethod::deb}) ==
        "the release of till has no package of the kind 'deb'");
}

TEST_CASE("each service with a port is asked") {
  Release two = release_of({archive});
  two.services.push_back({.name = "drawer", .unit = "drawer.service"});
  two.services.push_back(
      {.name = "shop", .unit = "shop.service", .port = 8021, .health_path = "/"});
  const DeployPlan plan = plan_deploy(two, {.environment = "production"});
  CHECK(plan.units.size() == 3);
  CHECK(plan.health_urls ==
        std::vector<std::string>{"http://127.0.0.1:8020/healthz", "http://127.0.0.1:8021/"});
}

TEST_CASE("a hook is told in the plan, and is for archives") {
  Release release = release_of({archive, deb});
  release.environments["production"].install.pre_switch =
      Hook{.program = "bin/migrate", .arguments = {"--to", "the head"}};
  DeployPlan plan = plan_deploy(release, {.environment = "production"});
  require_runnable_hook(plan);
  CHECK_THAT(to_text(plan), Catch::Matchers::Contains(
                                "  run     bin/migrate --to 'the head' on the first host, for "
                                "up to 300 seconds\n  restart till.service\n"));
  plan.settings.install.pre_switch->hosts = HookHosts::each;
  CHECK_THAT(to_text(plan), Catch::Matchers::Contains(" on each host, for"));
  plan = plan_deploy(release, {.environment = "production", .method = InstallMethod::deb});
  CHECK(refusal([&] { require_runnable_hook(plan); }) ==
        "the PRE_SWITCH of 'production', 'bin/migrate', can't be run from a .deb\n"
        "what is in one is there when apt-get has installed it, and that restarts the service\n"
        "deploy the archive (--format archive), or say --no-hooks and run it yourself");
  plan.settings.install.pre_switch.reset();
  require_runnable_hook(plan);
}

TEST_CASE("of several .debs none is deployed, but hosts may still be looked at") {
  Artifact other = deb;
  other.name = "till-tools.deb";
  DeployPlan plan = plan_deploy(release_of({deb, other}), {.environment = "production"});
  CHECK(refusal([&] { checked_package("/nowhere", "/nowhere/deploy.json", plan); }) ==
        "the release has 2 .debs, and deploy brings one\ntill.deb, till-tools.deb\n"
        "deploy the archive (--format archive), or have apt fetch them from a repository");
}

}  // namespace shipit
