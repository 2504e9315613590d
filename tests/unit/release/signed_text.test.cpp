// SPDX-License-Identifier: Apache-2.0
#include <release/signed_text.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("signed text: name and version come before the checksums") {
  CHECK(signed_text("hello", "1.0.32", "abc  x\n") ==
        "shipit release 1\nname: hello\nversion: 1.0.32\n\nabc  x\n");
}

TEST_CASE("strict checksums: no line is passed over") {
  const std::string digest(64, 'a');
  CHECK(strict_checksums(digest + "  a b\n" + digest + "  c\n", "S") ==
        std::map<std::string, std::string>{{"a b", digest}, {"c", digest}});
  for (const std::string& line : std::vector<std::string>{
           digest + "  ../x", digest + "  a/b", digest + "  ..", digest + " *x", digest + "  ",
           digest + "  a\\nb", std::string(64, 'A') + "  x", std::string("# x"), std::string()})
    CHECK(refusal([&] { strict_checksums(digest + "  x\n" + line + "\n", "S"); }) ==
          "S:2: this is no digest of a file beside it\n");
  CHECK(refusal([&] { strict_checksums(digest + "  x\n" + digest + "  x\n", "S"); }) ==
        "S:2: 'x' is there twice\n");
}
