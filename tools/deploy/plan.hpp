// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// How long the next host waits for the one before, and for how long a service has to be well.
struct Rollout {
  unsigned drain_seconds = 0;
  unsigned timeout_seconds = 30;
  unsigned stable_seconds = 1;
  unsigned keep_releases = 5;
};

struct DeployedArtifact {
  std::string name;    // beside deploy.json
  std::string format;  // "archive" or "deb"
  std::uint64_t size = 0;
  std::string sha256;
};

// What the hosts are asked, to see that the service is well.
struct HealthQuestion {
  std::string url;
  unsigned status = 200;
};

// All that a deploy does, settled before any host is asked.
struct DeployPlan {
  std::string name;
  std::string version;
  std::string environment;
  DeployedArtifact artifact;
  std::vector<std::string> units;
  std::optional<HealthQuestion> health;
  std::vector<std::string> secrets;  // paths that must be there on the host
  std::vector<std::string> hosts;    // in the order in which they are deployed to
  std::string user;                  // empty: as ssh would have it
  Rollout rollout;
  // What is sent before the package: SHA256SUMS and its signature; 0 without one.
  std::uint64_t sums_size = 0;
  std::uint64_t signature_size = 0;
};

// What the command line says; it wins over deploy.json.
struct DeployWish {
  std::string environment;
  std::string format;  // empty: the archive when there is one
  std::vector<std::string> hosts;
  std::string user;
  Rollout rollout;
};

// Reads a deploy.json. An Error where it has no such environment, format or host.
DeployPlan plan_deploy(const Json& deploy_json, const DeployWish& wish, std::string_view origin);

// For people: what would be done.
std::string to_text(const DeployPlan& plan);

}  // namespace shipit
