// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <version/version.hpp>

using namespace shipit;

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

TEST_CASE("version: leading zeros of numbers do not count") {
  CHECK(to_text(parse_number("2024.01.05").value()) == "2024.1.5");
  CHECK(to_text(parse_number("1.0.0-rc.01.0.a0").value()) == "1.0.0-rc.1.0.a0");
}

TEST_CASE("version: a full version is read back") {
  const Version version = parse_version("1.0.31+5.gabc.dirty").value();
  CHECK(version.distance == 5);
  CHECK(version.commit == "abc");
  CHECK(version.dirty);
  for (const char* text :
       {"1.0.31", "1.0.31+5.gabc.dirty", "1.0.32-rc.1.3+gabc", "1.0.32-rc.1+dirty",
        "1.0.32-0.dev.5+gabc.dirty", "1.0.0-0.dev.5+gabc", "1.0.0-dev.5"})
    CHECK(semver(parse_version(text).value()) == text);
  const Version next = parse_version("1.0.32-0.dev.5+gabc").value();
  CHECK(next.number.patch == 31);
  CHECK(windows_version(next) == "1,0,31,5");
  CHECK(semver(parse_version("1.0.31+build.7").value()) == "1.0.31");
  CHECK(semver(parse_version("1.0.31+gxyz").value()) == "1.0.31");
  CHECK_FALSE(parse_version("1.0.31+"));
  CHECK_FALSE(parse_version("1.0.31+a b"));
}

TEST_CASE("version: schemes have words") {
  CHECK(parse_version_scheme("next") == VersionScheme::next);
  CHECK(parse_version_scheme("TAG") == VersionScheme::tag);
  CHECK_FALSE(parse_version_scheme("LAST"));
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

TEST_CASE("version: numbers of any length compare as numbers") {
  const auto order = [](const char* a, const char* b) {
    return compare(*parse_number(a), *parse_number(b));
  };
  CHECK(order("1.0.0-rc.99999999999999999999", "1.0.0-rc.100000000000000000000") < 0);
  CHECK(order("1.0.0-20240101123456", "1.0.0-a") < 0);
}
