// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <deploy/inventory.hpp>

namespace shipit {
namespace {

Json host_variables(const Host& host, const Environment& environment) {
  Json variables = Json::object();
  const std::string& user = host.user.empty() ? environment.user : host.user;
  const std::optional<unsigned> port = host.port ? host.port : environment.port;
  if (!user.empty()) variables["ansible_user"] = user;
  if (port) variables["ansible_port"] = *port;
  return variables;
}

}  // namespace

Json ansible_inventory(const Release& release,
                       const std::map<std::string, std::vector<Host>>& hosts) {
  Json inventory = Json::object();
  for (const auto& [name, environment] : release.environments) {
    const auto given = hosts.find(name);
    Json group = Json::object();
    for (const Host& host : given == hosts.end() ? environment.hosts : given->second)
      group[host.name] = host_variables(host, environment);
    inventory[replace_all(name, "-", "_")] = {{"hosts", group},
                                              {"vars", {{"shipit_release_environment", name}}}};
  }
  return inventory;
}

}  // namespace shipit
