// SPDX-License-Identifier: Apache-2.0
#include <version/checkout.hpp>
#include <version/derive.hpp>

using namespace shipit;

TEST_CASE("derive: only commits and edits that touch the paths count") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  for (const char* file : {"a/ours/file", "a/theirs/file"}) scratch.write(file, "1");
  checkout.git({"add", "--all"});
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  const std::string tagged = derive_version({.source = checkout.folder()}).commit;
  scratch.write("a/theirs/file", "2");
  checkout.git({"commit", "--quiet", "--all", "-m", "theirs"});
  scratch.write("a/theirs/file", "3");

  VersionRules rules{.source = scratch / "a/ours", .root = scratch / "a", .paths = {"ours"}};
  Version version = derive_version(rules);
  CHECK(semver(version) == "1.0.0");
  CHECK(version.commit == tagged);
  scratch.write("a/ours/file", "2");
  checkout.git({"commit", "--quiet", "--all", "-m", "ours"});
  checkout.commit("nobody's");
  version = derive_version(rules);
  CHECK(version.distance == 1);
  CHECK(version.commit != derive_version({.source = checkout.folder()}).commit);
  CHECK_FALSE(version.dirty);
  scratch.write("a/ours/file", "3");
  CHECK(derive_version(rules).dirty);
  rules.dirty = Dirty::none;
  CHECK_FALSE(derive_version(rules).dirty);
}

TEST_CASE("derive: untracked files make dirty when they are asked for") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  scratch.write("a/.gitignore", "ignored\n");
  checkout.git({"add", "--all"});
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  const VersionRules rules{.source = scratch / "a", .dirty = Dirty::all};
  scratch.write("a/ignored", "x");
  CHECK_FALSE(derive_version(rules).dirty);
  scratch.write("a/new", "x");
  CHECK(derive_version(rules).dirty);
}

TEST_CASE("derive: a shallow clone warns, is refused, or is made whole") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  checkout.commit();
  checkout.git({"clone", "--quiet", "--depth", "1", "file://" + (scratch / "a").string(),
                (scratch / "b").string()});
  VersionRules rules{.source = scratch / "b", .fallback = "0.0.1"};
  DerivedVersion derived = derive(rules);
  CHECK(semver(derived.version) == "0.0.1");
  CHECK(derived.version.commit.size() == 40);
  REQUIRE(derived.warnings.size() == 1);
  CHECK(derived.warnings[0].find("is shallow, and no tag like") != std::string::npos);
  rules.shallow = Shallow::error;
  CHECK(refusal([&] { derive(rules); }).find("or let SHALLOW FETCH do it") != std::string::npos);
  rules.shallow = Shallow::fetch;
  derived = derive(rules);
  CHECK(derived.version.tag == "1.0.0");
  CHECK(derived.version.distance == 1);
  CHECK(derived.warnings.empty());
}

TEST_CASE("derive: what is known already is not asked again") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  scratch.write("a/file", "x");
  checkout.git({"add", "--all"});
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  checkout.git({"tag", "2.0.0"});
  checkout.commit();
  const VersionRules rules{.source = scratch / "a"};
  const DerivedVersion first = derive(rules);
  CHECK(first.version.tag == "2.0.0");
  // A hint is believed: these would not be the answers of git.
  scratch.write("a/file", "edited");
  std::string tree = checkout.git({"rev-parse", "HEAD^{tree}"});
  tree.pop_back();
  VersionHints hints = first.next;
  CHECK_FALSE(hints.described.empty());
  hints.unchanged_tree = tree;
  hints.chosen = "1.0.0";
  hints.distance = 7;
  const Version version = derive(rules, hints).version;
  CHECK(version.tag == "1.0.0");
  CHECK(version.distance == 7);
  CHECK_FALSE(version.dirty);
  CHECK(derive(rules).version.dirty);
  // The next commit is one further; any other has to be described.
  checkout.commit();
  CHECK(derive(rules, hints).version.distance == 8);
  checkout.commit();
  CHECK(derive(rules, hints).version.distance == 3);
  checkout.git({"checkout", "--quiet", "-b", "side", "HEAD~1"});
  checkout.commit("side");
  checkout.git({"merge", "--quiet", "--no-edit", "main"});
  CHECK(derive(rules, hints).version.distance == 5);
  // So has a child that is a version itself, and was so all the time.
  checkout.git({"tag", "3.0.0"});
  checkout.commit();
  checkout.git({"tag", "3.1.0"});
  checkout.git({"checkout", "--quiet", "3.0.0"});
  const VersionHints before = derive(rules).next;
  checkout.git({"checkout", "--quiet", "3.1.0"});
  CHECK(derive(rules, before).version.tag == "3.1.0");
}

TEST_CASE("derive: a project in a folder is told of the checkout above, and of ROOT") {
  const Scratch scratch;
  const GitCheckout parent(scratch / "parent");
  parent.commit();
  make_folders(scratch / "parent/child");
  CHECK(refusal([&] { derive({.source = scratch / "parent/child"}); })
            .find("the checkout in '" + (scratch / "parent").string() +
                  "' is asked only if shipit_version() is given ROOT") != std::string::npos);
}

TEST_CASE("derive: a tag of a tag is one too") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"tag", "-a", "rel", "-m", "x"});
  checkout.git({"tag", "-a", "v1.2.0", "-m", "x", "rel"});
  CHECK(derive_version({.source = scratch / "a"}).tag == "v1.2.0");
  checkout.commit();
  CHECK(derive_version({.source = scratch / "a"}).tag == "v1.2.0");
  checkout.git({"tag", "-a", "v1.3.0", "-m", "x"});
  checkout.git({"tag", "-a", "v1.4.0", "-m", "x", "v1.3.0"});
  checkout.commit();
  const Version version = derive_version({.source = scratch / "a"});
  CHECK(version.tag == "v1.4.0");
  CHECK(version.distance == 1);
}

TEST_CASE("derive: what was looked for and not found is warned of") {
  const Scratch scratch;
  scratch.write("a/VERSION", "1.0.0\n");
  scratch.write("a/.git_archival.txt",
                "node: 0123456789abcdef0123456789abcdef01234567\ndescribe-name: nightly\n");
  const DerivedVersion archive = derive({.source = scratch / "a"});
  CHECK(semver(archive.version) == "1.0.0");
  REQUIRE(archive.warnings.size() == 1);
  CHECK(archive.warnings[0].find("its tag 'nightly' is not a version") != std::string::npos);

  std::filesystem::remove(scratch / "a/.git_archival.txt");
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  CHECK(derive({.source = scratch / "a"}).warnings.empty());
  const DerivedVersion typo = derive({.source = scratch / "a", .tag_prefix = "zzz"});
  REQUIRE(typo.warnings.size() == 1);
  CHECK(typo.warnings[0].find("no commit here has a tag like zzz[0-9]*") != std::string::npos);
}
