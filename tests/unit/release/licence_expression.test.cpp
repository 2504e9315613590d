// SPDX-License-Identifier: Apache-2.0
#include <release/licence_expression.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("licence expressions: what SPDX's grammar allows") {
  for (const char* text :
       {"MIT", "GPL-2.0+", "LicenseRef-Ours", "DocumentRef-a:LicenseRef-b", "MIT OR Apache-2.0",
        "GPL-2.0-or-later WITH Classpath-exception-2.0", "(MIT)", "(MIT OR ISC) AND (Zlib)",
        "((MIT OR X11) AND ISC) OR GPL-2.0-only WITH GCC-exception-2.0"}) {
    CAPTURE(text);
    CHECK(is_licence_expression(text));
  }
}

TEST_CASE("licence expressions: other texts are names") {
  for (const char* text :
       {"", " ", "Apache 2.0", "All rights reserved", "MIT OR", "OR MIT", "MIT AND OR ISC", "(MIT",
        "MIT)", "()", ")MIT(", "MIT (ISC)", "(MIT) ISC", "MIT WITH (x)", "+", "MIT/X11", "Lizenz-ö",
        "MIT\nOR ISC"}) {
    CAPTURE(text);
    CHECK_FALSE(is_licence_expression(text));
  }
}
