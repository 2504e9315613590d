// SPDX-License-Identifier: Apache-2.0
#include <bump/conventional.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

// The change as one text: type(scope)! | text
std::string read(const std::string& subject, const std::string& body = "") {
  const Change change = read_change({.id = "1", .subject = subject, .body = body});
  CHECK(change.commit == "1");
  return change.type + "(" + change.scope + ")" + (change.breaking ? "!" : "") + " | " +
         change.text;
}

}  // namespace

TEST_CASE("conventional: types, scopes and breaking changes") {
  CHECK(read("feat: a page") == "feat() | a page");
  CHECK(read("fix(parser): a: b") == "fix(parser) | a: b");
  CHECK(read("Feat(a b)!: a page") == "feat(a b)! | a page");
  CHECK(read("chore!: drop C++17") == "chore()! | drop C++17");
  CHECK(read("fix: x", "why\n\nBREAKING CHANGE: the option is gone") == "fix()! | x");
  CHECK(read("Rename x", "BREAKING-CHANGE: y") == "()! | Rename x");
  CHECK(read("fix: x", "no BREAKING CHANGE: here") == "fix() | x");
}

TEST_CASE("conventional: what follows no convention is a plain text") {
  CHECK(read("Mend a hole") == "() | Mend a hole");
  CHECK(read("cli: say more") == "() | cli: say more");
  CHECK(read("fix:no blank") == "() | fix:no blank");
  CHECK(read("fix(: x") == "() | fix(: x");
  CHECK(read("fix(): x") == "() | fix(): x");
  CHECK(read("fix(a)b: x") == "() | fix(a)b: x");
  CHECK(read("feature! (x): y") == "() | feature! (x): y");
  CHECK(read("") == "() | (no subject)");
}

TEST_CASE("conventional: hostile subjects") {
  CHECK(read("feat(\x1b[2J): \x1b]0;x\x07 y") == "feat([2J) | ]0;x y");
  CHECK(read("fix: " + std::string(10000, 'x')).size() < 250);
}
