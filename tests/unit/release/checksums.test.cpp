// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <release/checksums.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("checksums: sha256sum reads them, and so do we") {
  const Scratch scratch;
  scratch.write("b c.deb", "two");
  scratch.write("a.tar.zst", "one");
  const std::string text =
      render_checksums({{"b c.deb", sha256_hex("two")}, {"a.tar.zst", sha256_hex("one")}});
  scratch.write("SHA256SUMS", text);
  const Outcome outcome =
      run({.words = {"sha256sum", "--check", "--strict", "SHA256SUMS"}, .folder = scratch.path()});
  CHECK(outcome.out == "a.tar.zst: OK\nb c.deb: OK\n");
  CHECK(parse_checksums(text).at("b c.deb") == sha256_hex("two"));
  CHECK(parse_checksums("nonsense\n").empty());
}
