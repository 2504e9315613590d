// SPDX-License-Identifier: Apache-2.0
#include <bundle/entry.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("entry: a file that is changed while it is packaged is refused") {
  const Scratch scratch;
  scratch.write("grows", "longer than it was");
  Entry entry{.path = "grows", .size = 4, .source = scratch / "grows"};
  std::string seen;
  const std::string text =
      refusal([&] { read_entry(entry, [&](std::string_view bytes) { seen += bytes; }); });
  CHECK_THAT(text, Catch::Contains("grows' changed while it was being packaged"));
  CHECK_THAT(text, Catch::Contains("package again when nothing writes to it"));
  CHECK(seen.empty());

  entry.size = 18;
  read_entry(entry, [&](std::string_view bytes) { seen += bytes; });
  CHECK(seen == "longer than it was");
}
