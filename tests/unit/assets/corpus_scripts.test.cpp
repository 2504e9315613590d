// SPDX-License-Identifier: Apache-2.0
#include "corpus.hpp"

using namespace shipit;
using test::Case;

TEST_CASE("references of scripts", "[assets]") {
  const std::vector<Case> cases = {
      {"esimport", "a.js", "import \"./b.js\";import x from './b.js'",
       "import \"./b~.js\";import x from './b~.js'"},
      {"esimport: every form", "a.js",
       "import * as a from './b.js';import b, {default as c, 'x-y' as d, from} from './b.js'\n"
       "import from from './b.js';import e, * as f from\n'./b.js' with {type: "
       "'js'};import{}from'./b.js'",
       "import * as a from './b~.js';import b, {default as c, 'x-y' as d, from} from './b~.js'\n"
       "import from from './b~.js';import e, * as f from\n'./b~.js' with {type: "
       "'js'};import{}from'./b~.js'"},
      {"esimport: phases", "a.js",
       "import defer * as a from './b.js';import source b from './b.js'",
       "import defer * as a from './b~.js';import source b from './b~.js'"},
      {"export from", "sub/c.js",
       "export * from '../b.js';export * as ns from '../b.js';export {a as 'x', default} from "
       "'../b.js'",
       "export * from '../b~.js';export * as ns from '../b~.js';export {a as 'x', default} from "
       "'../b~.js'"},
      {"export from: keywords for names", "a.js",
       "export * as import from './b.js';export * as export from './b.js'",
       "export * as import from './b~.js';export * as export from './b~.js'"},
      {"import in an import, which is no script", "a.js", "import\nimport from'./b.js'",
       "import\nimport from'./b~.js'"},
      {"export without from", "a.js",
       "export {a, b}\nfrom: './gone.js';export default './gone.js';export const c = './gone.js'"},
      {"dynimport", "a.js", "import('./b.js').then();x = import(`./b.js`, {with: {}})",
       "import('./b~.js').then();x = import(`./b~.js`, {with: {}})"},
      {"dynimport: only a program knows", "a.js",
       "import('./gone' + x);import(`./gone${x}`);import(x)"},
      {"dynimport: phases", "a.js", "import.defer('./b.js');import.source('./b.js')",
       "import.defer('./b~.js');import.source('./b~.js')"},
      {"meta.resolve", "a.js", "import.meta.resolve('./b.js')", "import.meta.resolve('./b~.js')"},
      {"newurl", "a.js",
       "new URL(\"./i.png\",import.meta.url);new URL('i.png?x#y', import.meta.url,)",
       "new URL(\"./i~.png\",import.meta.url);new URL('i~.png?x#y', import.meta.url,)"},
      {"newurl: another base", "a.js",
       "new URL('./gone.png', location);new URL('./gone.png', import.meta.url + x);URL('./gone')"},
      {"bare", "a.js", "import 'jquery';import x from '@a/b/c.js';import('lib');export * from 'x'"},
      {"other hosts", "a.js",
       "import 'https://h/x.js';import '//h/x.js';import 'data:text/javascript,1'"},
      {"rooted", "a.js", "import '/static/b.js';import '/media/x.js'",
       "import '/static/b~.js';import '/media/x.js'"},
      {"no references", "a.js",
       "x.import('./gone.js');({import: './gone.js', 'export': 1, import() {}}).import;\n"
       "class A { import('./gone') {} static export = './gone.js'; get import() {} }\n"
       "f('import \"./gone.js\"', \"new URL('./gone', import.meta.url)\");require('./gone.js')"},
      {"comments", "a.js", "// import './gone.js'\n/* import './gone.js' */import/**/'./b.js'//'",
       "// import './gone.js'\n/* import './gone.js' */import/**/'./b~.js'//'"},
      {"templates", "a.js",
       "`import './gone.js' ${import('./b.js')} ${`${'}'}import './gone.js'`}` + import('./b.js')",
       "`import './gone.js' ${import('./b~.js')} ${`${'}'}import './gone.js'`}` + "
       "import('./b~.js')"},
      {"templates: braces", "a.js", "`${{a: {b: 1}}.a}${() => { return {} }}`;import './b.js'",
       "`${{a: {b: 1}}.a}${() => { return {} }}`;import './b~.js'"},
      {"escapes", "a.js", R"-(import './\x62.js';import '\u002e/b\u{2e}js';import './b\
.js')-",
       R"-(import './\x62~.js';import '\u002e/b~\u{2e}js';import './b\
~.js')-"},
      {"percent", "a.js",
       "new URL('a%20b.png', import.meta.url);new URL('h%23x.png', import.meta.url)",
       "new URL('a%20b~.png', import.meta.url);new URL('h%23x~.png', import.meta.url)"},
      {"mapjs", "a.js", "x()\n//# sourceMappingURL=p.js.map",
       "x()\n//# sourceMappingURL=p~.js.map"},
      {"mapjs: old, blanks, block", "a.js",
       "//@ sourceMappingURL=p.js.map \t\r\n/*# sourceMappingURL=p.js.map */",
       "//@ sourceMappingURL=p~.js.map \t\r\n/*# sourceMappingURL=p~.js.map */"},
      {"mapmissing", "a.js", "x()\n//# sourceMappingURL=gone.js.map\n", "x()\n \n"},
      {"mapmissing: out of the root", "a.js", "//# sourceMappingURL=../../x.map", " "},
      {"mapjs: elsewhere", "a.js",
       "//# sourceMappingURL=data:application/json;base64,e30=\n"
       "//# sourceMappingURL=https://h/a.map"},
      {"mapinstring", "a.js",
       "x = '//# sourceMappingURL=gone.map';y = `\n//# sourceMappingURL=gone.map\n`;\n"
       "/[//# sourceMappingURL=gone.map]/"},
      {"mapjs: words of a comment", "a.js",
       "// see sourceMappingURL=gone.map\n//# sourceMappingURL=a b"},
      {"jscycle", "b.js", "import './a.js'", "import './a~.js'"},
      {"missing", "sub/c.js", "\nimport '../gone.js'",
       "[web/sub/c.js:2 ../gone.js]\nimport '../gone.js'"},
      {"missing: out of the root", "a.js", "import '../../etc/passwd'",
       "[web/a.js:1 ../../etc/passwd]import '../../etc/passwd'"},
      {"latin1", "a.js", "x='\xe9';/*\xe9*/\xe9=1;import './b.js'",
       "x='\xe9';/*\xe9*/\xe9=1;import './b~.js'"},
      {"bom", "a.js", "\xef\xbb\xbf#!/usr/bin/node import './gone.js'\nimport './b.js'",
       "\xef\xbb\xbf#!/usr/bin/node import './gone.js'\nimport './b~.js'"},
      {"line separators end comments", "a.js", "//x\xe2\x80\xa8import './b.js'//\rimport './b.js'",
       "//x\xe2\x80\xa8import './b~.js'//\rimport './b~.js'"},
      {"html-like comments", "a.js",
       "x<!-- import('./gone.js')\n  --> import('./gone.js')\nimport('./b.js')",
       "x<!-- import('./gone.js')\n  --> import('./gone.js')\nimport('./b~.js')"},
      {"html-like: not in modules", "a.js",
       "import './b.js'\nwhile(x\n--> import('./b.js'));y<!--import('./b.js')",
       "import './b~.js'\nwhile(x\n--> import('./b~.js'));y<!--import('./b~.js')"},
      {"the end inside", "a.js", "import './b.js';import '", "import './b~.js';import '"},
      {"the end inside a template", "a.js", "import('./b.js');`${import('./b.js')",
       "import('./b~.js');`${import('./b~.js')"},
  };
  test::check(cases);
}

