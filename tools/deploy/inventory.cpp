// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <deploy/inventory.hpp>

namespace shipit {
namespace {

Json variables_of(const Host& host) {
  Json variables = Json::object();
  if (!host.user.empty()) variables["ansible_user"] = host.user;
  if (host.port) variables["ansible_port"] = *host.port;
  return variables;
}

}  // namespace

Json ansible_inventory(const Release& release, const std::optional<HostsFile>& file) {
  Json inventory = Json::object();
  for (const auto& [name, environment] : release.environments) {
    std::vector<Host> hosts = environment.hosts;
    if (file) hosts = file->contains(name) ? file->at(name) : std::vector<Host>{};
    Json group = Json::object();
    for (const Host& host : hosts) group[host.name] = variables_of(reached_as(host, environment));
    inventory[replace_all(name, "-", "_")] = {{"hosts", group},
                                              {"vars", {{"shipit_release_environment", name}}}};
  }
  return inventory;
}

}  // namespace shipit
