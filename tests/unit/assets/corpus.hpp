// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/language.hpp>
#include <assets/links.hpp>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace shipit::test {

// A text, and what it is with "~" where a digest goes.
struct Case {
  std::string name;
  std::string path;
  std::string source;
  std::string expected = source;
};

inline Site corpus_site() {
  static const std::vector<std::string> assets = {
      "LICENSE",  "a b.png",    "a.css",        "a.js",      "app.css",  "app.js",
      "b.css",    "b.js",       "e.png",        "f.eot",     "h#x.png",  "i.png",
      "i@2x.png", "index.html", "p.css.map",    "p.js.map",  "q.mp4",    "s.svg",
      "x.woff2",  "img/i.png",  "img/q\"u.png", "sub/c.css", "sub/c.js", "app-0123456789abcdef.js"};
  Site site;
  site.root = "web";
  site.public_path = "/static/";
  for (std::size_t i = 0; i < assets.size(); ++i) site.assets.emplace(assets[i], i);
  return site;
}

// The source with "~" where digests go, after what leads nowhere, "[file:line value]" each.
inline std::string linked(const std::string& path, const std::string& source) {
  const Site all = corpus_site();
  Linker linker(all);
  const Page page = references_in(language_of(path), source);
  const Links links = linker.link({path, "web/" + path, source, page.references, page.base});
  std::string result;
  std::size_t done = 0;
  for (const Splice& splice : links.splices) {
    result.append(source, done, splice.begin - done);
    result += splice.form == Splice::Form::text ? splice.text : "~";
    done = splice.end;
  }
  for (const Dangling& one : linker.dangling()) result += "[" + one.where + " " + one.value + "]";
  return result.append(source, done);
}

inline void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    INFO(one.name);
    CHECK(linked(one.path, one.source) == one.expected);
  }
}

}  // namespace shipit::test
