// SPDX-License-Identifier: Apache-2.0
#include "corpus.hpp"

using namespace shipit;
using test::Case;

namespace {

const std::string data = R"-(a{b:url("data:image/svg+xml,<svg xmlns='x' d=\"url(i.png)\"/>")})-";
const std::string script = "<script>var a='<img src=i.png>';if(a<b){x=\"</scrip\"}</script>";

}  // namespace

TEST_CASE("references of style sheets", "[assets]") {
  const std::vector<Case> cases = {
      {"plain", "a.css", "a{b:url(i.png)}", "a{b:url(i~.png)}"},
      {"quotes", "a.css", R"-(a{b:url( "i.png" ) , url('i.png'  )})-",
       R"-(a{b:url( "i~.png" ) , url('i~.png'  )})-"},
      {"upper", "a.css", "a{b:URL(i.png) Url('i.png')}", "a{b:URL(i~.png) Url('i~.png')}"},
      {"comment", "a.css", "/* url(gone.png) @import 'gone.css' */a{}"},
      {"string", "a.css", R"-(a{content:"url(i.png)" 'x\'url(i.png)'})-"},
      {"data", "a.css", data},
      {"data, bare", "a.css", "a{b:url(data:image/gif;base64,R0lGOD==)}"},
      {"hashonly", "a.css", "a{b:url(#id) url('#id')}"},
      {"fragment", "a.css", "a{b:url(s.svg#icon)}", "a{b:url(s~.svg#icon)}"},
      {"iefix", "a.css", "a{b:url(f.eot?#iefix)}", "a{b:url(f~.eot?#iefix)}"},
      {"query", "a.css", "a{b:url(i.png?v=1.2)}", "a{b:url(i~.png?v=1.2)}"},
      {"space", "a.css", "a{b:url('a b.png')}", "a{b:url('a b~.png')}"},
      {"escape", "a.css", R"-(a{b:url(a\ b.png) url(a\20 b.png) url("a\000020b.png")})-",
       R"-(a{b:url(a\ b~.png) url(a\20 b~.png) url("a\000020b~.png")})-"},
      {"escape: the dot", "a.css", R"-(a{b:url(i\2e png) url(i\.png) url(\69.png)})-",
       R"-(a{b:url(i~\2e png) url(i~\.png) url(\69~.png)})-"},
      {"escape: the function", "a.css", R"-(a{b:\75rl(i.png) u\52 l("i.png")})-",
       R"-(a{b:\75rl(i~.png) u\52 l("i~.png")})-"},
      {"pct", "a.css", "a{b:url(a%20b.png) url(i%2Epng)}", "a{b:url(a%20b~.png) url(i~%2Epng)}"},
      {"pct: a hash in a name", "a.css", "a{b:url(h%23x.png)}", "a{b:url(h%23x~.png)}"},
      {"imgset", "a.css", R"-(a{b:image-set("i.png" 1x, 'i@2x.png' 2x type("image/png"))})-",
       R"-(a{b:image-set("i~.png" 1x, 'i@2x~.png' 2x type("image/png"))})-"},
      {"imgset: -webkit-", "a.css", R"-(a{b:-WebKit-image-set(url(i.png) 1x, "e.png" 2x)})-",
       R"-(a{b:-WebKit-image-set(url(i~.png) 1x, "e~.png" 2x)})-"},
      {"import", "a.css", "@import \"b.css\";", "@import \"b~.css\";"},
      {"importurl", "a.css", "@IMPORT url(b.css) layer(x) screen;",
       "@IMPORT url(b~.css) layer(x) screen;"},
      {"importmedia", "a.css", "@import 'b.css' screen;a{content:'i.png'}",
       "@import 'b~.css' screen;a{content:'i.png'}"},
      {"import: a word before the string", "a.css", "@import screen 'gone.css';"},
      {"namespace", "a.css", "@namespace svg url(gone);@namespace 'i.png';a{}"},
      {"namespace: ends", "a.css", "@namespace url(x);a{b:url(i.png)}",
       "@namespace url(x);a{b:url(i~.png)}"},
      {"protocol", "a.css", "a{b:url(//cdn/i.png) url(https://h/i.png) url(HTTPS://h/i.png)}"},
      {"rooted", "a.css", "a{b:url(/static/i.png) url(/media/i.png) url(/i.png)}",
       "a{b:url(/static/i~.png) url(/media/i.png) url(/i.png)}"},
      {"parent", "sub/c.css", "a{b:url(../img/i.png) url(./../i.png)}",
       "a{b:url(../img/i~.png) url(./../i~.png)}"},
      {"cycle", "b.css", "@import 'a.css';", "@import 'a~.css';"},
      {"self", "a.css", "a{b:url(a.css)}", "a{b:url(a~.css)}"},
      {"missing", "a.css", "a{\nb:url(gone.png)}", "[web/a.css:2 gone.png]a{\nb:url(gone.png)}"},
      {"mapcss", "a.css", "a{}\n/*# sourceMappingURL=p.css.map */",
       "a{}\n/*# sourceMappingURL=p~.css.map */"},
      {"mapmissing", "a.css", "a{}\n/*# sourceMappingURL=gone.map*/\n", "a{}\n \n"},
      {"mapcss: data", "a.css", "/*# sourceMappingURL=data:application/json,{}*/"},
      {"mapcss: in a string", "a.css", "a{content:'/*# sourceMappingURL=gone.map*/'}"},
      {"latin1", "a.css", "/*\xe9*/a{content:'\xe9';b:url(i.png)}",
       "/*\xe9*/a{content:'\xe9';b:url(i~.png)}"},
      {"bom", "a.css", "\xef\xbb\xbf@charset \"utf-8\";@import 'b.css';",
       "\xef\xbb\xbf@charset \"utf-8\";@import 'b~.css';"},
      {"nodot", "a.css", "a{b:url(LICENSE) url(./LICENSE?x)}",
       "a{b:url(LICENSE~) url(./LICENSE~?x)}"},
      {"srcfn", "a.css", "a{b:src('i.png') src(\"e.png\"), url(i.png),url(e.png)}",
       "a{b:src('i~.png') src(\"e~.png\"), url(i~.png),url(e~.png)}"},
      {"commentinurl", "a.css", "/*x*/@import/**/'b.css';a{b:/*url(x)*/url(i.png)/**/,url(e.png)}",
       "/*x*/@import/**/'b~.css';a{b:/*url(x)*/url(i~.png)/**/,url(e~.png)}"},
      {"bad url: quotes in it", "a.css", "a{b:url(i.png\"x) url(a b.png) url(i(.png)}"},
      {"bad string: the line ends", "a.css", "a{b:'i.png\n;c:url(i.png)}",
       "a{b:'i.png\n;c:url(i~.png)}"},
      {"string: the line goes on", "a.css", "a{b:url('i.\\\npng') url('i\\\r\n.png')}",
       "a{b:url('i~.\\\npng') url('i\\\r\n~.png')}"},
      {"no function: a unit, a hash, a name", "a.css",
       "a{b:1url(gone) #url(gone) x-url(gone) --url(gone)}"},
      {"cdo", "a.css", "<!--url(i.png)-->url(e.png)", "<!--url(i~.png)-->url(e~.png)"},
      {"end inside", "a.css", "a{b:url(i.png", "a{b:url(i~.png"},
      {"end inside a string", "a.css", "a{b:url('i.png", "a{b:url('i~.png"},
      {"template", "a.css", "a{b:url('{{ x }}/i.png') url({{x}}.png)}"},
  };
  test::check(cases);
}

