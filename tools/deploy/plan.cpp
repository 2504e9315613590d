// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <deploy/plan.hpp>

namespace shipit {
namespace {

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

// The environment's part of deploy.json. A release that knows no environment fits any.
Json environment_in(const Json& json, const std::string& name, std::string_view origin) {
  const Json all = member_or(json, "environments", Json::object(), origin);
  if (!all.is_object()) fail_member("environments", origin, "has another type than it should");
  if (all.contains(name)) return all.at(name);
  if (all.empty()) return Json::object();
  const std::vector<std::string> known = keys_of(all);
  const std::optional<std::string> meant = nearest(name, known);
  throw Error("the release knows no environment " + quote(name) +
              (meant ? ", did you mean " + quote(*meant) + "?" : ""))
      .note("so says " + quote(origin))
      .help("it knows " + join(known, ", "));
}

DeployedArtifact artifact_in(const Json& json, const std::string& format, std::string_view origin) {
  std::optional<DeployedArtifact> chosen;
  for (const Json& one : member<Json>(json, "artifacts", origin)) {
    const auto kind = member<std::string>(one, "kind", origin);
    const bool fits = format.empty() ? kind == "archive" || kind == "deb" : kind == format;
    if (!fits || (chosen && (chosen->format == "archive" || kind != "archive"))) continue;
    chosen = {.name = member<std::string>(one, "name", origin),
              .format = kind,
              .size = member<std::uint64_t>(one, "size", origin),
              .sha256 = member<std::string>(member<Json>(one, "digest", origin), "sha256", origin)};
  }
  if (!chosen)
    throw Error("the release has no " + (format.empty() ? "archive and no .deb" : quote(format)))
        .note("so says " + quote(origin))
        .help("name it in FORMATS of shipit_package(), or choose another by --format");
  if (chosen->name.find('/') != std::string::npos || chosen->name.starts_with('.'))
    throw Error(quote(origin) + " names the artifact " + quote(chosen->name) +
                ", which is no file beside it");
  return *chosen;
}

void add_services(const Json& json, std::string_view origin, DeployPlan& plan) {
  for (const Json& service : member_or(json, "services", Json::array(), origin)) {
    plan.units.push_back(member<std::string>(service, "unit", origin));
    const Json health = member_or(service, "health", Json::object(), origin);
    if (!health.contains("url")) continue;
    if (plan.health)
      throw Error("the release has several services with a health URL, and deploy asks one")
          .help("give only the service in front a PORT");
    plan.health = HealthQuestion{.url = member<std::string>(health, "url", origin),
                                 .status = member_or(health, "expectStatus", 200U, origin)};
  }
}

}  // namespace

DeployPlan plan_deploy(const Json& json, const DeployWish& wish, std::string_view origin) {
  if (member<unsigned>(json, "schemaVersion", origin) != 1)
    throw Error(quote(origin) + " is of another schema than this ShipIt reads")
        .help("use the shipit that made the release, or a newer one");
  const Json environment = environment_in(json, wish.environment, origin);
  DeployPlan plan{
      .name = member<std::string>(json, "name", origin),
      .version = member<std::string>(json, "version", origin),
      .environment = wish.environment,
      .artifact = artifact_in(json, wish.format, origin),
      .units = {},
      .health = {},
      .secrets = member_or(environment, "requiredSecrets", std::vector<std::string>{}, origin),
      .hosts = wish.hosts,
      .user = wish.user,
      .rollout = wish.rollout};
  add_services(json, origin, plan);
  if (plan.hosts.empty())
    plan.hosts = member_or(environment, "hosts", std::vector<std::string>{}, origin);
  if (plan.user.empty()) plan.user = member_or(environment, "user", std::string(), origin);
  if (plan.hosts.empty())
    throw Error("no host is known for " + quote(wish.environment)).help("name them by --host");
  return plan;
}

std::string to_text(const DeployPlan& plan) {
  std::string text = plan.name + " " + plan.version + " to " + plan.environment + "\n";
  text +=
      "  package " + plan.artifact.name + " (" + std::to_string(plan.artifact.size) + " bytes)\n";
  for (const std::string& unit : plan.units) text += "  restart " + unit + "\n";
  if (plan.health) text += "  ask     " + plan.health->url + "\n";
  for (const std::string& secret : plan.secrets) text += "  needs   " + secret + "\n";
  for (const std::string& host : plan.hosts)
    text += "  host    " + (plan.user.empty() ? "" : plan.user + "@") + host + "\n";
  return text;
}

}  // namespace shipit
