// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <array>
#include <base/process.hpp>
#include <csignal>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("process: both outputs and the status come back") {
  const Outcome outcome = run({.words = {"sh", "-c", "echo out; echo err >&2; exit 3"}});
  CHECK(outcome.status == 3);
  CHECK(outcome.out == "out\n");
  CHECK(outcome.err == "err\n");
}

TEST_CASE("process: large outputs on both sides do not block") {
  const Outcome outcome =
      run({.words = {"sh", "-c", "head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero"}});
  CHECK(outcome.out.size() == 1000000);
  CHECK(outcome.err.size() == 1000000);
}

TEST_CASE("process: the input is read to its end, and empty when there is none") {
  const std::string input(1000000, 'x');
  CHECK(run({.words = {"cat"}, .input = input}).out == input);
  CHECK(run({.words = {"cat"}}).out.empty());
  CHECK(run({.words = {"true"}, .input = input}).status == 0);
}

TEST_CASE("process: words are never interpreted") {
  const Outcome outcome = run({.words = {"printf", "%s", "$(id) `id` ; * \\"}});
  CHECK(outcome.out == "$(id) `id` ; * \\");
}

TEST_CASE("process: folder and environment") {
  const Scratch scratch;
  const Outcome outcome = run({.words = {"sh", "-c", "pwd; echo $WORD; echo ${HOME-none}"},
                               .folder = scratch.path(),
                               .extra = {{"WORD", "a b"}},
                               .without = {"HOME"}});
  CHECK(outcome.out == scratch.path().string() + "\na b\nnone\n");
}

TEST_CASE("process: a signal is 128 and its number") {
  CHECK(run({.words = {"sh", "-c", "kill -9 $$"}}).status == 137);
}

TEST_CASE("process: a missing program is told from a missing folder") {
  CHECK_FALSE(try_run({.words = {"no-such-program"}}));
  CHECK(refusal([] {
          run({.words = {"no-such-program"}});
        }).starts_with("cannot run 'no-such-program'"));
  CHECK(refusal([] {
          try_run({.words = {"true"}, .folder = "/no/such", .extra = {}, .without = {}});
        }).starts_with("cannot run 'true': No such file"));
}

TEST_CASE("process: a command is shown as it could be typed") {
  CHECK(to_text({.words = {"git", "log", "it's"}}) == "git log 'it'\\''s'");
}

TEST_CASE("process: a program can be stopped, with its children, and has no signals blocked") {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  REQUIRE(write(ends[1], "x", 1) == 1);
  CHECK(refusal([&] {
          run({.words = {"sh", "-c", "sleep 60 & sleep 60"},
               .limit = std::chrono::seconds(60),
               .stop = ends[0]});
        }) == "'sh' was stopped\n");
  close(ends[0]);
  close(ends[1]);
  sigset_t term, before;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &term, &before);
  CHECK(run({.words = {"sh", "-c", "kill -TERM $$; sleep 1"}}).status == 128 + SIGTERM);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}
