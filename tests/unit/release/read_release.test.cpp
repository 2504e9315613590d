// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <release/deploy_json.hpp>
#include <release/read_release.hpp>
#include <release/utc_time.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

ReleasedFile file_of(const std::string& path) {
  return {.path = path, .size = 12, .sha256 = std::string(64, 'a')};
}

Release full_release() {
  Release release;
  release.name = "hello";
  release.summary = "Says hello";
  release.version = parse_version("1.0.32-rc.1").value();
  release.version.source = VersionSource::git;
  release.version.tag = "v1.0.32-rc.1";
  release.version.commit = std::string(40, 'b');
  release.version.epoch = 1700000000;
  release.system = "linux";
  release.architecture = "amd64";
  release.build_type = "Release";
  release.artifacts = {{.name = "hello-1.0.32-rc.1-linux-amd64.tar.zst",
                        .kind = "archive",
                        .media_type = "application/zstd",
                        .size = 100,
                        .sha256 = std::string(64, 'c'),
                        .uncompressed = Uncompressed{300, std::string(64, 'd'), 27}},
                       {.name = "greeter_1.0.32~rc.1_amd64.deb",
                        .kind = "deb",
                        .media_type = "application/vnd.debian.binary-package",
                        .size = 100,
                        .sha256 = std::string(64, 'e')}};
  release.triplet = "x86_64-linux-gnu";
  release.distribution = "debian";
  release.codename = "bookworm";
  release.previous_tag = "v1.0.31";
  release.build_time = 1700000001;
  release.depends = {"libc6 (>= 2.34)", "libstdc++6 (>= 12)"};
  Service service{
      .name = "hello", .unit = "hello.service", .port = 8000, .health_path = "/healthz"};
  service.units = {{"hello.service", file_of("lib/systemd/system/hello.service")},
                   {"hello.socket", file_of("lib/systemd/system/hello.socket")}};
  service.user = "greeter";
  service.sysusers = file_of("lib/sysusers.d/hello.conf");
  service.stop_timeout = 30;
  release.services = {service};
  release.assets = {{file_of("share/hello/manifest.json"), "/static/", {"br", "gz"}}};
  release.privileged = {{.path = "bin/hello", .mode = 04755}};
  Environment& production = release.environments["production"];
  production.configs = {file_of("etc/hello/production.ini")};
  production.required_secrets = {"etc/hello/secrets.ini"};
  production.hosts = {{.name = "web1", .user = "deploy", .port = 22}, {.name = "::1"}};
  production.user = "deploy";
  production.url = "https://hello.example.org";
  production.install = {.method = InstallMethod::deb, .root = "/srv/hello", .keep_releases = 3};
  production.health = {.stable_seconds = 1,
                       .timeout_seconds = 2,
                       .interval_seconds = 3,
                       .retries = 4,
                       .expect_status = 204,
                       .path = "/healthz"};
  production.install.pre_switch =
      Hook{.program = "bin/migrate", .arguments = {"--to", "the head"}, .timeout_seconds = 60};
  production.rollout = {.drain_seconds = 11, .max_failures = 1};
  release.bundled = {{file_of("lib/hello/liba.so.1.2"), "liba.so.1"}};
  release.built_with = {{"libc6", "2.36-9+deb12u13"}};
  release.npm = {{"@fontsource/inter", "5.3.0"}, {"own", ""}};
  release.cpu_level = "x86-64-v3";
  release.sites = {{"shop",
                    "production",
                    file_of("etc/nginx/sites-available/shop.production"),
                    {"/etc/shop.pem", "/etc/shop.key"}},
                   {"till", "", file_of("etc/nginx/sites-available/till")}};
  release.environments["staging"].install.root = "/opt/hello";
  release.environments["staging"].install.pre_switch =
      Hook{.program = "bin/warm", .hosts = HookHosts::each};
  return release;
}

// What reading says when the member at `place` of a good document is `value`.
std::string refused(const char* place, const Json& value) {
  Json json = deploy_json(full_release());
  json[Json::json_pointer(place)] = value;
  return refusal([&] { read_release(json.dump(), "deploy.json"); });
}

}  // namespace

