// SPDX-License-Identifier: Apache-2.0
#include <assets/asset.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

TEST_CASE("where the digest goes in a name", "[assets]") {
  const auto marked = [](std::string path) { return path.insert(digest_position(path), "~"); };
  CHECK(marked("a.css") == "a~.css");
  CHECK(marked("js/app.min.js") == "js/app.min~.js");
  CHECK(marked("v1.2/LICENSE") == "v1.2/LICENSE~");
  CHECK(marked(".hidden") == ".hidden~");
  CHECK(marked("x/.hidden") == "x/.hidden~");
  CHECK(marked("js/app.js.LEGAL.txt") == "js/app~.js.LEGAL.txt");
}

TEST_CASE("names that are kept", "[assets]") {
  for (const char* plain :
       {"index.html", "a/b.HTM", "favicon.ico", "robots.txt", ".well-known/a.png"})
    CHECK(naming_of(plain) == Naming::plain);
  for (const char* digested : {"a.css", "html", "my-favicon.ico", "a/.well-known/b.png"})
    CHECK(naming_of(digested) == Naming::digested);
}

TEST_CASE("types and URLs", "[assets]") {
  CHECK(media_type_of("a/x.SVG") == "image/svg+xml");
  CHECK(media_type_of("x.js.map") == "application/json");
  CHECK(media_type_of("LICENSE") == "application/octet-stream");
  CHECK(url_path("a/b-c_d.e~@f") == "a/b-c_d.e~@f");
  CHECK(url_path("a b#c?d%e\"'(\xc3\xa9)`{") == "a%20b%23c%3Fd%25e%22%27%28%C3%A9%29%60%7B");
}
