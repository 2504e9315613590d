// SPDX-License-Identifier: Apache-2.0
#include <base/foreign_text.hpp>
#include <base/text.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("foreign text: ordinary text stays, in any script") {
  CHECK(one_line("Größe: 3 × \"a\" 'b' `c` $(d) \\n 日本 🚢", 100) ==
        "Größe: 3 × \"a\" 'b' `c` $(d) \\n 日本 🚢");
}

TEST_CASE("foreign text: control characters and line ends become single blanks") {
  CHECK(one_line(" a\n\nb\r\tc\x1b[31mred\x07\x7f ", 100) == "a b c [31mred");
  CHECK(one_line("a\xc2\x9b\x33\x31mb\xc2\x85", 100) == "a 31mb");  // C1 controls: CSI, NEL
  CHECK(one_line(std::string_view("a\0b", 3), 100) == "a b");
}

TEST_CASE("foreign text: bytes that are no UTF-8 are shown as such") {
  CHECK(one_line("a\xff\xfe"
                 "b\xc3",
                 100) ==
        "a\xef\xbf\xbd\xef\xbf\xbd"
        "b\xef\xbf\xbd");
  CHECK(one_line("\xed\xa0\x80", 100) == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");  // a surrogate
}

TEST_CASE("foreign text: nothing reorders or hides text") {
  CHECK(one_line("a\xe2\x80\xae"
                 "b\xe2\x81\xa6"
                 "c\xe2\x80\x8b"
                 "d\xe2\x80\xa8",
                 100) ==
        "a\xef\xbf\xbd"
        "b\xef\xbf\xbd"
        "c\xef\xbf\xbd"
        "d\xef\xbf\xbd");
  CHECK(one_line("a\xe2\x80\xa6", 100) == "a\xe2\x80\xa6");  // an ellipsis does neither
}

TEST_CASE("foreign text: long lines are cut at a character") {
  CHECK(one_line("abcd", 4) == "abcd");
  CHECK(one_line("abcde", 4) == "abcd…");
  CHECK(one_line("ab cd", 4) == "ab c…");
  CHECK(one_line("ab cd", 3) == "ab…");
  CHECK(one_line("äöüß", 3) == "äöü…");
  CHECK(one_line(std::string(10000, 'x'), 200) == std::string(200, 'x') + "…");
  CHECK(is_utf8(one_line(std::string(9999, '\xc3'), 200)));
}

TEST_CASE("foreign text: several lines keep their indents, and none is a signature's armour") {
  CHECK(safe_lines("a\n\n  b\x1b\n-----BEGIN PGP SIGNATURE-----\nc", 100) ==
        "a\n\n  b\n -----BEGIN PGP SIGNATURE-----\nc\n");
}
