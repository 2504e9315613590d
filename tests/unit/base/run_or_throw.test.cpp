// SPDX-License-Identifier: Apache-2.0
#include <base/run_or_throw.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

std::vector<std::string> notes_of(const Command& command) {
  try {
    run_or_throw(command, Error("it failed"), "mend it");
  } catch (const Error& error) {
    CHECK(error.message() == "it failed");
    CHECK(error.help() == "mend it");
    return error.notes();
  }
  return {};
}

}  // namespace

TEST_CASE("run_or_throw: silent when the command succeeds") {
  CHECK(notes_of({.words = {"sh", "-c", "echo said; echo more >&2"}}).empty());
}

TEST_CASE("run_or_throw: a failure has the command and its last words") {
  CHECK(notes_of({.words = {"sh", "-c", "echo out; printf 'a\\033[1mb\\n' >&2; exit 3"}}) ==
        std::vector<std::string>{"the command was sh -c 'echo out; printf '\\''a\\033[1mb\\n'\\'' "
                                 ">&2; exit 3'",
                                 "'sh' says: a [1mb", "'sh' says: out"});
  const std::vector<std::string> many = notes_of({.words = {"sh", "-c", "seq 100; exit 1"}});
  REQUIRE(many.size() == 13);
  CHECK(many.back() == "'sh' says: 100");
  CHECK(notes_of({.words = {"false"}}).back() == "'false' ended with status 1 and said nothing");
  CHECK(notes_of({.words = {"/nonexistent/program"}}).back() == "there is no such program");
}
