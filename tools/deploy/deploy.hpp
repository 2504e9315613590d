// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/converse.hpp>
#include <deploy/delta.hpp>
#include <deploy/plan.hpp>
#include <deploy/request.hpp>
#include <deploy/ssh.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace shipit {

// Exit codes of the agent and of the verbs that ask it; docs/manual/deploy.md has the table.
namespace deploy_code {
constexpr int done = 0;
constexpr int bad_package = 65;
constexpr int unreachable = 69;
constexpr int rolled_back = 70;
constexpr int not_rolled_back = 71;
constexpr int nothing_before = 72;
constexpr int not_taken_in = 73;  // by the load balancer
constexpr int hook_failed = 74;
constexpr int locked = 75;
constexpr int unfit = 78;
}  // namespace deploy_code

// What became of one host.
struct HostReport {
  std::string host;  // its name
  int code = 0;      // one of deploy_code, or 64
  std::uint64_t sent = 0;
  std::uint64_t asked = 0;  // of that: agent, request, and what goes ahead of the package
  std::string error{};
  std::string help{};
  std::vector<std::string> log{};  // what a hook said; the last lines of a unit that failed
  std::map<std::string, std::string> fields{};  // of status; what ran before, what is tried, hook
  std::vector<std::vector<std::string>>
      list{};                     // of list: release, place, result, when, who, format, environment
  bool heard = false;             // something of the agent
  std::optional<int> ended{};     // what the agent said of its end
  bool lost = false;              // the connection, after something was heard
  std::optional<int> reverted{};  // how going back again ended
  std::string revert_error{};
};

// A line of the agent as it comes in: host, kind and text, safe to show. First of all comes the
// kind "connecting", which is no line of the agent's.
using Hearing = std::function<void(const std::string&, const std::string&, const std::string&)>;

struct Asking {
  DeployPlan plan;
  AgentRequest request;
  std::optional<Path> ssh_config{};  // in place of ~/.ssh/config
  Feeding uploads{};                 // sent after the request, in this order
  std::shared_ptr<Parcel> parcel{};  // sent when the agent asks for it
  Hearing heard{};
};

// Asks the agent on one host, and listens until it has ended.
HostReport ask_host(const Host& host, const Asking& asking);
// The same by its ssh_command(), for a host that is asked again.
HostReport ask_host(const Host& host, const Asking& asking, const Command& ssh);

// The package beside deploy.json in the folder `release`. An Error for several packages of one
// kind; one with exit code 65 when it, or deploy.json, is not as SHA256SUMS says.
Path checked_package(const Path& release, const Path& deploy_json, const DeployPlan& plan);

// Has SHA256SUMS, its signature and deploy.json sent when the release is signed.
void send_signature(const Path& release, const Path& deploy_json, Asking& asking);

// Has a package sent: to each host what it lacks.
void send_package(const Path& package, Asking& asking);

}  // namespace shipit
