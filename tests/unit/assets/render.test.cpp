// SPDX-License-Identifier: Apache-2.0
#include <assets/render_nginx.hpp>
#include <assets/render_urls.hpp>

#include "site.hpp"

using namespace shipit;
using test::refusal_of;

namespace {

Json asset_json(const std::string& file, const std::string& type) {
  return {{"file", file}, {"type", type}, {"size", 1}, {"sha256", "00"}, {"integrity", "sha384-x"}};
}

Published published(const Json& assets) {
  return read_manifest({{"schema", 1}, {"publicPath", "/s/"}, {"assets", assets}}, "it");
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a manifest is read with the URLs of its assets", "[assets]") {
  Json odd = asset_json("o d.png", "image/png");
  odd["query"] = "v=1";
  const Published all = published({{"o d.png", odd}, {"a.js", asset_json("a-1.js", "text/x")}});
  CHECK(all.assets.at("o d.png").url == "/s/o%20d.png?v=1");
  CHECK(all.assets.at("a.js").url == "/s/a-1.js");
  CHECK(refusal_of([] {
          read_manifest({{"schema", 2}}, "it");
        }) ==
        "'it' has schema 2, which this ShipIt does not know\n"
        "help: use the ShipIt that made it, or a newer one");
  Json strange = asset_json("a-1.js", "text/x");
  strange["encodings"] = {{"lzma", 1}};
  CHECK(refusal_of([&] {
          published({{"a.js", strange}});
        }) ==
        "'it' has the encoding 'lzma', which this ShipIt does not know\n"
        "help: use the ShipIt that made it, or a newer one");
  CHECK(refusal_of([] { published(Json::array()); }) == "'assets' is no object in 'it'");
}

TEST_CASE("nothing leaves the texts of a header and a module", "[assets]") {
  const Published all = published({{"a\"\\\n?\?/.js", asset_json("a\".js", "text/x")}});
  CHECK(has(render_asset_header(all, "a::b"), R"({"a\042\134\012\077\077/.js",)"));
  CHECK(has(render_asset_header(all, "a::b"), "namespace a::b {"));
  CHECK(has(render_asset_module(all), R"("a\u0022\u005c\u000a\u003f\u003f/.js": ()"));
}

TEST_CASE("nginx gets brotli only where it is asked for", "[assets]") {
  const Published all = published(Json::object());
  NginxSite site{.name = "n", .folder = "/srv/a\"b\\/"};
  CHECK(has(render_nginx(all, site), "alias \"/srv/a\\\"b\\\\/\";"));
  CHECK_FALSE(has(render_nginx(all, site), "brotli"));
  site.brotli = BrotliStatic::on;
  CHECK(has(render_nginx(all, site), "brotli_static on;"));
}

TEST_CASE("what this release has no more is looked for among the kept files", "[assets]") {
  Json entry = asset_json("a-ivzse6bezwha.css", "text/css");
  entry["entry"] = true;
  const Published all = published({{"a.css", entry}});
  NginxSite site{.name = "n-1", .folder = "/srv", .kept = "/opt/x/shared/assets", .hsts = "60"};
  const std::string text = render_nginx(all, site);
  CHECK(has(text, "    error_page 404 = @n_1_kept;\n"));
  CHECK(has(text, "location @n_1_kept {\n  root \"/opt/x/shared/assets/\";\n"));
  CHECK(has(text.substr(text.find("location @")), "    image/svg+xml svg;\n"));  // of before
  CHECK_FALSE(has(text.substr(0, text.find("location @")), "svg"));
  CHECK(has(text, "    add_header Strict-Transport-Security \"max-age=60\";\n"));
  CHECK(has(text, "set $n_1_a_css "));
  site.variables = PreloadVariables::off;
  CHECK_FALSE(has(render_nginx(all, site), "set $"));
  site.kept = "shared";
  CHECK(
      has(refusal_of([&] { render_nginx(all, site); }), "nginx can't serve assets from 'shared'"));
}

TEST_CASE("names that only look digested are asked for again", "[assets]") {
  const Published all =
      published({{"my-placeholders.png", asset_json("my-placeholders.png", "image/png")},
                 {"a.js", asset_json("a-placeholders.js", "text/javascript")}});
  const std::string text = render_nginx(all, {.name = "n", .folder = "/srv"});
  CHECK(has(text, "location = \"/s/my-placeholders.png\" {"));
  CHECK_FALSE(has(text, "/s/a-placeholders.js"));
}

TEST_CASE("what nginx can't be told is refused", "[assets]") {
  Json entry = asset_json("x.js", "text/javascript");
  entry["entry"] = true;
  CHECK(refusal_of([&] {
          render_nginx(published({{"a-b.js", entry}, {"a_b.js", entry}}),
                       {.name = "n", .folder = "/srv"});
        }) ==
        "nginx would know 'a-b.js' and 'a_b.js' by one name, '$n_a_b_js'\nhelp: rename one "
        "of them");
  CHECK(refusal_of(
            [&] { render_nginx(published(Json::object()), {.name = "n", .folder = "srv"}); }) ==
        "nginx can't serve assets from 'srv'\nhelp: say where the server has them, as in "
        "/usr/share/myservice/static");
}

TEST_CASE("nginx is told no type that a manifest makes up, and one for manifests") {
  for (const char* type : {"text/css; } evil {", "css", "a/b/c", "/css", "text/", "text/c ss", ""})
    CHECK(refusal_of([&] {
            published({{"a.css", asset_json("a-1.css", type)}});
          }) ==
          "'" + std::string(type) +
              "' is no media type, but that of 'a.css' in 'it'\nhelp: delete it and build again");
  const NginxSite site{.name = "n", .folder = "/srv"};
  CHECK(has(render_nginx(published(Json::object()), site), "  application/json json;\n"));
  const Published own = published({{"a.json", asset_json("a-1.json", "application/ld+json")}});
  CHECK(has(render_nginx(own, site), "  application/ld+json json;\n"));
  CHECK_FALSE(has(render_nginx(own, site), "application/json"));
}

TEST_CASE("nginx is told no folder that it would refuse") {
  const auto refused = [](const std::string& folder) {
    return refusal_of(
        [&] { render_nginx(published(Json::object()), {.name = "n", .folder = folder}); });
  };
  for (const char* folder : {"/srv/a$", "/srv/$/b", "/srv/${a/b", "/srv/$5/b", "/srv/${}/b"})
    CHECK(refused(folder) == "nginx takes the '$' in '" + std::string(folder) +
                                 "' for a variable without a name\nhelp: choose a folder without "
                                 "'$', or write a variable, as in $document_root/static");
  CHECK(has(refused("/srv/a\tb"), "nginx can't serve assets from"));
  for (const char* folder : {"$document_root/x", "/srv/${a}b/$c_1"})
    CHECK(refused(folder) == "nothing was refused");
}
