// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <version/version.hpp>

using namespace shipit;

namespace {

Version state(const char* number, unsigned distance = 0, bool dirty = false) {
  Version version;
  version.number = parse_number(number).value();
  version.distance = distance;
  version.dirty = dirty;
  version.commit = "0123456789abcdef0123456789abcdef01234567";
  return version;
}

}  // namespace

TEST_CASE("version: numbers are read as Semantic Versioning writes them") {
  const VersionNumber number = parse_number("1.0.32-rc.1").value();
  CHECK(number.major == 1);
  CHECK(number.patch == 32);
  CHECK(number.prerelease == "rc.1");
  CHECK(parse_number("1.2")->patch == 0);
  for (const char* text : {"", "1", "1.2.3.4", "1.2.x", "v1.2.3", "1.2.3-", "1.2.3-a..b", "1.2.3-ä",
                           "1.2.-3", "1.2.3 ", "1.2.99999999999", "1.2.3-a\nb"})
    CHECK_FALSE(parse_number(text));
}

TEST_CASE("version: each state has one text in each order") {
  struct Row {
    Version version;
    const char* semver;
    const char* debian;
    const char* cmake;
    const char* pep440;
  };
  const Row rows[] = {
      {state("1.0.32"), "1.0.32", "1.0.32", "1.0.32", "1.0.32"},
      {state("1.0.32-rc.1"), "1.0.32-rc.1", "1.0.32~rc.1", "1.0.32", "1.0.32rc1"},
      {state("1.0.31", 5), "1.0.31+5.g0123456789ab", "1.0.31+5.g0123456789ab", "1.0.31",
       "1.0.31.post5+g0123456789ab"},
      {state("1.0.32-rc.1", 3), "1.0.32-rc.1.3+g0123456789ab", "1.0.32~rc.1+3.g0123456789ab",
       "1.0.32", "1.0.32rc1.post3+g0123456789ab"},
      {state("1.0.32", 0, true), "1.0.32+dirty", "1.0.32+dirty", "1.0.32", "1.0.32+dirty"},
      {state("1.0.31", 5, true), "1.0.31+5.g0123456789ab.dirty", "1.0.31+5.g0123456789ab.dirty",
       "1.0.31", "1.0.31.post5+g0123456789ab.dirty"},
      {state("2.0.0-pre-view.x"), "2.0.0-pre-view.x", "2.0.0~pre.view.x", "2.0.0",
       "2.0.0.dev0+pre.view.x"}};
  for (const Row& row : rows) {
    CHECK(semver(row.version) == row.semver);
    CHECK(debian_version(row.version) == row.debian);
    CHECK(cmake_version(row.version) == row.cmake);
    CHECK(pep440(row.version) == row.pep440);
  }
}

TEST_CASE("version: a full version is read back") {
  const Version version = parse_version("1.0.31+5.gabc.dirty").value();
  CHECK(version.distance == 5);
  CHECK(version.commit == "abc");
  CHECK(version.dirty);
  CHECK_FALSE(parse_version("1.0.31+"));
  CHECK_FALSE(parse_version("1.0.31+a b"));
}

TEST_CASE("version: precedence is that of Semantic Versioning") {
  // The chain of SemVer 2.0.0 item 11.
  const char* chain[] = {"1.0.0-alpha",  "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
                         "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",       "1.0.0",
                         "1.0.1",        "1.1.0",         "1.10.0",           "2.0.0"};
  for (std::size_t i = 0; i < std::size(chain); ++i)
    for (std::size_t k = 0; k < std::size(chain); ++k) {
      const int order = compare(*parse_number(chain[i]), *parse_number(chain[k]));
      INFO(chain[i] << " against " << chain[k]);
      CHECK((order < 0) == (i < k));
      CHECK((order > 0) == (i > k));
    }
}
