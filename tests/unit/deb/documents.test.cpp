// SPDX-License-Identifier: Apache-2.0
#include <deb/documents.hpp>
#include <scratch.hpp>

using namespace shipit;
using Catch::Contains;

TEST_CASE("documents: mail dates are in UTC and English") {
  CHECK(mail_date(1700000000) == "Tue, 14 Nov 2023 22:13:20 +0000");
  CHECK(mail_date(0) == "Thu, 01 Jan 1970 00:00:00 +0000");
  CHECK(mail_date(1709164800) == "Thu, 29 Feb 2024 00:00:00 +0000");
}

TEST_CASE("documents: a changelog that dpkg-parsechangelog reads") {
  const Scratch scratch;
  const std::string text = changelog_text(
      {.package = "hello",
       .maintainer = "Ops <ops@example.org>",
       .entries = {{.version = "1.0.32", .epoch = 1700000000},
                   {.version = "1.0.31-again", .epoch = 1700000000},
                   {.version = "1.0.31", .epoch = 1600000000, .changes = {"One", "Two"}}}});
  CHECK(text ==
        "hello (1.0.32) unstable; urgency=medium\n\n  * Release 1.0.32.\n\n"
        " -- Ops <ops@example.org>  Tue, 14 Nov 2023 22:13:20 +0000\n\n"
        "hello (1.0.31) unstable; urgency=medium\n\n  * One\n  * Two\n\n"
        " -- Ops <ops@example.org>  Sun, 13 Sep 2020 12:26:40 +0000\n");
  scratch.write("changelog", text);
  const auto parsed = try_run(
      {.words = {"dpkg-parsechangelog", "-l", "changelog", "--all"}, .folder = scratch.path()});
  REQUIRE(parsed.has_value());
  CHECK(parsed->err.empty());
  CHECK_THAT(parsed->out, Contains("Version: 1.0.32\n") && Contains("Timestamp: 1700000000\n"));
}

TEST_CASE("documents: the changelog's lines wrap under their bullet") {
  const std::string text = changelog_text(
      {.package = "hello",
       .maintainer = "Ops <ops@example.org>",
       .entries = {{.version = "1", .changes = {std::string(70, 'x') + " yyyyyyyy", "z"}}}});
  CHECK_THAT(text, Contains("  * " + std::string(70, 'x') + "\n    yyyyyyyy\n  * z\n\n -- "));
}

TEST_CASE("documents: a word longer than the changelog's lines is broken between characters") {
  const auto umlauts = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "ä";
    return text;
  };
  const std::string text = changelog_text(
      {.package = "hello",
       .maintainer = "Ops <ops@example.org>",
       .entries = {{.version = "1", .changes = {umlauts(76), umlauts(70) + " xyz"}}}});
  CHECK_THAT(text, Contains("  * " + umlauts(74) + "\n    ää\n  * " + umlauts(70) + " xyz\n\n"));
}

TEST_CASE("documents: the copyright file") {
  const auto text = [](Licence licence) {
    return copyright_text(
        {.package = "hello", .homepage = "", .epoch = 1700000000, .licence = std::move(licence)});
  };
  CHECK(text({}) ==
        "hello\n\nCopyright (C) 2023 the authors of hello\n\n"
        "The project states no licence: ask its authors for the terms of use.\n");
  CHECK(text({.text = "MIT License\n\nCopyright (c) 2020 Example\n\nPermission…\n"}) ==
        "hello\n\nMIT License\n\nCopyright (c) 2020 Example\n\nPermission…\n");
  CHECK(text({.name = "MIT", .text = "Permission\n\nis granted\n", .holder = "Example Ltd"}) ==
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: hello\n\nFiles: *\nCopyright: 2023 Example Ltd\nLicense: MIT\n"
        " Permission\n .\n is granted\n");
  CHECK_THAT(text({.name = "GPL-3.0-or-later"}),
             Contains("in the file '/usr/share/common-licenses/GPL-3'.\n"));
  CHECK_THAT(text({.name = "BSL-1.0"}), Contains("Its licence is BSL-1.0.\n"));
}
