// SPDX-License-Identifier: Apache-2.0
#include <deb/relations.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("relations: sorted, none twice, none that another one implies") {
  CHECK(united_relations({"zlib1g (>=1.2)", "libc6", "python3:any", "libc6 (>= 2.36)",
                          "zlib1g (>= 1.2)", "mta|postfix", "libc6"}) ==
        std::vector<std::string>{"libc6 (>= 2.36)", "mta | postfix", "python3:any",
                                 "zlib1g (>= 1.2)"});
  // An alternative that names a package asks for less than the package.
  CHECK(united_relations({"a", "a (>= 1) | b"}) == std::vector<std::string>{"a", "a (>= 1) | b"});
  CHECK(split_relations(" a , b(>=1),, ") == std::vector<std::string>{"a", "b (>= 1)"});
}

TEST_CASE("relations: what Debian can't read is refused") {
  for (const char* good : {"libc6", "libc6 (>= 2.36)", "libc6:any (= 1:2-3) | x2", "g++ (<< 9)"})
    CHECK_NOTHROW(check_relation("Depends", good));
  for (const char* bad : {"", "libc6 >= 2", "libc6 (2.36)", "libc6 (>= )", "libc6 (>= 2", "a1 |",
                          "libc6 (>= 2) x", "Libc6", "a1, b1", "a1\nX: y"})
    CHECK_THAT(refusal([&] { check_relation("Depends", bad); }),
               Catch::Contains("the package's Depends has a word that Debian cannot read: '") &&
                   Catch::EndsWith("write it like 'libfoo1', 'libfoo1 (>= 1.2)' or 'exim4 | "
                                   "postfix'"));
}
