// SPDX-License-Identifier: Apache-2.0
#include <version/checkout.hpp>
#include <version/fingerprint.hpp>

using namespace shipit;

namespace {

std::string print_of(const Path& folder) { return fingerprint(find_checkout(folder).value()); }

}  // namespace

TEST_CASE("fingerprint: it changes with every commit and tag, and with nothing else") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  std::string last = print_of(checkout.folder());
  CHECK(print_of(checkout.folder()) == last);

  const auto changes = [&](std::vector<std::string> words) {
    checkout.git(std::move(words));
    const std::string now = print_of(checkout.folder());
    const bool changed = now != last;
    last = now;
    return changed;
  };
  CHECK(changes({"commit", "--quiet", "--allow-empty", "-m", "more"}));
  CHECK(changes({"tag", "1.0.0"}));
  CHECK(changes({"tag", "pkg/1.0.0"}));
  CHECK(changes({"tag", "-d", "1.0.0"}));
  CHECK(changes({"checkout", "--quiet", "--detach"}));
  CHECK(changes({"pack-refs", "--all"}));
  CHECK(changes({"commit", "--quiet", "--allow-empty", "-m", "detached"}));
  scratch.write("a/untracked", "x");
  CHECK(print_of(checkout.folder()) == last);
  CHECK_FALSE(changes({"status"}));
}

TEST_CASE("fingerprint: a worktree has its own HEAD and shares the tags") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"worktree", "add", "--quiet", "--detach", (scratch / "b").string()});
  const std::string first = print_of(scratch / "b");
  checkout.commit();
  CHECK(print_of(scratch / "b") == first);
  checkout.git({"tag", "1.0.0"});
  CHECK(print_of(scratch / "b") != first);
}

TEST_CASE("fingerprint: only the top of a checkout is one") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  scratch.write("a/below/file", "x");
  CHECK(find_checkout(scratch / "a"));
  CHECK_FALSE(find_checkout(scratch / "a/below"));
  CHECK_FALSE(find_checkout(scratch / "gone"));
}

TEST_CASE("fingerprint: the places of tags are watched, folders of prefixes too") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"tag", "pkg/1.0.0"});
  const std::vector<Path> places = tag_places(find_checkout(scratch / "a").value());
  CHECK(places == std::vector<Path>{scratch / "a/.git/HEAD", scratch / "a/.git/refs/tags",
                                    scratch / "a/.git/refs/tags/pkg"});
  checkout.git({"pack-refs", "--all"});
  checkout.git({"reset", "--quiet", "--hard"});
  const std::vector<Path> later = tag_places(find_checkout(scratch / "a").value());
  CHECK(later == std::vector<Path>{scratch / "a/.git/packed-refs", scratch / "a/.git/HEAD",
                                   scratch / "a/.git/ORIG_HEAD", scratch / "a/.git/refs/tags"});
}

TEST_CASE("fingerprint: the next commit shows in the branch's file, or where that will be") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  const auto places = [&] { return commit_places(find_checkout(scratch / "a").value()); };
  CHECK(places() == std::vector<Path>{scratch / "a/.git/refs/heads"});
  checkout.commit();
  CHECK(places() == std::vector<Path>{scratch / "a/.git/refs/heads/main"});
  checkout.git({"pack-refs", "--all"});
  CHECK(places() == std::vector<Path>{scratch / "a/.git/refs/heads"});
  checkout.git({"checkout", "--quiet", "--detach"});
  CHECK(places().empty());
}

TEST_CASE("fingerprint: a branch that stands for another is followed") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.git({"symbolic-ref", "refs/heads/alias", "refs/heads/main"});
  checkout.git({"symbolic-ref", "HEAD", "refs/heads/alias"});
  checkout.commit();
  const std::string before = print_of(checkout.folder());
  checkout.commit();
  CHECK(print_of(checkout.folder()) != before);
}
