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

TEST_CASE("a program is answered while it runs, and its input ends with its output") {
  const Scratch scratch;
  write_file(scratch.path() / "file", "file\n");
  std::vector<std::string> heard;
  const Farewell farewell = converse(
      {.command =
           {.words =
                {"sh", "-c",
                 "read -r a; echo ask $a; read -r b; read -r c; echo $b $c; exec >/dev/null; cat"}},
       .input = {std::string("first\n")},
       .heard = [&](std::string_view line) { heard.emplace_back(line); },
       .answer = [&](std::string_view line) -> Feeding {
         if (!line.starts_with("ask")) return {};
         return {std::string("text\n"), scratch.path() / "file"};
       }});
  CHECK(farewell.status == 0);
  CHECK(farewell.sent == 16);
  CHECK(heard == std::vector<std::string>{"ask first", "text file"});
}

TEST_CASE("a last line without an end is heard once") {
  std::vector<std::string> heard;
  converse({.command = {.words = {"sh", "-c", "printf end; exec >&-; sleep 0.1; echo more >&2"}},
            .input = {},
            .heard = [&](std::string_view line) { heard.emplace_back(line); }});
  CHECK(heard == std::vector<std::string>{"end"});
}

TEST_CASE("a program that isn't there is an error") {
  CHECK_THROWS_WITH(converse({.command = {.words = {"no-such-program"}},
                              .input = {},
                              .heard = [](std::string_view) {}}),
                    "cannot run 'no-such-program': No such file or directory");
}

}  // namespace shipit