TEST_CASE("references of pages", "[assets]") {
  const std::vector<Case> cases = {
      {"html", "index.html",
       "<link rel=stylesheet href=app.css><img srcset=\"i.png 1x, i@2x.png 2x\">",
       "<link rel=stylesheet href=app~.css><img srcset=\"i~.png 1x, i@2x~.png 2x\">"},
      {"attributes", "index.html",
       "<IMG SRC='i.png'><video poster=i.png src=q.mp4></video><object data=s.svg></object>"
       "<source src=q.mp4 srcset=i.png><audio src=q.mp4><script src=\"app.js\"></script>",
       "<IMG SRC='i~.png'><video poster=i~.png src=q~.mp4></video><object data=s~.svg></object>"
       "<source src=q~.mp4 srcset=i~.png><audio src=q~.mp4><script src=\"app~.js\"></script>"},
      {"2dots", "index.html", "<script src=app-0123456789abcdef.js></script>",
       "<script src=app-0123456789abcdef~.js></script>"},
      {"srcset", "index.html",
       "<img srcset=' i.png, , e.png 2x ,data:image/gif;base64,R0==,x 3x, a%20b.png 100w'>",
       "<img srcset=' i~.png, , e~.png 2x ,data:image/gif;base64,R0==,x 3x, a%20b~.png 100w'>"},
      {"svg", "index.html",
       "<svg><style/><use href='s.svg#a'/><use xlink:href=s.svg /><image href=i.png></image></svg>",
       "<svg><style/><use href='s~.svg#a'/><use xlink:href=s~.svg /><image "
       "href=i~.png></image></svg>"},
      {"svg: presentation attributes", "index.html",
       "<svg><path fill='url(s.svg#a) red' mask=url(#m) style=\"filter:url('s.svg#f')\"/></svg>",
       "<svg><path fill='url(s~.svg#a) red' mask=url(#m) style=\"filter:url('s~.svg#f')\"/></svg>"},
      {"inline scripts", "sub/x.html",
       "<script type=module>import '../a.js';/*<img src=gone>*/</script><script>import('./c.js')"
       "</script><script type='text/template'>import './gone.js'</script>",
       "<script type=module>import '../a~.js';/*<img src=gone>*/</script><script>import('./c~.js')"
       "</script><script type='text/template'>import './gone.js'</script>"},
      {"inline scripts: templates", "index.html",
       "<script type=module>import '{{ x }}/a.js';import './a.js';</script>",
       "<script type=module>import '{{ x }}/a.js';import './a~.js';</script>"},
      {"a slash in a value without quotes", "index.html",
       "<svg><style media=x/>a{b:url(i.png)}</style></svg>",
       "<svg><style media=x/>a{b:url(i~.png)}</style></svg>"},
      {"style", "index.html",
       "<style media=x>a{b:url(i.png)}</style><p style='b:url(&quot;e.png&quot;)'>",
       "<style media=x>a{b:url(i~.png)}</style><p style='b:url(&quot;e~.png&quot;)'>"},
      {"comments", "index.html",
       "<!-- <img src=gone> --><!--><!--[if IE]><img src=gone><![endif]-->"},
      {"comments: how they end", "index.html", "<!--><img src=i.png><!--x--!><img src=i.png>",
       "<!--><img src=i~.png><!--x--!><img src=i~.png>"},
      {"scripts", "index.html", script + "<img src=i.png>", script + "<img src=i~.png>"},
      {"raw text", "index.html",
       "<title><img src=gone></title><textarea><img src=gone></textarea>"},
      {"character references", "index.html",
       "<img src='i&#46;png'><img src='h&#x25;23x.png?a&amp;b'>",
       "<img src='i~&#46;png'><img src='h&#x25;23x~.png?a&amp;b'>"},
      {"quotes", "index.html", "<img src='img/q%22u.png'><img src='img/q\"u.png'>",
       "<img src='img/q%22u~.png'><img src='img/q\"u~.png'>"},
      {"blanks", "index.html", "<img src = ' i.png\n'>", "<img src = ' i~.png\n'>"},
      {"meta", "index.html",
       "<meta property=og:image content=i.png><meta content='/static/q.mp4' property='OG:video'>"
       "<meta name=\"twitter:image\" content=\"img/i.png?x\">",
       "<meta property=og:image content=i~.png><meta content='/static/q~.mp4' property='OG:video'>"
       "<meta name=\"twitter:image\" content=\"img/i~.png?x\">"},
      {"meta: other hosts, other words, templates", "index.html",
       "<meta property=og:image content=https://h/gone.png><meta property=og:url content=gone>"
       "<meta name=description content=i.png><meta content=i.png>"
       "<meta property=og:image content='{{ gone }}.png'>"},
      {"meta: missing", "index.html", "<meta property=og:image:url content=gone.png>",
       "[web/index.html:1 gone.png]<meta property=og:image:url content=gone.png>"},
      {"srcdoc", "index.html",
       "<iframe srcdoc=\"<img src=&quot;i.png&quot;><style>b{a:url('e.png')}</style>\"></iframe>"
       "<iframe srcdoc='<a href=gone><img src=img/q&amp;quot;u.png>'></iframe>",
       "<iframe srcdoc=\"<img src=&quot;i~.png&quot;><style>b{a:url('e~.png')}</style>\"></iframe>"
       "<iframe srcdoc='<a href=gone><img src=img/q&amp;quot;u~.png>'></iframe>"},
      {"srcdoc: a page in that is left", "index.html",
       "<iframe srcdoc='<img src=i.png><iframe srcdoc=\"<img src=i.png>\"></iframe>'></iframe>",
       "<iframe srcdoc='<img src=i~.png><iframe srcdoc=\"<img src=i.png>\"></iframe>'></iframe>"},
      {"srcdoc: a base of its own", "index.html",
       "<iframe srcdoc='<base href=https://h/><img src=gone.png>'></iframe>"},
      {"srcdoc: templates", "index.html",
       "<iframe srcdoc='<img src={{ gone }}.png>{% if x %}<img src=i.png>{% endif %}'></iframe>",
       "<iframe srcdoc='<img src={{ gone }}.png>{% if x %}<img src=i~.png>{% endif %}'></iframe>"},
      {"srcdoc: missing", "index.html", "\n<iframe srcdoc='<img src=gone.png>'></iframe>",
       "[web/index.html:2 gone.png]\n<iframe srcdoc='<img src=gone.png>'></iframe>"},
      {"links may lead anywhere", "index.html",
       "<a href=orders>x</a><a href=s.svg>x</a><iframe src=gone></iframe><a href=../../up>x</a>",
       "<a href=orders>x</a><a href=s~.svg>x</a><iframe src=gone></iframe><a href=../../up>x</a>"},
      {"kinds of <link>", "index.html",
       "<link rel='shortcut ICON' href=i.png><link rel=canonical href=/here><link rel=next "
       "href=p2>",
       "<link rel='shortcut ICON' href=i~.png><link rel=canonical href=/here><link rel=next "
       "href=p2>"},
      {"other attributes", "index.html", "<img data-src=i.png alt=i.png><p src=i.png>"},
      {"jinja", "index.html",
       "{% if a > '<img src=gone>' %}<img src=\"{{ url(\"i.png\") }}\" {% if x > 3 %}id=a{% endif "
       "%}>"
       "{# <img src=gone> #}<img {{ attrs }} src=i.png>",
       "{% if a > '<img src=gone>' %}<img src=\"{{ url(\"i.png\") }}\" {% if x > 3 %}id=a{% endif "
       "%}>"
       "{# <img src=gone> #}<img {{ attrs }} src=i~.png>"},
      {"jinja: the end in a string", "index.html", "<img alt=\"{{ '}}\">' }}\" src=i.png>",
       "<img alt=\"{{ '}}\">' }}\" src=i~.png>"},
      {"jinja: in a value", "index.html",
       "<img src=\"{{ x }}/i.png\" srcset='{{a}} 1x, i.png 2x'>"},
      {"mustache", "index.html",
       "{{#it's}}<img src=i.png>{{/it's}}{{! don't }}<img src=e.png>{{{raw}}}",
       "{{#it's}}<img src=i~.png>{{/it's}}{{! don't }}<img src=e~.png>{{{raw}}}"},
      {"templates in styles", "index.html",
       "<style>a{b:url({{ x('i.png') }});c:url(i.png)}</style><p style=\"b:url('{{ y "
       "}}');c:url(i.png)\">",
       "<style>a{b:url({{ x('i.png') }});c:url(i~.png)}</style><p style=\"b:url('{{ y "
       "}}');c:url(i~.png)\">"},
      {"an open block is text", "index.html", "{{ <img src=i.png>", "{{ <img src=i~.png>"},
      {"base", "sub/x.html", "<base href=/static/><img src=i.png>",
       "<base href=/static/><img src=i~.png>"},
      {"base: another host", "x.html", "<base href=//cdn/><img src=gone.png><img src=i.png>"},
      {"latin1", "index.html", "<p>\xe9<img alt=\xe9 src=i.png>",
       "<p>\xe9<img alt=\xe9 src=i~.png>"},
      {"the end inside a tag", "index.html", "<img src=i.png"},
      {"missing", "sub/x.html", "\n\n<img src=i.png>",
       "[web/sub/x.html:3 i.png]\n\n<img src=i.png>"},
  };
  test::check(cases);
}
