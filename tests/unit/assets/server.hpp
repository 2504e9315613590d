// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/retain.hpp>
#include <base/hash.hpp>
#include <base/json.hpp>
#include <base/walk.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "scratch.hpp"
#include "site.hpp"

namespace shipit::test {

using Names = std::set<std::string>;

inline std::string named(const std::string& stem, const std::string& bytes) {
  return stem + "-" + to_base32(hash(HashKind::sha256, bytes)).substr(0, 12) + ".js";
}

// Releases, and the folder that is served.
struct Server {
  Scratch scratch;
  Path served = scratch / "served";

  Path release(const std::string& version) const { return scratch / ("releases/" + version); }

  // A release with the files js/<stem>.js of these bytes, and a page that has no digest.
  void deploy(const std::string& version, const std::map<std::string, std::string>& files) const {
    Json assets = {{"index.html", entry("index.html", "page")}};
    scratch.write("releases/" + version + "/index.html", "page");
    for (const auto& [stem, bytes] : files) {
      const std::string file = named("js/" + stem, bytes);
      scratch.write("releases/" + version + "/" + file, bytes);
      scratch.write("releases/" + version + "/" + file + ".br", "br");
      assets["js/" + stem + ".js"] = entry(file, bytes);
      assets["js/" + stem + ".js"]["encodings"] = {{"br", 2}};
    }
    set_manifest(version, assets);
  }
  void set_manifest(const std::string& version, const Json& assets) const {
    scratch.write("releases/" + version + "/manifest.json",
                  to_text({{"schema", 1}, {"publicPath", "/static/"}, {"assets", assets}}));
  }
  static Json entry(const std::string& file, const std::string& bytes) {
    return {{"file", file},
            {"type", "text/javascript"},
            {"size", bytes.size()},
            {"sha256", sha256_hex(bytes)},
            {"integrity", "sha384-x"}};
  }

  RetainOptions options(const std::vector<std::string>& versions, std::size_t keep) const {
    RetainOptions all{.releases = {}, .into = served, .keep = keep};
    for (const std::string& version : versions) all.releases.push_back(release(version));
    return all;
  }
  RetainOutcome retain(const std::vector<std::string>& versions, std::size_t keep) const {
    return shipit::retain(options(versions, keep));
  }
  std::string refused(const std::vector<std::string>& versions, std::size_t keep = 2) const {
    return refusal_of([&] { retain(versions, keep); });
  }

  // What is served, without variants.
  Names names() const {
    Names all;
    if (!std::filesystem::exists(served)) return all;
    for (const Found& found : walk(served))
      if (found.kind == FileKind::regular && found.path.ends_with(".js")) all.insert(found.path);
    return all;
  }
};

inline const std::string one = named("js/app", "one");
inline const std::string two = named("js/app", "two");
inline const std::string three = named("js/app", "three");
inline const std::string same = named("js/same", "same");

struct ThreeReleases : Server {
  ThreeReleases() {
    deploy("1", {{"app", "one"}, {"same", "same"}});
    deploy("2", {{"app", "two"}, {"same", "same"}});
    deploy("3", {{"app", "three"}, {"same", "same"}});
  }
};

}  // namespace shipit::test
