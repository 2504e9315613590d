// SPDX-License-Identifier: Apache-2.0
#include <configs/ini.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

// Whether Python's configparser reads the text.
bool python_reads(const std::string& text) {
  const Command command{.words = {"python3", "-c",
                                  "import configparser, sys\n"
                                  "configparser.ConfigParser().read_string(sys.stdin.read())"},
                        .input = text};
  return run(command).status == 0;
}

std::string refused(const std::string& text) {
  return refusal([&] { check_ini(text, "a.ini"); });
}

}  // namespace

TEST_CASE("ini: what configparser reads") {
  const std::string text = GENERATE(
      "", "# nothing\n\n; at all", "[a]\nkey = value\n", "[a]\r\nkey = value\r\n",
      "[a]\nkey: value\nempty =\nurl = http://host:80/?a=b\n[b]\nkey = again",
      "[a]\nhosts =\n  one\n  [two]\n\n  # between\n    three = 3\nnext = 1\n",
      "  [a]\n  key = 1\n  other = 2\n", "[a] ; behind it\nkey = 1",
      "[a]\nkey = # part of the value\n", "[DEFAULT]\nhome = /srv\n[a:b]\nx = %(home)s/x\n",
      "[a]\nkey = {\n  \"json\": 1 }\nwith blanks = 1\n", "[[a]]\nk=v");
  CAPTURE(text);
  CHECK(python_reads(text));
  CHECK_NOTHROW(check_ini(text, "a.ini"));
}

TEST_CASE("ini: what readers of plain lines take besides") {
  // Sections in several parts, keys that differ in case, indented keys.
  CHECK_NOTHROW(check_ini("[a]\nx = 1\n[b]\n[a]\ny = 2\n", "a.ini"));
  CHECK_NOTHROW(check_ini("[a]\nport = 1\nPort = 2\n", "a.ini"));
  CHECK_NOTHROW(check_ini("[a]\nx = 1\n  y = 2\n", "a.ini"));
  CHECK_NOTHROW(check_ini("[a]\nname = caf\xe9\n", "a.ini"));
}

TEST_CASE("ini: what nobody reads, by its line") {
  const auto [text, why] = GENERATE(table<std::string, std::string>({
      {"[a]\nkey\n", "a.ini:2: neither a [section] nor 'key = value'"},
      {"[a]\nx = 1\n}\n", "a.ini:3: neither a [section] nor 'key = value'"},
      {"\n\nkey = 1\n", "a.ini:3: 'key' stands before the first [section]"},
      {"[a\n", "a.ini:1: '[' begins a section, and its ']' is missing"},
      {"[]\nkey = 1", "a.ini:1: a section without a name"},
      {"[a]\n= 1\n", "a.ini:2: a value without a key"},
      {"[a]\nx = 1\n# x = 2\nx = 3", "a.ini:4: 'x' is already set in line 2, in the same section"},
      {"[a]\nhosts =\none\n", "a.ini:3: neither a [section]"},
      {"[a]\n<<<<<<< HEAD\n", "a.ini:2: neither a [section]"},
      {"\xef\xbb\xbf[a]\n", "a.ini:1: the file begins with a byte order mark"},
  }));
  CAPTURE(text);
  CHECK_FALSE(python_reads(text));
  CHECK_THAT(refused(text), Catch::StartsWith(why));
}
