// SPDX-License-Identifier: Apache-2.0
#include "corpus.hpp"

using namespace shipit;
using test::Case;

TEST_CASE("references of pictures", "[assets]") {
  const std::vector<Case> cases = {
      {"svgref", "s.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href=\"i.png\"/></svg>",
       "<svg xmlns='http://www.w3.org/2000/svg'><image href=\"i~.png\"/></svg>"},
      {"prefixes", "s.svg",
       "<svg:svg xmlns:l='http://www.w3.org/1999/xlink'><svg:use l:href='s.svg#a'/><svg:style>a{b:"
       "url(i.png)}</svg:style><svg:image l:href='e.png'/></svg:svg>",
       "<svg:svg xmlns:l='http://www.w3.org/1999/xlink'><svg:use l:href='s~.svg#a'/><svg:style>a{b:"
       "url(i~.png)}</svg:style><svg:image l:href='e~.png'/></svg:svg>"},
      {"styles", "s.svg",
       "<?xml version='1.0'?><?xml-stylesheet href='a.css' type='text/css'?><svg><style/>"
       "<style>@import "
       "&quot;b.css&quot;;</style><style><![CDATA[a>b{c:url('i.png')}]]></style></svg>",
       "<?xml version='1.0'?><?xml-stylesheet href='a~.css' type='text/css'?><svg><style/>"
       "<style>@import &quot;b~.css&quot;;</style><style><![CDATA[a>b{c:url('i~.png')}]]></style>"
       "</svg>"},
      {"presentation attributes", "s.svg",
       "<svg><g fill='url(#a)' filter='url(\"s.svg#f\")' style='mask:url(i.png)'/></svg>",
       "<svg><g fill='url(#a)' filter='url(\"s~.svg#f\")' style='mask:url(i~.png)'/></svg>"},
      {"no references", "s.svg",
       "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/"
       "svg11.dtd'><svg><!--> <image href='gone'/> --><title>url(gone) <![CDATA[<image "
       "href='gone'/>]]></title><a href='orders'/><text>href='gone'</text></svg>"},
      {"scripts", "s.svg", "<svg><script href='a.js'/><script>import('./b.js')</script></svg>",
       "<svg><script href='a~.js'/><script>import('./b~.js')</script></svg>"},
      {"missing", "s.svg", "<svg>\n<image href='gone.png'/></svg>",
       "[web/s.svg:2 gone.png]<svg>\n<image href='gone.png'/></svg>"},
      {"latin1", "s.svg",
       "<?xml version='1.0' encoding='iso-8859-1'?><svg id='\xe9'><use href='s.svg#\xe9'/></svg>",
       "<?xml version='1.0' encoding='iso-8859-1'?><svg id='\xe9'><use href='s~.svg#\xe9'/></svg>"},
      {"the end inside", "s.svg", "<svg><style>a{b:url(i.png)}", "<svg><style>a{b:url(i~.png)}"},
  };
  test::check(cases);
}

TEST_CASE("references of web manifests", "[assets]") {
  const std::vector<Case> cases = {
      {"webmanifest", "x.webmanifest", R"-({"icons": [{"src": "i.png", "sizes": "1x1"}]})-",
       R"-({"icons": [{"src": "i~.png", "sizes": "1x1"}]})-"},
      {"everywhere", "sub/x.webmanifest",
       R"-({"screenshots":[{"src":"..\/img/i.png"},{"src":"\u002e./i.png"}],
            "shortcuts":[{"url":"/orders","icons":[{"src":"/static/s.svg#x"}]}],"start_url":"../index.html"})-",
       R"-({"screenshots":[{"src":"..\/img/i~.png"},{"src":"\u002e./i~.png"}],
            "shortcuts":[{"url":"/orders","icons":[{"src":"/static/s~.svg#x"}]}],"start_url":"../index~.html"})-"},
      {"no references", "x.webmanifest",
       R"-({"name": "i.png", "src": "gone", "icons": ["i.png", {"type": "i.png", "src2": "i.png"}]})-"},
      {"pages that a program makes", "x.webmanifest",
       R"-({"start_url": "gone", "action": "gone"})-"},
      {"missing", "x.webmanifest", "{\"icons\":\n[{\"src\": \"gone.png\"}]}",
       "[web/x.webmanifest:2 gone.png]{\"icons\":\n[{\"src\": \"gone.png\"}]}"},
      {"no JSON", "x.webmanifest", R"-({"icons": [{"src": "gone.png)-"},
      {"no JSON: brackets", "x.webmanifest", R"-(]{"icons": [{"src": "gone.png"}]})-"},
      {"bom, latin1", "x.webmanifest",
       "\xef\xbb\xbf{\"name\":\"\xe9\",\"icons\":[{\"src\":\"i.png\"}]}",
       "\xef\xbb\xbf{\"name\":\"\xe9\",\"icons\":[{\"src\":\"i~.png\"}]}"},
  };
  test::check(cases);
}

