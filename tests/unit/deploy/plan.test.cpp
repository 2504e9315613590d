// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <catch2/catch.hpp>
#include <deploy/plan.hpp>

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
  CHECK(plan.health_url == "http://127.0.0.1:8020/healthz");
  CHECK(plan.units == std::vector<std::string>{"till.service"});
  REQUIRE(plan.hosts.size() == 2);
  CHECK(to_text(plan.hosts[0]) == "deploy@web1");
  CHECK(to_text(plan.hosts[1]) == "ann@web2");
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
  Release two = release_of({archive});
  two.services.push_back(two.services[0]);
  CHECK(refusal_of(two, {.environment = "production"}) ==
        "the release has several services with a PORT, and deploy asks one of them");
}

}  // namespace shipit
