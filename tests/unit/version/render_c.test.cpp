// SPDX-License-Identifier: Apache-2.0
#include <base/literal.hpp>
#include <version/checkout.hpp>
#include <version/hostile.hpp>
#include <version/render.hpp>

using namespace shipit;

namespace {

const CodeNames both{.name_space = "acme::shop",
                     .header = "acme/shop/version.hpp",
                     .c_header = "acme/shop/version.h"};

// Writes the files of `version`, compiles main with them, and gives what the program prints.
std::string printed(const Scratch& scratch, const Version& version,
                    std::vector<std::string> words) {
  scratch.write("acme/shop/version.hpp", render_header(version, both));
  scratch.write("acme/shop/version.h", render_c_header(version, both));
  scratch.write("version.cpp", render_source(version, both));
  scratch.write("version.c", render_c_source(version, both));
  for (const char* word : {"-Wall", "-Wextra", "-Wtrigraphs", "-Werror", "-I.", "-o", "program"})
    words.emplace_back(word);
  const Outcome compiled = run({.words = std::move(words), .folder = scratch.path()});
  INFO(compiled.err);
  REQUIRE(compiled.status == 0);
  const Outcome outcome =
      run({.words = {(scratch / "program").string()}, .folder = scratch.path()});
  CHECK(outcome.status == 0);
  CHECK_FALSE(std::filesystem::exists(scratch / "pwned"));
  return outcome.out;
}

std::string printed_by_cpp(const Version& version) {
  const Scratch scratch;
  scratch.write("main.cpp", R"(#include <acme/shop/version.hpp>
#include <acme/shop/version.h>
#include <iostream>
static_assert(ACME_SHOP_VERSION_PATCH == acme::shop::version_patch);
static_assert(acme::shop::version_number == ACME_SHOP_VERSION_STRING);
int main() {
  std::cout << acme::shop::version_prerelease << '|' << acme::shop::version() << '|'
            << acme::shop::tag() << '|' << acme::shop::commit() << '|' << acme::shop::distance()
            << ' ' << acme::shop::commit_epoch() << ' ' << acme::shop::dirty() << '|'
            << acme_shop_tag() << '|' << acme_shop_commit() << acme_shop_dirty();
})");
  return printed(scratch, version, {"c++", "-std=c++17", "main.cpp", "version.cpp"});
}

std::string printed_by_c(const Version& version) {
  const Scratch scratch;
  scratch.write("main.c", R"(#include <acme/shop/version.h>
#include <stdio.h>
int main(void) {
  const char number[] = ACME_SHOP_VERSION_STRING;
  printf("%s|%s|%s|%s|%u %lld %d", number, acme_shop_version(), acme_shop_tag(),
         acme_shop_commit(), acme_shop_distance(), acme_shop_commit_epoch(), acme_shop_dirty());
  return ACME_SHOP_VERSION_MAJOR - 1;
})");
  return printed(scratch, version, {"cc", "-std=c99", "main.c", "version.c"});
}

}  // namespace

TEST_CASE("render_c: C and C++ say the version") {
  const std::string commit = "0123456789abcdef0123456789abcdef01234567";
  CHECK(printed_by_cpp(tame_version("1.0.32-rc.1")) ==
        "rc.1|1.0.32-rc.1|v1.0.32-rc.1|" + commit + "|0 1700000000 0|v1.0.32-rc.1|" + commit + "0");
  CHECK(printed_by_c(tame_version("1.0.31", 5, VersionScheme::next)) ==
        "1.0.32-0.dev|1.0.32-0.dev.5+g0123456789ab|v1.0.31|" + commit + "|5 1700000000 0");
}

TEST_CASE("render_c: no text leaves its literal") {
  Version version = hostile_version();
  version.tag += "\xff\xc3";  // C keeps bytes that are no UTF-8
  const std::string rest = version.tag + "|" + version.commit;
  CHECK(printed_by_cpp(version) == version.number.prerelease + "|" + semver(version) + "|" + rest +
                                       "|4 1700000000 1|" + rest + "1");
  CHECK(printed_by_c(version) == "1.2.3-" + version.number.prerelease + "|" + semver(version) +
                                     "|" + rest + "|4 1700000000 1");
}

TEST_CASE("render_c: every character that git allows in a tag is said as it is") {
  const Scratch scratch;
  const GitCheckout checkout(scratch / "a");
  checkout.commit();
  std::string tag = "v1.0.0-";
  for (int byte = 1; byte < 256; ++byte) {
    const std::string name = tag + static_cast<char>(byte) + (byte < '0' ? "x" : "");
    if (run({.words = {"git", "check-ref-format", "refs/tags/" + name + "x"}}).status == 0)
      tag = name;
  }
  checkout.git({"tag", tag});
  REQUIRE(tag.find("\"x#x$x%x&x'x(x)x") != std::string::npos);
  REQUIRE(tag.find("\xff") != std::string::npos);
  Version version = tame_version("1.0.0");
  version.tag = tag;
  CHECK(printed_by_cpp(version).find("|" + tag + "|") != std::string::npos);
  CHECK(printed_by_c(version).find("|" + tag + "|") != std::string::npos);
}

TEST_CASE("render_c: a commit changes the sources, not the headers") {
  for (const VersionScheme scheme : {VersionScheme::post, VersionScheme::next}) {
    Version one = tame_version("1.0.0", 1, scheme);
    Version two = tame_version("1.0.0", 2, scheme);
    two.commit = "aaaa";
    two.dirty = true;
    CHECK(render_header(one, both) == render_header(two, both));
    CHECK(render_c_header(one, both) == render_c_header(two, both));
    CHECK(render_source(one, both) != render_source(two, both));
    CHECK(render_c_source(one, both) != render_c_source(two, both));
  }
}
