// SPDX-License-Identifier: Apache-2.0
#include <assets/placeholders.hpp>
#include <catch2/catch.hpp>

#include "site.hpp"

using namespace shipit;

namespace {

const std::string mark = "-ShipIt0Names";

std::string spliced(std::string bundle, const std::string& public_path,
                    const std::vector<std::pair<std::string, std::string>>& known) {
  std::vector<Asset> assets;
  std::vector<WrittenName> names;
  for (const auto& [written, path] : known) {
    names.push_back({written, assets.size()});
    assets.emplace_back().path = path;
  }
  Site site;
  site.public_path = public_path;
  const std::vector<Splice> splices = placeholder_splices(bundle, site, names, assets);
  for (auto splice = splices.rbegin(); splice != splices.rend(); ++splice)
    bundle.replace(
        splice->begin, splice->end - splice->begin,
        (splice->form == Splice::Form::url ? "<" : "[") + assets[splice->target].path + "]");
  return bundle;
}

}  // namespace

TEST_CASE("names in bundles are told apart", "[assets]") {
  CHECK(spliced("a(/static/i" + mark + ".png?v=1#x),b(/static/i" + mark + ".svg)", "/static/",
                {{"i" + mark + ".png", "i.png"}, {"i" + mark + ".svg", "i.svg"}}) ==
        "a(/static/i[i.png].png?v=1#x),b(/static/i[i.svg].svg)");
  CHECK(spliced("/s/a" + mark + ".js.LEGAL.txt", "/s/",
                {{"a" + mark + ".js", "a.js"}, {"a" + mark + ".js.LEGAL.txt", "a.js.LEGAL.txt"}}) ==
        "/s/a[a.js.LEGAL.txt].js.LEGAL.txt");
  CHECK(spliced("'/s/s/a" + mark + "'", "/s/", {{"s/a" + mark, "s/a"}}) == "'/s/s/a[s/a]'");
  CHECK(spliced("url(/x/y/a" + mark + ")", "/",
                {{"x/y/a" + mark, "x/y/a"}, {"y/a" + mark, "y/a"}}) == "url(/x/y/a[x/y/a])");
}

TEST_CASE("names that are not safe as esbuild writes them become whole URLs", "[assets]") {
  CHECK(spliced("\"/s/a b" + mark + ".png\"", "/s/", {{"a b" + mark + ".png", "a b.png"}}) ==
        "\"<a b.png]\"");
  CHECK(spliced("url(/s/_.._/node_modules/x/f" + mark + ".woff2?a)", "/s/",
                {{"_.._/node_modules/x/f" + mark + ".woff2", "vendor/x/f.woff2"}}) ==
        "url(<vendor/x/f.woff2]?a)");
}

TEST_CASE("an unknown name in a bundle is a bug", "[assets]") {
  CHECK_THAT(test::refusal_of([] {
               spliced("'/s/b" + mark + "'", "/s/", {{"a" + mark, "a"}});
             }),
             Catch::StartsWith("esbuild's output names a file that ShipIt does not know"));
}
