// SPDX-License-Identifier: Apache-2.0
#include <inspect/control_fields.hpp>
#include <inspect/printable.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("printable: no byte commands a terminal, and people's letters stay") {
  CHECK(printable("bin/h\xc3\xa9llo \xe2\x82\xac \xf0\x9f\x9a\x80") ==
        "bin/h\xc3\xa9llo \xe2\x82\xac \xf0\x9f\x9a\x80");
  CHECK(printable("a\x1b[31mb\n") == "a\\x1b[31mb\\x0a");
  CHECK(printable("\xc2\x9b"
                  "31m") == "\\xc2\\x9b31m");
  CHECK(printable("a\xff") == "a\\xff");
  CHECK(printable("a\u061cb") == "a\\xd8\\x9cb");
  CHECK(printable("evil\u202Etxt.exe") == "evil\\xe2\\x80\\xaetxt.exe");
}

TEST_CASE("printable: sizes in powers of 1000") {
  CHECK(readable_size(0) == "0 B");
  CHECK(readable_size(999) == "999 B");
  CHECK(readable_size(1000) == "1.0 kB");
  CHECK(readable_size(1249) == "1.2 kB");
  CHECK(readable_size(45'600'000) == "45.6 MB");
  CHECK(readable_size(7'000'000'000'000) == "7.0 TB");
}

TEST_CASE("control fields: what goes on belongs to its field, what is none is refused") {
  const auto fields = parse_control("Package: a\nDescription: one\n two\n .\nDepends:\n", "x.deb");
  CHECK(fields.at("Package") == "a");
  CHECK(fields.at("Description") == "one\ntwo\n.");
  CHECK(fields.at("Depends").empty());
  for (const char* text : {"Package: a\nno field\n", "Package: a\n: b\n"})
    CHECK(refusal([&] { parse_control(text, "x.deb"); }) ==
          "cannot read 'x.deb': line 2 of its control file is no field\n");
  CHECK(refusal([] { parse_control(" a\n", "x.deb"); }).find("line 1 of") != std::string::npos);
}
