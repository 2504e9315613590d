// SPDX-License-Identifier: Apache-2.0
#include <deb/check.hpp>
#include <scratch.hpp>

using namespace shipit;
using Catch::Contains;
using Catch::EndsWith;

TEST_CASE("check: package names") {
  for (const char* name : {"hello", "g++", "lib2.0-dev", "0ad"})
    CHECK_NOTHROW(check_package_name(name));
  CHECK(refusal([] { check_package_name("My_Service"); }) ==
        "Debian does not allow a package to be called 'My_Service'\n"
        "a name has at least two of a-z, 0-9, '+', '-' and '.', and begins with a letter or digit\n"
        "call it 'my-service'");
  CHECK_THAT(refusal([] { check_package_name("x"); }),
             EndsWith("give the package a name of its own"));
  CHECK(nearest_package_name("--Foo  Bar!") == "foo-bar");
  CHECK(nearest_package_name("\xc3\xa4\xc3\xb6").empty());
}

TEST_CASE("check: versions") {
  for (const char* version : {"1.0.32", "1:2.0~rc1-1", "0", "1.2-3-4", "2.0+git1.abc"})
    CHECK_NOTHROW(check_version(version));
  for (const char* version : {"", "v1.0", "1.0 beta", "1.0-", "x:1.0", ":1", "1.0_2", "1.0\nX: y"})
    CHECK_THAT(refusal([&] { check_version(version); }),
               Contains("Debian does not allow the version '") &&
                   EndsWith("write it like '1.2.3' or '1.2.3~rc1-1'"));
}

TEST_CASE("check: maintainers") {
  for (const char* name : {"Ops <ops@example.org>", "J\xc3\xa4ne Doe (web) <j.d+x@example.org>"})
    CHECK_NOTHROW(check_maintainer(name));
  for (const char* name : {"", "Ops", "ops@example.org", "<ops@example.org>", "Ops <ops>",
                           "Ops <ops@example.org> x", "Ops <o ps@example.org>", "Ops <@x>"})
    CHECK(refusal([&] { check_maintainer(name); }) ==
          "the contact '" + std::string(name) +
              "' is not a name with a mail address\nwrite it as 'Jane Doe <jane@example.org>'");
}

TEST_CASE("check: lines, words, architectures") {
  CHECK(refusal([] { check_line("Description", "a\nDepends: evil"); }) ==
        "the package's Description is not one line of UTF-8: 'a\\x0aDepends: evil'\n"
        "leave out line breaks and control characters");
  CHECK_THAT(refusal([] { check_line("Description", "\xff"); }), Contains("not one line of UTF-8"));
  CHECK_THAT(refusal([] { check_word("Section", "a b"); }),
             Contains("the package's Section is not one word: 'a b'"));
  CHECK_NOTHROW(check_architecture("kfreebsd-amd64"));
  CHECK(refusal([] { check_architecture("x86_64"); }) ==
        "Debian knows no architecture 'x86_64'\n"
        "name it as `dpkg --print-architecture` does, or 'all'");
}
