// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <deploy/ssh_trouble.hpp>

namespace shipit {
namespace {

// HOST stands for its name, and LOGIN for what ssh is called with.
struct Kind {
  std::string_view said;  // a part of it
  const char* error;
  const char* help;
};

// The first that fits: a changed key ends in a failed verification, too.
constexpr std::array ssh_kinds{
    Kind{"REMOTE HOST IDENTIFICATION HAS CHANGED", "the host has another key than ssh knows of it",
         "somebody may be in between; if it was set up anew: ssh-keygen -R HOST, then ssh LOGIN "
         "once by hand, and compare the fingerprint"},
    Kind{"Host key verification failed", "ssh does not know the key of the host",
         "ssh LOGIN once by hand, and compare the fingerprint"},
    Kind{"Connection refused", "nothing listens for ssh at the host",
         "is sshd up there, and at that port? write host:port for another"},
    Kind{"Could not resolve hostname", "there is no host of that name",
         "look for a slip, or name its address by HostName in ~/.ssh/config"},
    Kind{"timed out", "the host does not answer",
         "is it up, and does a firewall let ssh through? ConnectTimeout in ~/.ssh/config waits "
         "longer"},
    Kind{"No route to host", "the host does not answer", "is it up, and is the network?"},
    Kind{"Network is unreachable", "there is no way to the host", "is this machine's network up?"},
    Kind{"Permission denied", "the host lets nobody in by the keys that ssh has",
         "put the public key into ~/.ssh/authorized_keys there, or name another user by --user; "
         "does ssh-add -l list the key?"},
    Kind{"Too many authentication failures", "the host has been offered too many keys",
         "name the right one by IdentityFile, with IdentitiesOnly yes, in ~/.ssh/config"}};

constexpr const char* sudo_line =
    "a line in /etc/sudoers.d on the host: USER ALL=(root) NOPASSWD: /usr/bin/sh";

constexpr std::array start_kinds{
    Kind{"sudo: a password is required", "the user is not root, and sudo asks for a password",
         sudo_line},
    Kind{"is not in the sudoers file", "the user is not root, and sudo does not let it", sudo_line},
    Kind{"not allowed to execute", "sudo does not let the user run sh", sudo_line},
    Kind{"account is currently not available", "the user has no login shell on the host",
         "usermod --shell /bin/sh USER there, or name another user by --user"},
    Kind{"gzip: not found", "the host has no gzip", "apt-get install gzip"},
    Kind{"sudo: not found", "the user is not root, and the host has no sudo",
         "apt-get install sudo, or deploy as root (--user root)"}};

std::string filled(std::string text, const Host& host) {
  std::string login = host.user.empty() ? host.name : host.user + "@" + host.name;
  if (host.port) login = "-p " + std::to_string(*host.port) + " " + login;
  const std::string user = host.user.empty() ? "the user" : host.user;
  for (const auto& [word, value] : {std::pair{"HOST", host.name}, {"LOGIN", login}, {"USER", user}})
    if (const std::size_t at = text.find(word); at != std::string::npos)
      text.replace(at, std::string_view(word).size(), value);
  return text;
}

template <typename Kinds>
SshTrouble trouble_among(const Kinds& kinds, const Kind& otherwise, const Host& host,
                         std::string_view said) {
  const auto found = std::ranges::find_if(
      kinds, [&](const Kind& kind) { return said.find(kind.said) != std::string_view::npos; });
  const Kind& kind = found != kinds.end() ? *found : otherwise;
  return {.error = kind.error, .help = filled(kind.help, host)};
}

}  // namespace

SshTrouble ssh_trouble(const Host& host, std::string_view said) {
  SshTrouble trouble = trouble_among(ssh_kinds, {"", "", "try ssh LOGIN by hand"}, host, said);
  trouble.error = "ssh cannot reach the host" + (trouble.error.empty() ? "" : ": " + trouble.error);
  return trouble;
}

SshTrouble start_trouble(const Host& host, std::string_view said) {
  SshTrouble trouble =
      trouble_among(start_kinds,
                    {"", "",
                     "the host needs gzip, and the user has to be root, or sudo has to run sh "
                     "without a password"},
                    host, said);
  trouble.error =
      "the agent could not be started" + (trouble.error.empty() ? "" : ": " + trouble.error);
  return trouble;
}

bool broke_off(std::string_view said) {
  if (said.find("exchange_identification") != std::string_view::npos) return false;
  constexpr std::array<std::string_view, 5> words{"client_loop: send disconnect", "not responding",
                                                  "closed by remote host", "Connection reset",
                                                  "Broken pipe"};
  return std::ranges::any_of(
      words, [&](std::string_view word) { return said.find(word) != std::string_view::npos; });
}

}  // namespace shipit