TEST_CASE("references of import maps", "[assets]") {
  const auto page = [](const std::string& map) {
    return "<script type=\" ImportMap\">" + map + "</script>";
  };
  const auto one = [&](const std::string& name, const std::string& map,
                       const std::string& expected) {
    return Case{name, "sub/x.html", page(map), page(expected)};
  };
  const std::string odd = R"-({"imports":{"a":"a.js","b":"https://h/b.js","c":null,"./d":7}})-";
  const std::string lists =
      R"-({"imports":["./gone.js"],"else":{"a":"./gone.js"},"x":"./gone.js"})-";
  const std::vector<Case> cases = {
      one("values", R"-({"imports": {"a": "../a.js", "b": "/static/b.js?x#y", "c": "./c.js"}})-",
          R"-({"imports": {"a": "../a~.js", "b": "/static/b~.js?x#y", "c": "./c~.js"}})-"),
      one("keys that are URLs",
          R"-({"imports": {"/static/a.js": "../b.js", "./gone.js": "../a.js"}})-",
          R"-({"imports": {"/static/a~.js": "../b~.js", "./gone.js": "../a~.js"}})-"),
      one("scopes",
          R"-({"scopes": {"c.js": {"a.js": "../a.js"}, "/static/": {"../b.js": "./c.js"}}})-",
          R"-({"scopes": {"c~.js": {"a.js": "../a~.js"}, "/static/": {"../b~.js": "./c~.js"}}})-"),
      one("folders", R"-({"imports": {"lib/": "./lib/", "../": "../gone/"}})-",
          R"-({"imports": {"lib/": "./lib/", "../": "../gone/"}})-"),
      one("escapes", R"-({"imports": {"a": "..\/\u0061.js"}})-",
          R"-({"imports": {"a": "..\/\u0061~.js"}})-"),
      one("integrity", R"-({"integrity": {"../a.js": "sha256-x", "c.js": "y", "./c.js": ""}})-",
          R"-({"integrity": {"../a~.js": "~", "c.js": "y", "./c~.js": ""}})-"),
      one("integrity of other hosts", R"-({"integrity": {"//h/a.js": "x", "./gone.js": "y"}})-",
          R"-({"integrity": {"//h/a.js": "x", "./gone.js": "y"}})-"),
      one("templates", R"-({ {% x %}"imports": {"a": "{{ a }}", {{ b }} "b": "../b.js"}})-",
          R"-({ {% x %}"imports": {"a": "{{ a }}", {{ b }} "b": "../b~.js"}})-"),
      one("templates in an integrity", R"-({"integrity": {"../a.js": "{{ x }}"}})-",
          R"-({"integrity": {"../a~.js": "{{ x }}"}})-"),
      one("what is no reference", odd, odd),
      one("what is elsewhere", lists, lists),
      one("no JSON", R"-({"imports": {"a": "../gone.js"})-",
          R"-({"imports": {"a": "../gone.js"})-"),
      {"missing", "x.html", page("\n{\"imports\":{\"a\":\"./gone.js\"}}"),
       "[web/x.html:2 ./gone.js]" + page("\n{\"imports\":{\"a\":\"./gone.js\"}}")},
      {"base", "sub/x.html", "<base href=/static/>" + page(R"-({"imports":{"a":"./a.js"}})-"),
       "<base href=/static/>" + page(R"-({"imports":{"a":"./a~.js"}})-")},
  };
  test::check(cases);
}
