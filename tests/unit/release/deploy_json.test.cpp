// SPDX-License-Identifier: Apache-2.0
#include <release/deploy_json.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("deploy.json: names and times of a release") {
  Release release;
  release.name = "hello";
  release.version = parse_version("1.0.32-rc.1").value();
  release.version.epoch = 1700000000;
  release.system = "linux";
  release.architecture = "amd64";
  CHECK(archive_stem(release) == "hello-1.0.32-rc.1-linux-amd64");
  CHECK(deb_name("greeter", "all", release) == "greeter_1.0.32~rc.1_all.deb");
  for (const char* usual : {"Release", "None", "RELEASE"}) {
    release.build_type = usual;
    CHECK(archive_stem(release) == "hello-1.0.32-rc.1-linux-amd64");
  }
  release.build_type = "RelWithDebInfo";
  CHECK(archive_stem(release) == "hello-1.0.32-rc.1-linux-amd64-relwithdebinfo");
  release.build_type = "My/Debug";
  CHECK(deb_name("greeter", "amd64", release) == "greeter_1.0.32~rc.1_amd64-my-debug.deb");
  CHECK(deploy_json(release)["target"]["buildType"] == "My/Debug");

  release.environments["production"].required_secrets = {"etc/hello/secrets.ini"};
  release.services.push_back(
      {.name = "hello", .unit = "hello.service", .port = 8000, .health_path = "/healthz"});
  const Json json = deploy_json(release);
  CHECK(json["commitTime"] == "2023-11-14T22:13:20Z");
  CHECK(json["commit"].is_null());
  CHECK(json["services"][0]["health"]["url"] == "http://127.0.0.1:8000/healthz");
  CHECK(json["services"][0]["health"]["expectVersion"] == "1.0.32-rc.1");
  CHECK(json["environments"]["production"]["requiredSecrets"][0] == "etc/hello/secrets.ini");
}
