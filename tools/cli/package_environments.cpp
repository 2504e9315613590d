// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/package_environments.hpp>

namespace shipit {
namespace {

InstallMethod method_of(const std::string& word, const PackagePlan& plan) {
  if (word.empty()) return makes(plan, "TAR_ZST") ? InstallMethod::archive : InstallMethod::deb;
  return word == "DEB" ? InstallMethod::deb : InstallMethod::archive;
}

void check_format(const std::string& name, InstallMethod method, const PackagePlan& plan) {
  const char* format = method == InstallMethod::deb ? "DEB" : "TAR_ZST";
  if (!makes(plan, format))
    throw Error("the environment " + quote(name) + " gets a package that is not made")
        .help(std::string("add ") + format +
              " to the FORMATS of shipit_package(), or give shipit_add_environment() another "
              "METHOD");
}

// Of the environment's hosts, with what they do not say themselves.
std::vector<Host> hosts_in(const Json& record, const Environment& environment,
                           const std::string& name, const std::string& origin) {
  std::vector<Host> hosts;
  for (const std::string& text : member<std::vector<std::string>>(record, "hosts", origin)) {
    Host host = parse_host(text, "shipit_add_environment(" + name + ")");
    if (host.user.empty()) host.user = environment.user;
    if (!host.port) host.port = environment.port;
    hosts.push_back(std::move(host));
  }
  return hosts;
}

std::optional<Hook> hook_in(const Json& record, const std::string& origin) {
  if (!record.contains("PRE_SWITCH")) return std::nullopt;
  auto words = member<std::vector<std::string>>(record, "PRE_SWITCH", origin);
  Hook hook{.program = words.front()};
  hook.arguments.assign(words.begin() + 1, words.end());
  hook.timeout_seconds =
      member_or<unsigned>(record, "PRE_SWITCH_TIMEOUT", hook.timeout_seconds, origin);
  if (member<std::string>(record, "PRE_SWITCH_ON", origin) == "EACH") hook.hosts = HookHosts::each;
  return hook;
}

Environment read_place(const Json& record, const std::string& origin, const PackagePlan& plan) {
  const auto text = [&](const char* key) { return member<std::string>(record, key, origin); };
  const auto number = [&](const char* key, unsigned& value) {
    value = member_or<unsigned>(record, key, value, origin);
  };
  Environment place;
  place.user = text("USER");
  if (record.contains("PORT")) place.port = member<unsigned>(record, "PORT", origin);
  place.hosts = hosts_in(record, place, text("name"), origin);
  place.url = text("URL");
  while (place.url.ends_with('/')) place.url.pop_back();
  place.install.method = method_of(text("METHOD"), plan);
  place.install.root = text("ROOT");
  number("KEEP_RELEASES", place.install.keep_releases);
  place.install.pre_switch = hook_in(record, origin);
  place.health.path = text("HEALTH_PATH");
  number("EXPECT_STATUS", place.health.expect_status);
  number("STABLE_SECONDS", place.health.stable_seconds);
  number("HEALTH_TIMEOUT", place.health.timeout_seconds);
  number("HEALTH_INTERVAL", place.health.interval_seconds);
  number("HEALTH_RETRIES", place.health.retries);
  number("DRAIN_SECONDS", place.rollout.drain_seconds);
  number("MAX_FAILURES", place.rollout.max_failures);
  return place;
}

[[noreturn]] void fail_undeclared(const std::string& name,
                                  const std::map<std::string, Environment>& places) {
  std::vector<std::string> names;
  for (const auto& [other, place] : places) names.push_back(other);
  const std::optional<std::string> meant = nearest(name, names);
  throw Error("configs are for the environment " + quote(name) +
              ", which shipit_add_environment() does not declare")
      .help(meant ? "did you mean " + quote(*meant) + "?"
                  : "declare it; there are " + join(names, ", "));
}

}  // namespace

void read_environments(const Json& records, const std::string& origin, PackagePlan& plan) {
  for (const Json& record : records) {
    const std::string name = member<std::string>(record, "name", origin);
    const Environment& place = plan.places[name] = read_place(record, origin, plan);
    check_format(name, place.install.method, plan);
  }
  if (plan.places.empty()) return;
  for (const auto& [name, configs] : plan.environments)
    if (!plan.places.contains(name)) fail_undeclared(name, plan.places);
  for (const auto& [name, place] : plan.places) plan.environments.try_emplace(name);
}

Environment place_of(const PackagePlan& plan, const std::string& name) {
  if (const auto found = plan.places.find(name); found != plan.places.end()) return found->second;
  Environment place;
  place.install.method = method_of("", plan);
  place.install.root = "/opt/" + plan.name;
  return place;
}

}  // namespace shipit