TEST_CASE("read_release: what is written is read again") {
  const Release release = full_release();
  const Json json = deploy_json(release);
  const Release again = read_release(to_text(json), "deploy.json");
  CHECK(deploy_json(again) == json);
  CHECK(again.environments == release.environments);
  CHECK(again.services == release.services);
  CHECK(again.assets == release.assets);
  CHECK(again.privileged == release.privileged);
  CHECK(again.bundled == release.bundled);
  CHECK(again.built_with == release.built_with);
  CHECK(again.npm == release.npm);
  CHECK(again.sites == release.sites);
  CHECK(json["assets"][0]["root"] == "share/hello");
  CHECK(json["dependencies"]["node"][1] == Json{{"name", "own"}});
  CHECK(json["supplyChain"]["signature"]["file"] == "SHA256SUMS.sig");
  CHECK(semver(again.version) == "1.0.32-rc.1");
  CHECK(again.version.epoch == 1700000000);
  CHECK(again.artifacts[0].uncompressed == release.artifacts[0].uncompressed);
  CHECK(again.depends == release.depends);
  CHECK(again.previous_tag == "v1.0.31");
  CHECK(json["target"]["minGlibc"] == "2.34");
  CHECK(json["purl"] == "pkg:generic/hello@1.0.32-rc.1");
  CHECK(json["artifacts"][1]["purl"] == "pkg:deb/greeter@1.0.32~rc.1?arch=amd64");
  CHECK(json["buildTime"] == "2023-11-14T22:13:21Z");
  CHECK(json["services"][0]["socketActivated"] == true);
  CHECK(json["environments"]["production"]["health"]["public"]["url"] ==
        "https://hello.example.org/healthz");
}

TEST_CASE("read_release: unknown members are passed over, another major is not") {
  Json json = deploy_json(full_release());
  json["future"] = {{"a", 1}};
  json["environments"]["production"]["future"] = Json::array();
  CHECK(read_release(json.dump(), "deploy.json").environments.size() == 2);
  CHECK(refused("/schemaVersion", 2) ==
        "'deploy.json' has schemaVersion 2, and this ShipIt reads 1\n"
        "use the ShipIt that made the release, or a newer one");
  CHECK(refused("/schemaVersion", "1") ==
        "'schemaVersion' is not a whole number from 0 in 'deploy.json'\n");
}

TEST_CASE("read_release: hostile values are refused by name") {
  CHECK(refused("/name", "../x") == "'name' is no plain name in 'deploy.json'\n");
  CHECK(refused("/name", "-rf") == "'name' is no plain name in 'deploy.json'\n");
  CHECK(refused("/version", "new") == "'version' is no version in 'deploy.json'\n");
  CHECK(refused("/artifacts/0/name", "../../etc/passwd") ==
        "'artifacts[0].name' is no path of the release in 'deploy.json'\n");
  CHECK(refused("/artifacts/0/name", "a/b") ==
        "'artifacts[0].name' is no file name in 'deploy.json'\n");
  CHECK(refused("/artifacts/0/size", -1) ==
        "'artifacts[0].size' is not a whole number from 0 in 'deploy.json'\n");
  CHECK(refused("/artifacts/0/digest/sha256", "abc") ==
        "'artifacts[0].digest.sha256' is no SHA-256 in 'deploy.json'\n");
  CHECK(refused("/environments/production/hosts/0/name", "-oProxyCommand=x") ==
        "'environments.production.hosts[0].name' is no host in 'deploy.json'\n");
  CHECK(refused("/environments/production/hosts/0/name", "a\nb") ==
        "'environments.production.hosts[0].name' holds a control character in 'deploy.json'\n");
  CHECK(refused("/environments/production/hosts/1/port", 70000) ==
        "'environments.production.hosts[1].port' is not from 1 to 65535 in 'deploy.json'\n");
  CHECK(refused("/environments/production/user", "a b") ==
        "'environments.production.user' is no user in 'deploy.json'\n");
  CHECK(refused("/environments/production/url", "file:///etc") ==
        "'environments.production.url' is no URL in 'deploy.json'\n");
  for (const char* root : {"opt/x", "/", "/opt/../etc", "/opt/x/", "/opt/$x", "/opt//x"})
    CHECK(refused("/environments/production/install/root", root) ==
          "'environments.production.install.root' is no place for releases in 'deploy.json'\n");
  CHECK(refused("/environments/production/install/method", "rpm") ==
        "'environments.production.install.method' is neither 'archive' nor 'deb' in "
        "'deploy.json'\n");
  for (const char* secret : {"/etc/shadow", "lib/x.service", "etc/../lib/x", "etc//x", "etc/a(b"})
    CHECK(refused("/environments/production/requiredSecrets/0", secret) ==
          "'environments.production.requiredSecrets[0]' is no secret below etc in "
          "'deploy.json'\n");
  CHECK(refused("/environments/production/health/retries", 0) ==
        "'environments.production.health.retries' is not from 1 to 1000000 in 'deploy.json'\n");
  CHECK(refused("/services/0/unit", "--force.service") ==
        "'services[0].unit' is no unit of a service or socket in 'deploy.json'\n");
  CHECK(refused("/services/0/health/url", "http://169.254.169.254/") ==
        "'services[0].health.url' is not http://127.0.0.1:8000/… in 'deploy.json'\n");
  CHECK(refused("/sites/0/certificates/1", "etc/x") ==
        "'sites[0].certificates[1]' is no absolute path in 'deploy.json'\n");
  CHECK(refused("/sites/0/certificates", "/etc/x") ==
        "'sites[0].certificates' is no array in 'deploy.json'\n");
  CHECK(refused("/privileged/0/mode", "9999") ==
        "'privileged[0].mode' is no mode of four octal digits in 'deploy.json'\n");
  CHECK(refused("/commitTime", "2024-02-31T00:00:00Z") ==
        "'commitTime' is no time in UTC in 'deploy.json'\n");
  CHECK(refused("/environments/A b", Json::object()) ==
        "'environments.A b' is no name of an environment in 'deploy.json'\n");
  CHECK(refused("/services", Json::object()) == "'services' is no array in 'deploy.json'\n");
}

