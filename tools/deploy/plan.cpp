// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <deploy/plan.hpp>
#include <release/service_json.hpp>

namespace shipit {
namespace {

Artifact artifact_of(const Release& release, InstallMethod method) {
  for (const Artifact& artifact : release.artifacts)
    if (artifact.kind == to_text(method)) return artifact;
  throw Error("the release of " + release.name + " has no package of the kind " +
              quote(to_text(method)))
      .help("name it in FORMATS of shipit_package(), or choose another by --format");
}

// What the environment says, unless there is only one of the two.
InstallMethod method_of(const Release& release, const Environment& settings,
                        const DeployWish& wish) {
  if (wish.method) return *wish.method;
  const auto has = [&](InstallMethod method) {
    return std::any_of(release.artifacts.begin(), release.artifacts.end(),
                       [&](const Artifact& one) { return one.kind == to_text(method); });
  };
  const InstallMethod said = settings.install.method;
  const InstallMethod other =
      said == InstallMethod::deb ? InstallMethod::archive : InstallMethod::deb;
  return has(said) || !has(other) ? said : other;
}

std::vector<std::string> health_urls_of(const Release& release) {
  std::vector<std::string> urls;
  for (const Service& service : release.services)
    if (service.port) urls.push_back(local_origin(*service.port) + service.health_path);
  return urls;
}

std::vector<std::string> certificates_of(const Release& release, const std::string& environment) {
  std::vector<std::string> files;
  for (const ReleasedSite& site : release.sites)
    if (site.environment.empty() || site.environment == environment)
      for (const std::string& file : site.certificates)
        if (std::ranges::find(files, file) == files.end()) files.push_back(file);
  return files;
}

}  // namespace

DeployPlan plan_deploy(const Release& release, const DeployWish& wish) {
  Environment settings = environment_named(release.environments, wish.environment);
  if (wish.drain_seconds) settings.rollout.drain_seconds = *wish.drain_seconds;
  settings.install.method = method_of(release, settings, wish);
  DeployPlan plan{.name = release.name,
                  .version = semver(release.version),
                  .environment = wish.environment,
                  .artifact = artifact_of(release, settings.install.method),
                  .packages = {},
                  .needs = {},
                  .units = {},
                  .assets = {},
                  .health_urls = health_urls_of(release),
                  .certificates = certificates_of(release, wish.environment),
                  .hosts = wish.hosts.empty() ? settings.hosts : wish.hosts,
                  .settings = settings};
  for (const Artifact& artifact : release.artifacts)
    if (artifact.kind == plan.artifact.kind) plan.packages.push_back(artifact.name);
  // Those of a .deb apt-get brings along.
  if (settings.install.method == InstallMethod::archive)
    plan.needs.assign(release.depends.begin(), release.depends.end());
  for (const Service& service : release.services) plan.units.push_back(service.unit);
  for (const AssetTree& tree : release.assets) plan.assets.push_back(tree.manifest.path);
  for (Host& host : plan.hosts) {
    if (!wish.user.empty()) host.user = wish.user;
    host = reached_as(std::move(host), settings);
  }
  return plan;
}

void require_hosts(const DeployPlan& plan) {
  if (plan.hosts.empty())
    throw Error("no host is known for " + quote(plan.environment))
        .help("name them by --host, or by HOSTS of shipit_add_environment()");
}

void require_runnable_hook(const DeployPlan& plan) {
  const std::optional<Hook>& hook = plan.settings.install.pre_switch;
  if (!hook || plan.settings.install.method == InstallMethod::archive) return;
  throw Error("the PRE_SWITCH of " + quote(plan.environment) + ", " + quote(hook->program) +
              ", can't be run from a .deb")
      .note("what is in one is there when apt-get has installed it, and that restarts the service")
      .help("deploy the archive (--format archive), or say --no-hooks and run it yourself");
}

std::string to_text(const DeployPlan& plan) {
  std::string text = plan.name + " " + plan.version + " to " + plan.environment + "\n";
  const auto add = [&](const std::string& line) { text += "  " + line + "\n"; };
  add("package " + plan.artifact.name + " (" + std::to_string(plan.artifact.size) + " bytes)");
  add("root    " + plan.settings.install.root);
  for (const std::string& secret : plan.settings.required_secrets) add("needs   " + secret);
  for (const std::string& relation : plan.needs) add("needs   " + relation);
  for (const std::string& file : plan.certificates) add("needs   " + file + ", where nginx is");
  if (plan.settings.install.pre_switch)
    add("run     " + to_text(*plan.settings.install.pre_switch));
  for (const std::string& unit : plan.units) add("restart " + unit);
  for (const std::string& url : plan.health_urls) add("ask     " + url);
  for (const Host& host : plan.hosts) add("host    " + to_text(host));
  return text;
}

}  // namespace shipit
