// SPDX-License-Identifier: Apache-2.0
#include <version/checkout.hpp>
#include <version/derive.hpp>

using namespace shipit;

namespace {

Version version_in(const Path& source, const std::string& prefix = "") {
  return derive_version({.source = source, .tag_prefix = prefix});
}

}  // namespace

TEST_CASE("derive: tag, distance, commit, time and dirtiness come from git") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  scratch.write("a/file", "x");
  checkout.git({"add", "file"});
  checkout.commit();
  checkout.git({"tag", "-a", "v1.0.32", "-m", "release"});
  Version version = version_in(checkout.folder());
  CHECK(semver(version) == "1.0.32");
  CHECK(version.tag == "v1.0.32");
  CHECK(version.commit.size() == 40);
  CHECK(version.epoch == 1700000000);
  CHECK(version.source == VersionSource::git);

  checkout.commit();
  checkout.commit();
  scratch.write("a/file", "changed");
  version = version_in(checkout.folder());
  CHECK(version.distance == 2);
  CHECK(version.dirty);
  CHECK(semver(version) == "1.0.32+2.g" + short_commit(version) + ".dirty");
}

TEST_CASE("derive: an untracked file and a touched one are not dirty") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  scratch.write("a/file", "x");
  checkout.git({"add", "file"});
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  std::filesystem::last_write_time(scratch / "a/file", std::filesystem::file_time_type::min());
  scratch.write("a/new", "x");
  CHECK_FALSE(version_in(checkout.folder()).dirty);
  CHECK_FALSE(std::filesystem::exists(scratch / "a/.git/index.lock"));
}

TEST_CASE("derive: tags that are no versions are passed over") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"tag", "1.0.0"});
  checkout.commit();
  checkout.git({"tag", "2024-snapshot"});
  checkout.git({"tag", "very-good"});
  checkout.git({"tag", "1,x"});
  checkout.git({"tag", "2)y%(describe"});
  CHECK(version_in(checkout.folder()).tag == "1.0.0");
}

TEST_CASE("derive: of several versions on one commit the highest counts") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  for (const char* tag : {"1.0.0-rc.9", "1.0.0", "1.0.0-rc.10", "v0.9.0"})
    checkout.git({"tag", tag});
  CHECK(version_in(checkout.folder()).tag == "1.0.0");
  checkout.commit();
  CHECK(version_in(checkout.folder()).tag == "1.0.0");
  checkout.git({"tag", "-a", "1.1.0", "-m", "x"});
  checkout.git({"tag", "-a", "1.2.0", "-m", "x"});
  CHECK(version_in(checkout.folder()).tag == "1.2.0");
}

TEST_CASE("derive: a tag prefix selects its own tags") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"tag", "pkg/v2.0.0"});
  checkout.git({"tag", "1.0.0"});
  CHECK(semver(version_in(checkout.folder(), "pkg/v")) == "2.0.0");
  CHECK(semver(version_in(checkout.folder())) == "1.0.0");
  CHECK(refusal([&] { version_in(checkout.folder(), "a),match=*"); }).find("tag prefix") !=
        std::string::npos);
}

TEST_CASE("derive: the sources are asked in order") {
  const Scratch scratch;
  make_folders(scratch / "a");
  VersionRules rules{.source = scratch / "a", .fallback = "0.0.1"};
  CHECK(derive_version(rules).source == VersionSource::fallback);
  scratch.write("a/VERSION", "0.2.0\nmore\n");
  CHECK(semver(derive_version(rules)) == "0.2.0");
  CHECK(derive_version(rules).source == VersionSource::file);
  scratch.write("a/.git_archival.txt",
                "node: 0123456789abcdef\ndescribe-name: v0.3.0-4-g0123456\n"
                "commit-epoch: 1700000000\n");
  CHECK(derive_version(rules).epoch == 1700000000);
  CHECK(semver(derive_version(rules)) == "0.3.0+4.g0123456789ab");
  CHECK(derive_version(rules).source == VersionSource::archive);
  scratch.write("a/.git_archival.txt", "node: $Format:%H$\ndescribe-name: $Format:%(describe)$\n");
  CHECK(derive_version(rules).source == VersionSource::file);
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  checkout.git({"tag", "0.4.0"});
  CHECK(semver(derive_version(rules)) == "0.4.0");
  rules.override_ = "0.5.0-rc.1";
  CHECK(semver(derive_version(rules)) == "0.5.0-rc.1");
}

TEST_CASE("derive: without any source it says who was asked and what to do") {
  const Scratch scratch;
  std::string text = refusal([&] { version_in(scratch.path()); });
  CHECK(text.find("there is no version for '" + scratch.path().string()) != std::string::npos);
  CHECK(text.find("is not the top of a git checkout") != std::string::npos);
  CHECK(text.find("git tag 0.1.0") != std::string::npos);

  const GitCheckout checkout(scratch / "a");
  text = refusal([&] { version_in(checkout.folder()); });
  CHECK(text.find("no commit here has a tag like [0-9]* or v[0-9]*") != std::string::npos);
  checkout.commit();
  CHECK(refusal([&] { version_in(checkout.folder()); }).find("no commit here") !=
        std::string::npos);
}

TEST_CASE("derive: a parent's repository is somebody else's") {
  const Scratch scratch;
  const GitCheckout parent(scratch / "parent");
  parent.commit();
  parent.git({"tag", "v99.0.0"});
  scratch.write("parent/child/VERSION", "1.0.0");
  CHECK(semver(version_in(scratch / "parent/child")) == "1.0.0");
}

TEST_CASE("derive: texts that are no versions are named") {
  const Scratch scratch;
  scratch.write("VERSION", "one\n");
  CHECK(refusal([&] { version_in(scratch.path()); }).find("VERSION'' 'one' is not a version") ==
        std::string::npos);
  CHECK(refusal([&] { version_in(scratch.path()); }).find("'one' is not a version") !=
        std::string::npos);
  CHECK(refusal([&] {
          derive_version({.source = "/", .override_ = "1;2"});
        }).starts_with("SHIPIT_VERSION_OVERRIDE '1;2' is not a version"));
}
