// SPDX-License-Identifier: Apache-2.0
#include <scratch.hpp>
#include <version/hostile.hpp>
#include <version/summary.hpp>

using namespace shipit;

TEST_CASE("summary: a person reads where a version comes from") {
  CHECK(summary(tame_version("1.0.32")) == "tag 'v1.0.32', commit 0123456789ab (from git)");
  Version version = tame_version("1.0.31", 1);
  CHECK(summary(version) == "1 commit after tag 'v1.0.31', commit 0123456789ab (from git)");
  version.distance = 5;
  version.dirty = true;
  CHECK(summary(version) ==
        "5 commits after tag 'v1.0.31', commit 0123456789ab, with edited files (from git)");
  version = {};
  version.source = VersionSource::file;
  CHECK(summary(version) == "(from the file VERSION)");
}

TEST_CASE("summary: GitHub's outputs are lines, whatever a value holds") {
  const std::string plain = github_output(fields(tame_version("1.0.31", 5)));
  CHECK(plain.starts_with("version=1.0.31+5.g0123456789ab\nnumber=1.0.31\n"));
  CHECK(plain.find("\ndirty=false\n") != std::string::npos);
  CHECK(github_output({{"a", "A", "x\ny=END\nEND_"}, {"b", "B", "c<<d"}, {"e", "E", "1\r2"}}) ==
        "a<<END__\nx\ny=END\nEND_\nEND__\nb=c<<d\ne<<END\n1\r2\nEND\n");
}
