// SPDX-License-Identifier: Apache-2.0
#include <release/host.hpp>
#include <release/hosts_file.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("hosts: what ssh is told is read and written") {
  CHECK(parse_host("web1.example.org", "x") == Host{.name = "web1.example.org"});
  CHECK(parse_host("deploy@web1:2222", "x") ==
        Host{.name = "web1", .user = "deploy", .port = 2222});
  CHECK(parse_host("root@[2001:db8::1]:22", "x") ==
        Host{.name = "2001:db8::1", .user = "root", .port = 22});
  CHECK(parse_host("[fe80::1%eth0]", "x") == Host{.name = "fe80::1%eth0"});
  for (const char* text : {"web1", "deploy@web1:2222", "root@[2001:db8::1]:22", "10.0.0.1"})
    CHECK(to_text(parse_host(text, "x")) == text);
}

TEST_CASE("hosts: what ssh would take for something else is refused") {
  for (const std::string text : {"",           "-oProxyCommand=x",
                                 "web1 web2",  "web1\n",
                                 "a@-b",       "-a@b",
                                 "a@",         "@b",
                                 "web1:",      "web1:0",
                                 "web1:65536", "web1:2x",
                                 "web1:2:3",   "2001:db8::1",
                                 "[web1]",     "[::1",
                                 "[::1]x",     "a;b",
                                 "$(x)",       "a@b@c",
                                 "ssh://a",    ".",
                                 "a/b",        "\xc3\xa9"})
    CHECK(refusal([&] { parse_host(text, "--host"); }).find("--host has the host '") == 0);
  CHECK(refusal([] { parse_host(std::string(300, 'a'), "--host"); }) != "");
}

TEST_CASE("hosts file: hosts by environment, in their order") {
  const auto file = parse_hosts_file(
      "# ours\n[production]\nweb2\n  deploy@web1:22  # the old one\n[::1]:22\n\n[staging]\n",
      "hosts");
  REQUIRE(file.size() == 2);
  CHECK(file.at("production") == std::vector<Host>{{.name = "web2"},
                                                   {.name = "web1", .user = "deploy", .port = 22},
                                                   {.name = "::1", .port = 22}});
  CHECK(hosts_of(file, "production", {}, "hosts").size() == 3);
}

TEST_CASE("hosts file: refusals name the line") {
  const auto refused = [](const char* text) {
    return refusal([&] { parse_hosts_file(text, "hosts"); });
  };
  CHECK(refused("web1\n") ==
        "hosts:1: 'web1' belongs to no environment\nwrite [production] in a line above it");
  CHECK(refused("[a]\n[b]\n[a]\n") ==
        "hosts:3: the environment 'a' is there twice\nput its hosts under one heading");
  CHECK(refused("[a]\nx\nx\n") == "hosts:3: the host 'x' is there twice\nremove one of the lines");
  CHECK(refused("[Prod\n").find("hosts:1: '[Prod' names no environment") == 0);
  CHECK(refused("[a]\n-x\n").find("hosts:2 has the host '-x'") == 0);
}

TEST_CASE("hosts file: it decides, also where it has no hosts") {
  const HostsFile file = parse_hosts_file("[production]\nx\n[staging]\n", "hosts");
  const auto refused = [&](const char* environment) {
    const std::map<std::string, Environment> known{{"staging", {}}, {"production", {}}};
    return refusal([&] { hosts_of(file, environment, known, "hosts"); });
  };
  // What is in the file is an environment, and right as it is.
  CHECK(refused("productions") ==
        "'hosts' has no hosts for 'productions'\nit has some for production\n"
        "write [productions] and below it a host a line");
  CHECK(refused("x") ==
        "'hosts' has no hosts for 'x'\nit has some for production\n"
        "write [x] and below it a host a line");
  CHECK(refused("staging") ==
        "'hosts' has no hosts for 'staging'\nit has some for production\n"
        "write below [staging] a host a line");
  CHECK(refusal([] { hosts_of({}, "x", {}, "hosts"); }) ==
        "'hosts' has no hosts for 'x'\nwrite [x] and below it a host a line");
}

TEST_CASE("hosts file: all of it is held against what there is") {
  const std::map<std::string, Environment> known{{"staging", {}}, {"production", {}}};
  const auto refused = [&](const char* text) {
    return refusal([&] { require_known(parse_hosts_file(text, "hosts"), known, "hosts"); });
  };
  require_known(parse_hosts_file("[staging]\nx\n", "hosts"), known, "hosts");
  CHECK(refused("# none\n").find("'hosts' has no hosts\n") == 0);
  CHECK(refused("[stagign]\nx\n") ==
        "'hosts' has [stagign], and the release has no such environment\n"
        "did you mean [staging]?");
  CHECK(refused("[abroad]\nx\n") ==
        "'hosts' has [abroad], and the release has no such environment\n"
        "there are production, staging");
  CHECK(refused("[staging]\n") ==
        "'hosts' has no hosts for 'staging'\nwrite below [staging] a host a line");
}
