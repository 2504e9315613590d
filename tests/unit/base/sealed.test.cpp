// SPDX-License-Identifier: Apache-2.0
#include <base/sealed.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("sealed: a record is read as it was written, or not at all") {
  const Scratch scratch;
  const Path file = scratch / "a.index";
  CHECK(read_sealed(file) == std::nullopt);
  write_sealed(file, "");
  CHECK(read_sealed(file) == "");
  write_sealed(file, "one\ntwo\n");
  CHECK(read_sealed(file) == "one\ntwo\n");
  const std::string whole = read_file(file);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    write_file(file, damaged);
    CHECK(read_sealed(file) == std::nullopt);
    write_file(file, whole.substr(0, i));
    CHECK(read_sealed(file) == std::nullopt);
  }
}