// In each, 'import("./b.js")' stands after what must be read rightly to find it.
TEST_CASE("regular expressions are told from divisions", "[assets]") {
  const std::vector<std::string> before = {
      "a = /'/;",
      "a = b / c; d = '/';",
      "if (x) /'/.test(y);",
      "(x) / 2; '/';",
      "f() / 2; '/';",
      "while (x) /[/'\"`]/.test(y);",
      "for (const x of /'/.exec(y));",
      "for await (const of of /'/.y);",
      "x = {} / 2; '/';",
      "{}\n/'/.test(x);",
      "function f() {} /'/.test(x);",
      "x = function () {} / 2; '/';",
      "x = function* g() {} / 2; '/';",
      "async function f() {} /'/.test(x);",
      "x = async function () {} / 2; '/';",
      "class A {} /'/.test(x);",
      "x = class A extends (B) { m() {} static { /'/ } y = /'/; z } / 2; '/';",
      "x = () => {}\n/'/.test(x);",
      "x = () => ({}) / 2; '/';",
      "return /'/;",
      "x.return / 2; '/';",
      "x?.return / 2; '/';",
      "typeof /'/;",
      "x = a ? /'/ : {b: /'/};",
      "a ? {} / 2 : '/';",
      "a?.5:/'/;",
      "switch (x) { case /'/: /'/; default: /'/; }",
      "label: /'/;",
      "x++ / 2; '/';",
      "x\n++/'/.y;",
      "a[0] / 2; '/';",
      "`${a}` / 2; '/';",
      "1 / 2; .5 / 1.e3 / 0x1e / 5..x / 1e+3 / '/';",
      "x = y / /'/.z;",
      "/a/g / 2; '/';",
      "/[\\]/']\\//;",
      "do /'/.test(x); while (x) /'/.test(y);",
      "x = {m() { return /'/ }, get y() { /'/ }, async *[z]() {}, if: 1, return: /'/};",
      "export default {a: /'/};",
      "export default function () {} /'/.test(x);",
      "export {if as x};/'/.test(x);",
      "new.target / 2; '/';",
      "({}).x / 2; '/';",
      "x = a\xc2\xa0/ 2; return\xc2\xa0/'/;",
      "x = '\\\n/';",
      "x = '\\\\'; y = '/';",
      "x = this / 2; '/';",
      "\\u{61} / 2; '/';",
      "let {a = /'/} = b / 2; '/';",
      "!function () {}() / 2; '/';",
      "(function () {}) / 2; '/';",
      "yield /'/;",
      "throw /'/;",
      "x = y in /'/;",
      "if (a) {} else /'/.test(x);",
      "try {} catch {} /'/.test(x);",
      "try {} catch (e) {} finally {} /'/.test(x);",
  };
  for (const std::string& text : before) {
    INFO(text);
    CHECK(test::linked("a.js", text + "import(\"./b.js\")") == text + "import(\"./b~.js\")");
  }
}
