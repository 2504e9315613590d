// SPDX-License-Identifier: Apache-2.0
#include <release/environment_json.hpp>
#include <release/hook_json.hpp>

namespace shipit {
namespace {

constexpr unsigned longest_wait = 24 * 60 * 60;

Json port_or_null(const std::optional<unsigned>& port) {
  return port ? Json(*port) : Json(nullptr);
}

Json to_json(const Host& host) {
  return Json{
      {"name", host.name}, {"user", text_or_null(host.user)}, {"port", port_or_null(host.port)}};
}

Json to_json(const Install& install) {
  return Json{{"method", to_text(install.method)},
              {"root", install.root},
              {"layout", {{"releases", "releases"}, {"current", "current"}, {"shared", "shared"}}},
              {"keepReleases", install.keep_releases},
              {"hooks", hooks_json(install.pre_switch)}};
}

Json to_json(const Health& health, const Environment& environment, const std::string& version) {
  Json json{{"stableSeconds", health.stable_seconds},
            {"timeoutSeconds", health.timeout_seconds},
            {"intervalSeconds", health.interval_seconds},
            {"retries", health.retries},
            {"onFailure", "rollback"}};
  if (!health.path.empty())
    json["public"] = Json{{"url", environment.url + health.path},
                          {"path", health.path},
                          {"expectStatus", health.expect_status},
                          {"expectVersion", version}};
  return json;
}

Json to_json(const Rollout& rollout) {
  return Json{{"order", "listed"},
              {"drainSeconds", rollout.drain_seconds},
              {"maxFailures", rollout.max_failures}};
}

std::string user_in(const DocumentPart& part) {
  std::string user = part.text_or("user", "");
  if (!user.empty() && !is_user_name(user)) part.at("user").fail("is no user");
  return user;
}

std::optional<unsigned> port_in(const DocumentPart& part) {
  if (!part.has("port")) return std::nullopt;
  return part.number("port", {1, 65535});
}

Host read_host(const DocumentPart& part) {
  Host host{.name = part.text("name"), .user = user_in(part), .port = port_in(part)};
  if (!is_host_name(host.name)) part.at("name").fail("is no host");
  return host;
}

Install read_install(const DocumentPart& part) {
  const auto method = parse_install_method(part.text("method"));
  if (!method) part.at("method").fail("is neither 'archive' nor 'deb'");
  Install install{.method = *method,
                  .root = part.text("root"),
                  .keep_releases = part.number("keepReleases", {1, 1000}),
                  .pre_switch = read_hooks(part)};
  if (!is_install_root(install.root)) part.at("root").fail("is no place for releases");
  return install;
}

Health read_health(const DocumentPart& part) {
  Health health{.stable_seconds = part.number("stableSeconds", {0, longest_wait}),
                .timeout_seconds = part.number("timeoutSeconds", {1, longest_wait}),
                .interval_seconds = part.number("intervalSeconds", {0, longest_wait}),
                .retries = part.number("retries", {1, 1'000'000})};
  if (!part.has("public")) return health;
  const DocumentPart open = part.at("public");
  health.expect_status = open.number("expectStatus", {100, 599});
  health.path = open.text("path");
  if (!health.path.starts_with('/')) open.at("path").fail("does not begin with '/'");
  return health;
}

Rollout read_rollout(const DocumentPart& part) {
  return {.drain_seconds = part.number("drainSeconds", {0, longest_wait}),
          .max_failures = part.number("maxFailures", {0, 1'000'000})};
}

}  // namespace

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json to_json(const ReleasedFile& file) {
  return Json{{"path", file.path}, {"size", file.size}, {"digest", {{"sha256", file.sha256}}}};
}

ReleasedFile read_released_file(const DocumentPart& part) {
  return {.path = part.tree_path("path"),
          .size = part.size("size"),
          .sha256 = part.at("digest").sha256("sha256")};
}

Json to_json(const Environment& environment, const std::string& version) {
  Json configs = Json::array();
  for (const ReleasedFile& config : environment.configs) configs.push_back(to_json(config));
  Json hosts = Json::array();
  for (const Host& host : environment.hosts) hosts.push_back(to_json(host));
  return Json{{"configs", configs},
              {"requiredSecrets", environment.required_secrets},
              {"hosts", hosts},
              {"user", text_or_null(environment.user)},
              {"port", port_or_null(environment.port)},
              {"url", text_or_null(environment.url)},
              {"install", to_json(environment.install)},
              {"health", to_json(environment.health, environment, version)},
              {"rollout", to_json(environment.rollout)}};
}

Environment read_environment(const DocumentPart& part) {
  Environment environment;
  for (const DocumentPart& config : part.items("configs"))
    environment.configs.push_back(read_released_file(config));
  for (const DocumentPart& secret : part.items("requiredSecrets")) {
    environment.required_secrets.push_back(secret.text());
    if (!is_secret_path(environment.required_secrets.back())) secret.fail("is no secret below etc");
  }
  for (const DocumentPart& host : part.items("hosts")) environment.hosts.push_back(read_host(host));
  environment.user = user_in(part);
  environment.port = port_in(part);
  environment.url = part.text_or("url", "");
  if (!environment.url.empty() && !is_url(environment.url)) part.at("url").fail("is no URL");
  environment.install = read_install(part.at("install"));
  environment.health = read_health(part.at("health"));
  environment.rollout = read_rollout(part.at("rollout"));
  return environment;
}

}  // namespace shipit
