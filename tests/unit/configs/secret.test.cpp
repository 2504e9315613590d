// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <configs/secret.hpp>

using namespace shipit;

namespace {

const std::string url = "url = https://app:hunter2@host";

std::string secrets_in(const std::string& text) {
  std::string result;
  for (const Secret& secret : find_secrets(text))
    result += std::to_string(secret.place) + " " + secret.what + "\n";
  return result;
}

}  // namespace

TEST_CASE("secret: one a line, by its number") {
  CHECK(secrets_in("").empty());
  CHECK(secrets_in("a = b\npassword = <from secrets.ini>\n").empty());
  CHECK(secrets_in("[a]\r\n" + url + "\r\n\n" + url + " " + url + "\n" + url) ==
        "2 a password in a URL\n4 a password in a URL\n5 a password in a URL\n");
}

TEST_CASE("secret: allowed on its line, or by a comment above it") {
  CHECK(secrets_in(url + "  # shipit: allow-secret\n").empty());
  CHECK(secrets_in(R"({"u": "https://app:hunter2@host", "_": "shipit: allow-secret"})").empty());
  for (const char* comment : {"# ", "; ", "  // ", "-- ", "<!-- "})
    CHECK(secrets_in(comment + ("shipit: allow-secret, it is public\n" + url)).empty());

  // It reaches no further, and only a comment speaks for another line.
  CHECK(secrets_in("# shipit: allow-secret\n" + url + "\n" + url) == "3 a password in a URL\n");
  CHECK(secrets_in("# shipit: allow-secret\n\n" + url) == "3 a password in a URL\n");
  CHECK(secrets_in("note = shipit: allow-secret\n" + url) == "2 a password in a URL\n");
  CHECK(secrets_in("# shipit: allow\n" + url) == "2 a password in a URL\n");
}

TEST_CASE("secret: binary files and huge lines") {
  CHECK(secrets_in(std::string("\x7f"
                               "ELF\0",
                               5) +
                   "\n" + url)
            .empty());
  std::string huge;
  while (huge.size() < 4'000'000)
    huge += "https://a:${P}@b/?password=&sk_live_,-----BEGIN ghp_secret";
  CHECK(secrets_in(huge).empty());
  CHECK(secrets_in(huge + " " + url + "\n" + url) ==
        "1 a password in a URL\n2 a password in a URL\n");
}
