// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <release/release.hpp>
#include <string>
#include <vector>

namespace shipit {

// All that a deploy does, settled before any host is asked.
struct DeployPlan {
  std::string name;
  std::string version;
  std::string environment;  // its name
  Artifact artifact;
  std::vector<std::string> packages;     // all of the artifact's kind, by name; one can be deployed
  std::vector<std::string> needs;        // Debian packages, where nobody else brings them
  std::vector<std::string> units;        // services, to be restarted
  std::vector<std::string> assets;       // their manifests, paths as in ReleasedFile
  std::vector<std::string> health_urls;  // what each host asks itself
  std::vector<std::string> certificates{};  // that nginx needs, where the host has one: paths there
  std::vector<Host> hosts;                  // in the order in which they are deployed to
  Environment settings;                     // secrets, install, health, rollout
  // What is sent before the package: of a signed release SHA256SUMS, its signature and deploy.json,
  // and what the package is made of; 0 for what isn't.
  std::uint64_t sums_size = 0;
  std::uint64_t signature_size = 0;
  std::uint64_t document_size = 0;
  std::uint64_t list_size = 0;
};

// What the command line says; it wins over the release.
struct DeployWish {
  std::string environment;
  std::optional<InstallMethod> method{};
  std::vector<Host> hosts{};
  std::string user{};
  std::optional<unsigned> drain_seconds{};
};

// An Error where the release has no such environment or package.
DeployPlan plan_deploy(const Release& release, const DeployWish& wish);

// An Error where there is nobody to ask.
void require_hosts(const DeployPlan& plan);

// An Error where the plan has a hook and no archive, out of which alone it can be run.
void require_runnable_hook(const DeployPlan& plan);

// For people: what would be done.
std::string to_text(const DeployPlan& plan);

}  // namespace shipit
