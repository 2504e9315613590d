// SPDX-License-Identifier: Apache-2.0
#include <base/process.hpp>
#include <catch2/catch.hpp>
#include <deploy/agent.hpp>
#include <deploy/stream.hpp>
#include <scratch.hpp>

namespace shipit {

TEST_CASE("the agent is sent as gzip makes it") {
  const std::string greeting = agent_greeting();
  const std::size_t line = greeting.find('\n');
  CHECK(greeting.substr(0, line) == "shipit-agent 1 " + std::to_string(greeting.size() - line - 1));
  CHECK(run({.words = {"gzip", "-dc"}, .input = greeting.substr(line + 1)}).out == agent_script());
}

TEST_CASE("a stream is all that a host is sent, with the package whole") {
  const Scratch scratch;
  write_file(scratch.path() / "sums", "sums");
  write_file(scratch.path() / "package", "package");
  Asking asking;
  asking.request = {.verb = "rollback", .who = "ann"};
  asking.plan.name = "till";
  asking.plan.settings.install.root = "/opt/till";
  asking.uploads = {scratch.path() / "sums"};
  std::string stream;
  const auto sink = [&](std::string_view bytes) { stream += bytes; };
  write_stream(asking, {}, sink);
  CHECK(stream == agent_greeting() + to_text(asking.request, asking.plan) + "sums");
  stream.clear();
  write_stream(asking, scratch.path() / "package", sink);
  CHECK(stream.ends_with("end\nsumswhole\npackage"));
}

}  // namespace shipit
