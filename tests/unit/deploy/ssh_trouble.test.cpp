// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <deploy/ssh_trouble.hpp>

namespace shipit {
namespace {

const Host host{.name = "web1", .user = "ann", .port = 2222};

}  // namespace

TEST_CASE("what ssh says is told apart, with a next step for each") {
  const auto error = [](const char* said) { return ssh_trouble(host, said).error; };
  const auto help = [](const char* said) { return ssh_trouble(host, said).help; };
  const char* const changed =
      "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r\n"
      "Host key verification failed.\r\n";
  CHECK(error(changed) ==
        "ssh cannot reach the host: the host has another key than ssh knows of it");
  CHECK_THAT(help(changed), Catch::Contains("ssh-keygen -R web1, then ssh -p 2222 ann@web1 once"));
  CHECK(error("Host key verification failed.\r\n") ==
        "ssh cannot reach the host: ssh does not know the key of the host");
  CHECK(help("Host key verification failed.\r\n") ==
        "ssh -p 2222 ann@web1 once by hand, and compare the fingerprint");
  CHECK(error("ssh: connect to host web1 port 22: Connection refused\r\n") ==
        "ssh cannot reach the host: nothing listens for ssh at the host");
  CHECK(error("ssh: connect to host web1 port 22: Connection timed out\r\n") ==
        "ssh cannot reach the host: the host does not answer");
  CHECK(error("ssh: connect to host web1 port 22: No route to host\r\n") ==
        "ssh cannot reach the host: the host does not answer");
  CHECK(error("ssh: Could not resolve hostname web1: Name or service not known\r\n") ==
        "ssh cannot reach the host: there is no host of that name");
  CHECK(error("ann@web1: Permission denied (publickey).\r\n") ==
        "ssh cannot reach the host: the host lets nobody in by the keys that ssh has");
  CHECK(error("unheard of") == "ssh cannot reach the host");
  CHECK(help("unheard of") == "try ssh -p 2222 ann@web1 by hand");
  CHECK(ssh_trouble({.name = "web1"}, "").help == "try ssh web1 by hand");
}

TEST_CASE("a host that is reached and starts no agent says why") {
  CHECK(start_trouble(host, "sudo: a password is required\n").error ==
        "the agent could not be started: the user is not root, and sudo asks for a password");
  CHECK(start_trouble(host, "sudo: a password is required\n").help ==
        "a line in /etc/sudoers.d on the host: ann ALL=(root) NOPASSWD: /usr/bin/sh");
  CHECK(start_trouble(host, "sh: 1: gzip: not found\n").help == "apt-get install gzip");
  CHECK(start_trouble(host, "This account is currently not available.\n").help ==
        "usermod --shell /bin/sh ann there, or name another user by --user");
  CHECK(start_trouble(host, "").error == "the agent could not be started");
}

TEST_CASE("a connection that breaks off is told from one that was none") {
  CHECK(broke_off("client_loop: send disconnect: Broken pipe\r\n"));
  CHECK(broke_off("Timeout, server web1 not responding.\r\n"));
  CHECK(broke_off("Connection to web1 closed by remote host.\r\n"));
  CHECK_FALSE(broke_off("kex_exchange_identification: read: Connection reset by peer\r\n"));
  CHECK_FALSE(broke_off("ssh: connect to host web1 port 22: Connection refused\r\n"));
}

}  // namespace shipit
