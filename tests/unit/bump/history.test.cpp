// SPDX-License-Identifier: Apache-2.0
#include <bump/history.hpp>
#include <bump/next.hpp>
#include <version/checkout.hpp>
#include <version/derive.hpp>

using namespace shipit;

namespace {

History history_now(const Path& folder) {
  const Version version =
      derive_version({.source = folder, .tag_prefix = "", .override_ = {}, .fallback = {}});
  const Checkout checkout = *find_checkout(folder);
  return read_history({.checkout = checkout, .version = version, .most = 3});
}

Changelog changelog_now(const Path& folder) { return history_now(folder).present; }

}  // namespace

TEST_CASE("history: the changes of a state") {
  const Scratch scratch;
  const Path folder = scratch / "x";
  const GitCheckout checkout(folder);
  checkout.commit("One");
  checkout.git({"tag", "1.0.0"});
  checkout.commit("Two");
  checkout.commit("Release 1.0.1-rc.1");
  checkout.git({"tag", "1.0.1-rc.1"});
  checkout.commit("fix: Three");
  CHECK(to_text(changelog_now(folder)) == "Fixes:\n- Three\n");
  checkout.commit("Release 1.0.1");
  checkout.git({"tag", "1.0.1"});
  CHECK(to_text(changelog_now(folder)) == "Fixes:\n- Three\n\nOther:\n- Two\n");
  CHECK(changelog_now(folder).since == "1.0.0");
  CHECK(to_text(read_changelog(*find_checkout(folder), {.since = "1.0.1"})).empty());
}

TEST_CASE("history: the releases before") {
  const Scratch scratch;
  const Path folder = scratch / "x";
  const GitCheckout checkout(folder);
  for (const char* tag : {"0.9.0", "1.0.0", "1.1.0-rc.1", "1.1.0", "1.1.1"}) {
    checkout.commit(std::string("To ") + tag);
    checkout.git({"tag", "-a", "-m", "x", tag});
  }
  const auto told = [&] {
    const History history = history_now(folder);
    std::string text = to_text(history.present);
    for (const PastRelease& past : history.past) {
      CHECK(past.epoch == 1700000000);
      text += to_text(past.number) + "\n" + to_text(past.changelog);
    }
    return text;
  };
  CHECK(told() ==
        "- To 1.1.1\n1.1.0\n- To 1.1.0\n- To 1.1.0-rc.1\n1.0.0\n- To 1.0.0\n0.9.0\n- To 0.9.0\n");
  checkout.commit("After it");
  CHECK(told() ==
        "- After it\n1.1.1\n- To 1.1.1\n1.1.0\n- To 1.1.0\n- To 1.1.0-rc.1\n1.0.0\n- To 1.0.0\n");
  checkout.git({"reset", "--hard", "1.1.0-rc.1"});
  CHECK(told() == "- To 1.1.0-rc.1\n1.0.0\n- To 1.0.0\n0.9.0\n- To 0.9.0\n");
}

TEST_CASE("history: of a part of the checkout, what touches it") {
  const Scratch scratch;
  const Path folder = scratch / "x";
  const GitCheckout checkout(folder);
  const auto commit = [&](const std::string& file) {
    scratch.write("x/" + file, file);
    checkout.git({"add", "--all"});
    checkout.commit(file);
  };
  commit("web/a");
  checkout.git({"tag", "1.0.0"});
  for (const char* file : {"web/b", "server/*", "server/c", "shared"}) commit(file);
  const auto told = [&](std::vector<std::string> paths) {
    return to_text(
        read_changelog(*find_checkout(folder), {.since = "1.0.0", .paths = std::move(paths)}));
  };
  CHECK(told({"web", "shared"}) == "- shared\n- web/b\n");
  CHECK(told({"server/*"}) == "- server/*\n");  // names, not patterns
  CHECK(told({}) == "- shared\n- server/c\n- server/*\n- web/b\n");
  const History history = read_history({.checkout = *find_checkout(folder),
                                        .version = derive_version({.source = folder}),
                                        .tag_prefix = "",
                                        .paths = {"web"},
                                        .most = 1});
  CHECK(to_text(history.present) == "- web/b\n");
}

TEST_CASE("history: the first version brings everything, but for merges") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "x");
  checkout.commit("One");
  checkout.git({"switch", "--quiet", "--create", "side"});
  checkout.commit("Two");
  checkout.git({"switch", "--quiet", "main"});
  checkout.git({"merge", "--quiet", "--no-ff", "side"});
  checkout.git({"tag", "1.0.0"});
  const Changelog changelog = changelog_now(scratch / "x");
  CHECK(changelog.changes.size() == 2);
  CHECK(to_text(changelog).find("Merge") == std::string::npos);
}

TEST_CASE("history: a shallow clone says that it is not all") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "x");
  checkout.commit("One");
  checkout.commit("Two");
  checkout.git({"tag", "1.0.0"});
  checkout.git({"clone", "--quiet", "--depth=1", "file://" + (scratch / "x").native(),
                (scratch / "y").native()});
  CHECK(to_text(changelog_now(scratch / "y")) == "- Two\n- and earlier changes\n");
}

TEST_CASE("history: hostile messages") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "x");
  checkout.commit("fix: \"quotes\" 'and' `$(id)` \\");
  checkout.commit("two\nlines\x1b[2J\n\nfeat: no subject");
  checkout.git({"-c", "i18n.commitEncoding=odd", "commit", "--quiet", "--allow-empty", "-m",
                "\xff\xfe not UTF-8 \x01"});
  checkout.commit(std::string(10000, 'x'));
  checkout.git({"tag", "1.0.0"});
  const Changelog changelog = changelog_now(scratch / "x");
  REQUIRE(changelog.changes.size() == 4);
  CHECK(changelog.changes[0].text == std::string(200, 'x') + "…");
  CHECK(changelog.changes[1].text == "\xef\xbf\xbd\xef\xbf\xbd not UTF-8");
  CHECK(changelog.changes[2].text == "two lines [2J");
  CHECK(changelog.changes[3].text == "\"quotes\" 'and' `$(id)` \\");
  CHECK(parse_json(to_text(to_json(changelog)), "x") == to_json(changelog));
}
