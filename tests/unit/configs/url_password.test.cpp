// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <configs/url_password.hpp>

using namespace shipit;

TEST_CASE("url_password: before the host") {
  const std::string text = GENERATE(
      "url = postgresql://app:hunter2@db.internal/orders", "redis://:hunter2@127.0.0.1:6379/0",
      R"({"u": "https://app:hunter2@host"})", R"({"u": "https:\/\/app:hunter2@host\/"})",
      "amqp://a:p@ss@host", "x=https://a.example,https://a:hunter2@host",
      "mongodb://a:hunter2@h1,h2/db", "https://proxy/?to=https://a:hunter2@host");
  CAPTURE(text);
  const std::vector<Secret> found = find_url_passwords(text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].what == "a password in a URL");
}

TEST_CASE("url_password: in the query") {
  CHECK(find_url_passwords("jdbc:postgresql://db/x?user=a&password=hunter2&ssl=true").size() == 1);
  CHECK(find_url_passwords("<u>jdbc:mysql://db/x?user=a&amp;PWD=hunter2</u>").size() == 1);
  CHECK(find_url_passwords("jdbc:postgresql://db/x?password=${PASSWORD}").empty());
  CHECK(find_url_passwords("https://host/?reset_password=hunter2").empty());
  CHECK(find_url_passwords("https://host/?password=&x=1").empty());
  CHECK(find_url_passwords("a?password=hunter2").empty());
}

TEST_CASE("url_password: what is none") {
  const std::string text = GENERATE(
      "https://user:${PASSWORD}@host", "https://user:$PASSWORD@host", "https://user:<pw>@host",
      "postgresql://%(user)s:%(password)s@db", "https://user:{{ password }}@host",
      "https://user:@PASSWORD@@host", "https://user:****@host", "https://user:password@host",
      "https://user:hunter2@example.org/x", "https://user:hunter2@host.invalid:80/",
      "https://user:@host", "https://user@host", "ssh://git@host:22/x",
      "https://host:8080/@scope/x", "http://[::1]:8000/", "https://host/?mail=a:b@c",
      "https://host:80#a@b", "https://", "password=<from secrets.ini>", "://user:hunter2@host",
      "mailto:a:b@c", "12:30:45 a:b@c");
  CAPTURE(text);
  CHECK(find_url_passwords(text).empty());
}
