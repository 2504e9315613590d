// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <deploy/agent.hpp>
#include <deploy/ssh.hpp>

namespace shipit {
namespace {

// The login shell may be any; this is for sh. 'read' of sh and 'head -c' take no byte too many of
// what follows, and the package stays on the standard input.
constexpr const char* start_agent =
    "exec sh -c 'read -r word number length && agent=$(head -c \"$length\") && "
    "if [ \"$(id -u)\" = 0 ]; then exec sh -c \"$agent\" shipit-agent sent; "
    "else exec sudo -n sh -c \"$agent\" shipit-agent sent; fi'";

void check(const std::string& what, const std::string& name) {
  const auto fits = [](char c) {
    return is_alnum(c) || std::string_view("._-:[]%").find(c) != std::string_view::npos;
  };
  if (!name.empty() && name.front() != '-' && std::all_of(name.begin(), name.end(), fits)) return;
  throw Error("there can be no " + what + " " + quote(name))
      .help("give a name or address of ssh, like web1.example.org");
}

}  // namespace

Command ssh_command(const std::string& host, const SshSettings& settings) {
  check("host", host);
  Command command{
      .words = {"ssh", "-T", "-o", "ClearAllForwardings=yes", "-o", "ServerAliveInterval=15"}};
  if (settings.config) {
    command.words.emplace_back("-F");
    command.words.push_back(settings.config->native());
  }
  if (!settings.user.empty()) {
    check("user", settings.user);
    command.words.emplace_back("-l");
    command.words.push_back(settings.user);
  }
  command.words.insert(command.words.end(), {"--", host, start_agent});
  return command;
}

std::string agent_greeting() {
  const std::string_view script = agent_script();
  return "shipit-agent 1 " + std::to_string(script.size()) + "\n" + std::string(script);
}

}  // namespace shipit
