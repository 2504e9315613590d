// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/gzip.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <deploy/agent.hpp>
#include <deploy/ssh.hpp>

namespace shipit {
namespace {

// The login shell may be any; this is for sh. 'read' of sh and 'head -c' take no byte too many of
// what follows, and the package stays on the standard input. Whoever reads it is root already, so
// that the agent is in no command line and in no log of sudo's.
constexpr const char* start_agent =
    "exec sh -c 'start=\"read -r word number length && "
    "agent=\\$(head -c \\\"\\$length\\\" | gzip -dc) && "
    "set -- sent && eval \\\"\\$agent\\\"\"; "
    "if [ \"$(id -u)\" = 0 ]; then eval \"$start\"; else exec sudo -n sh -c \"$start\"; fi'";

// Long enough for a bad line; without it ssh waits as long as the kernel does.
constexpr const char* patience = "ConnectTimeout=10";

void add_target(Command& command, const Host& host, const std::optional<Path>& config) {
  const auto add = [&](const char* option, const std::string& value) {
    command.words.insert(command.words.end(), {option, value});
  };
  if (config) add("-F", config->native());
  if (!host.user.empty()) add("-l", host.user);
  if (host.port) add("-p", std::to_string(*host.port));
  add("--", host.name);
}

// An option on the command line would win over the user's configuration.
bool waits_for_ever(const Host& host, const std::optional<Path>& config) {
  Command ask{.words = {"ssh", "-G"}};
  add_target(ask, host, config);
  const std::optional<Outcome> settings = try_run(ask);
  return settings && settings->out.find("\nconnecttimeout none\n") != std::string::npos;
}

}  // namespace

Command ssh_command(const Host& host, const std::optional<Path>& config) {
  if (!is_host_name(host.name) || (!host.user.empty() && !is_user_name(host.user)))
    throw Error("ssh knows no host " + quote(to_text(host)))
        .help("give a name or an address, like deploy@web1.example.org:2222");
  Command command{
      .words = {"ssh", "-T", "-o", "ClearAllForwardings=yes", "-o", "ServerAliveInterval=15"}};
  if (waits_for_ever(host, config))
    for (const char* const word : {"-o", patience}) command.words.emplace_back(word);
  add_target(command, host, config);
  command.words.emplace_back(start_agent);
  return command;
}

std::string agent_greeting() {
  constexpr int level = 12;
  const std::string script = Gzip(level).compress(agent_script());
  return "shipit-agent 1 " + std::to_string(script.size()) + "\n" + script;
}

}  // namespace shipit