TEST_CASE("read_release: a hook is a program of the release with plain arguments") {
  const Json json = deploy_json(full_release());
  const char* const hook = "/environments/production/install/hooks/0";
  CHECK(json[Json::json_pointer(hook)] == Json{{"when", "pre-switch"},
                                               {"program", "bin/migrate"},
                                               {"arguments", {"--to", "the head"}},
                                               {"timeoutSeconds", 60},
                                               {"hosts", "first"}});
  const auto refused_hook = [&](const std::string& key, const Json& value) {
    return refused((hook + ("/" + key)).c_str(), value);
  };
  const std::string place = "'environments.production.install.hooks[0].";
  for (const char* program : {"/bin/sh", "bin/../../sh", "", "bin/a b", "-x", "bin//x", "bin/$x"})
    CHECK(refused_hook("program", program) ==
          place + "program' is no program of the release in 'deploy.json'\n");
  for (const char* argument : {"", "$HOME", "a;b", "\"", "%h", "a\\"})
    CHECK(refused_hook("arguments/1", argument) ==
          place + "arguments[1]' is no plain argument of a program in 'deploy.json'\n");
  CHECK(refused_hook("when", "post-switch") ==
        place + "when' is none that this ShipIt knows: it may run 'pre-switch' in 'deploy.json'\n");
  CHECK(refused_hook("hosts", "all") ==
        place + "hosts' is neither 'first' nor 'each' in 'deploy.json'\n");
  CHECK(refused_hook("timeoutSeconds", 0) ==
        place + "timeoutSeconds' is not from 1 to 86400 in 'deploy.json'\n");
  Json two = json;
  Json& hooks = two["environments"]["production"]["install"]["hooks"];
  hooks.push_back(hooks[0]);
  CHECK(refusal([&] { read_release(two.dump(), "deploy.json"); }) ==
        "'environments.production.install.hooks[1]' is a second one, and this ShipIt runs one in "
        "'deploy.json'\n");
  hooks = nullptr;  // as before there were any
  CHECK_FALSE(
      read_release(two.dump(), "deploy.json").environments["production"].install.pre_switch);
}

TEST_CASE("read_release: what is missing, and what is no document") {
  Json json = deploy_json(full_release());
  json["environments"]["staging"].erase("install");
  CHECK(refusal([&] { read_release(json.dump(), "deploy.json"); }) ==
        "'environments.staging.install' is missing in 'deploy.json'\n");
  CHECK(refusal([] { read_release("[]", "deploy.json"); }) ==
        "the document is no object in 'deploy.json'\n");
  CHECK(refusal([] { read_release("{\n", "deploy.json"); }).find("this is not JSON") !=
        std::string::npos);
}

TEST_CASE("environments: an unknown name is told what there is") {
  const Release release = full_release();
  CHECK(environment_named(release.environments, "staging").install.root == "/opt/hello");
  CHECK(refusal([&] { environment_named(release.environments, "prodction"); }) ==
        "there is no environment 'prodction'\ndid you mean 'production'?");
  CHECK(refusal([&] { environment_named(release.environments, "qa"); }) ==
        "there is no environment 'qa'\nthere are production, staging");
  CHECK(refusal([&] { environment_named({}, "qa"); }) ==
        "there is no environment 'qa'\ndeclare it by shipit_add_environment()");
}

TEST_CASE("times: RFC 3339 in UTC, there and back") {
  CHECK(parse_utc_time("2023-11-14T22:13:20Z") == 1700000000);
  for (const char* text : {"2023-11-14", "2023-11-14T22:13:20", "2023-11-14T22:13:20Zx",
                           "2023-11-31T22:13:20Z", "2023-11-14T2:13:20Z", ""})
    CHECK_FALSE(parse_utc_time(text));
}
