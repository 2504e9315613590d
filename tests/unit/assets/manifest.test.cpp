// SPDX-License-Identifier: Apache-2.0
#include <assets/manifest.hpp>
#include <base/json.hpp>
#include <catch2/catch.hpp>

using namespace shipit;

namespace {

Asset asset(const std::string& path) {
  Asset one;
  one.path = path;
  one.file = path + "-digest";
  one.fingerprint = {7, std::string(32, '\xab'), std::string(48, '\0')};
  return one;
}

}  // namespace

// packaging/schema/assets-1.schema.json has the members; this has all of them, and their order.
TEST_CASE("a manifest has all that is known of an asset, sorted", "[assets]") {
  std::vector<Asset> assets = {asset("a.js"), asset("a.js.map"), asset("b \"\xc3\xa9\".css"),
                               asset("c.woff2")};
  assets[0].map = "a.js.map";
  assets[0].references = {2, 3};
  assets[0].relations.role = BundleRelations::Role::entry;
  assets[0].relations.source = "a.ts";
  assets[0].relations.styles = {2};
  assets[0].relations.preload = {3, 2};
  assets[0].relations.dynamic = {2};
  assets[0].variants = {{Codec::brotli, 3, {}}, {Codec::gzip, 4, {}}};
  assets[0].naming = Naming::query;
  assets[1].audience = Audience::kept_back;
  AssetOptions options;
  options.public_path = "/s/";
  options.version = "1.0";

  const std::string text = manifest_of(assets, options);
  const Json manifest = parse_json(text, "it");
  CHECK(to_text(manifest) == text);
  CHECK(manifest.at("schema") == 1);
  CHECK(manifest.at("publicPath") == "/s/");
  CHECK(manifest.at("assets").size() == 3);
  CHECK(manifest.at("assets").at("a.js") ==
        Json({{"css", {"b \"\xc3\xa9\".css"}},
              {"dynamicImports", {"b \"\xc3\xa9\".css"}},
              {"encodings", {{"br", 3}, {"gz", 4}}},
              {"entry", true},
              {"file", "a.js-digest"},
              {"integrity", "sha384-" + std::string(64, 'A')},
              {"preload", {"c.woff2", "b \"\xc3\xa9\".css"}},
              {"query", "v=1.0"},
              {"references", {"b \"\xc3\xa9\".css", "c.woff2"}},
              {"sha256", "abababababababababababababababababababababababababababababababab"},
              {"size", 7},
              {"source", "a.ts"},
              {"type", "text/javascript"}}));
  assets[1].audience = Audience::browsers;
  CHECK(parse_json(manifest_of(assets, options), "it").at("assets").at("a.js").at("map") ==
        "a.js.map");
}
