// SPDX-License-Identifier: Apache-2.0
#include <deb/wrap.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("wrap: words in lines of so many characters") {
  CHECK(wrap("one two  three ", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("\xc3\xa4\xc3\xb6 \xc3\xbc", 4) ==
        std::vector<std::string>{"\xc3\xa4\xc3\xb6 \xc3\xbc"});
  CHECK(wrap("a unbreakable b", 5) == std::vector<std::string>{"a", "unbreakable", "b"});
  CHECK(wrap("  ", 5).empty());
}
