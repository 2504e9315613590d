// SPDX-License-Identifier: Apache-2.0
#include <base/converse.hpp>
#include <base/error.hpp>
#include <catch2/catch.hpp>
#include <scratch.hpp>

namespace shipit {

TEST_CASE("a program is fed texts and files, and heard line by line") {
  const Scratch scratch;
  const std::string big(3UL * 1024 * 1024, 'x');
  write_file(scratch.path() / "big", big);
  std::vector<std::string> heard;
  const Farewell farewell =
      converse({.command = {.words = {"sh", "-c", "read -r a; echo $a; wc -c; printf end; exit 7"}},
                .input = {std::string("first\n"), scratch.path() / "big"},
                .heard = [&](std::string_view line) { heard.emplace_back(line); }});
  CHECK(farewell.status == 7);
  CHECK(farewell.sent == 6 + big.size());
  CHECK(heard == std::vector<std::string>{"first", std::to_string(big.size()), "end"});
}

TEST_CASE("a program that doesn't listen to the end is no error") {
  const Farewell farewell = converse({.command = {.words = {"sh", "-c", "echo no >&2; exit 3"}},
                                      .input = {std::string(3UL * 1024 * 1024, 'x')},
                                      .heard = [](std::string_view) {}});
  CHECK(farewell.status == 3);
  CHECK(farewell.err == "no\n");
}

TEST_CASE("a program that isn't there is an error") {
  CHECK_THROWS_WITH(converse({.command = {.words = {"no-such-program"}},
                              .input = {},
                              .heard = [](std::string_view) {}}),
                    "cannot run 'no-such-program': No such file or directory");
}

}  // namespace shipit
