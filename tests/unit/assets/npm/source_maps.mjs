// SPDX-License-Identifier: Apache-2.0
// Publishes a site and follows positions through its source maps with npm's source-map.
// usage: node source_maps.mjs SHIPIT ESBUILD
//
// A marker is a text that stands once in a source and once in what is published. Where it is
// published, the map has to lead to where it stands in the source.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SourceMapConsumer, SourceMapGenerator } from 'source-map';

const [shipit, esbuild] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shipit-maps-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

function write(name, content) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

const read = (...names) => fs.readFileSync(path.join(folder, ...names), 'utf8');

// { line from 1, column from 0 in UTF-16 code units } of the quote or dot before a marker that stands
// once: that is where minifiers begin a mapping.
function position(text, marker, name) {
  const at = text.indexOf(marker);
  assert.ok(at >= 0 && text.indexOf(marker, at + 1) < 0, `'${marker}' is not once in ${name}`);
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1).length - 1 };
}

const markers = (text) => [...new Set(text.match(/\bmark_\w+/g))];

// A map with a mapping for each marker, as a tool would make it of `source` and `text`.
function mapOf(name, source, text) {
  const generator = new SourceMapGenerator({ file: name });
  for (const marker of markers(text))
    generator.addMapping({
      generated: position(text, marker, name),
      original: position(source, marker, name),
      source: `src/${name}`,
    });
  generator.setSourceContent(`src/${name}`, source);
  return generator.toJSON();
}

function publish(options) {
  const plan = {
    schema: 1, root: path.join(folder, 'web'), from: folder, publicPath: '/static/',
    target: 'es2020', output: path.join(folder, 'tree'), maps: path.join(folder, 'maps'), esbuild,
    entryPoints: ['app.js', 'typed.ts', 'app.css'], names: ['KEEP', 'keep.*', 'QUERY', 'asked.png'],
    version: '1.0.32', minify: ['ON', 'plain.*'],
    concat: [{ output: 'all.js', files: ['web/old/one.js', 'web/old/two.js', 'other/three.js']
      .map((name) => path.join(folder, name)) }], ...options,
  };
  write('plan.json', JSON.stringify(plan));
  execFileSync(shipit, ['assets', '--plan', path.join(folder, 'plan.json')], { stdio: 'inherit' });
  return JSON.parse(read('tree', 'manifest.json')).assets;
}

async function follow(name, text, map) {
  let followed = 0;
  await SourceMapConsumer.with(map, null, (consumer) => {
    for (const marker of markers(text)) {
      const found = consumer.originalPositionFor(position(text, marker, name));
      assert.ok(found.source, `${name}: nothing is known of '${marker}'`);
      const source = consumer.sourceContentFor(found.source);
      const wanted = position(source, marker, found.source);
      assert.deepEqual({ line: found.line, column: found.column }, wanted, `${name}: '${marker}'`);
      assert.ok(!found.source.includes('..'), `${name}: the source is '${found.source}'`);
      ++followed;
    }
  });
  // A chunk may have nothing but the name of a picture.
  assert.ok(followed > 1 || name.startsWith('chunks/chunk'), `${name}: only ${followed} markers`);
}

function site() {
  for (const name of ['img/keep.png', 'img/a b.png', 'img/logo.png', 'img/asked.png'])
    write(`web/${name}`, name);
  write('web/app.js', `import keep from './img/keep.png';
import odd from './img/a b.png';
import logo from './img/logo.png';
import asked from './img/asked.png';
import { shared } from './lib/shared.js';
console.log(keep, "é𝄞", "mark_a", odd, 'mark_b', logo, asked, shared, "mark_c");
import('./lib/lazy.js').then((lazy) => console.log(lazy.late, 'mark_d'));
`);
  write('web/typed.ts', `import { shared } from './lib/shared.js';
const typed: string = 'mark_typed';
console.log(typed, shared, 'mark_end');
`);
  write('web/lib/shared.js', `export const shared = ['mark_shared1' + Math.random(), 'mark_shared2'];\n`);
  write('web/lib/lazy.js', `import keep from '../img/keep.png';
export const late = [keep, 'mark_lazy1', 'mark_lazy2'];
`);
  write('web/app.css', `@import './css/deep.css';
.mark_a { background: url(img/keep.png) }
.mark_b { background: url("img/a b.png"), url(img/logo.png), url(img/asked.png?x) }
.mark_c { color: red }
`);
  write('web/css/deep.css', `.mark_deep1 { background: url(../img/keep.png) } .mark_deep2 { color: blue }\n`);
  loose();
  plain();
  combined();
}

// What is minified by itself.
function plain() {
  write('web/lib/plain.js', `import keep from './keep.js'
plain( "é𝄞", "mark_plain1", new URL("../img/logo.png", import.meta.url), 'mark_plain2' )
`);
  write('web/lib/plain.css', `.mark_plain1 { background: url( ../img/a%20b.png ) }
.mark_plain2 { background: url( ../img/keep.png ) }
.mark_plain3 { color: red }
`);
}

// What is combined, one with line ends of its own.
function combined() {
  write('web/old/one.js', `"use strict"
window.one = ["mark_one1",
  "é𝄞", "mark_one2"]
//# sourceMappingURL=one.js.map`);
  write('web/old/two.js', `(function () {\r\n  two("mark_two1",\r\n  "mark_two2")\r\n})()`);
  write('other/three.js', `/*! three */ three( "mark_three1" ); three( "mark_three2" )\n`);
}

// What others have bundled before, with their maps: a script, and a sheet whose map has sections.
function loose() {
  const script = `import './keep.js'
f("é𝄞", "mark_a",
  new URL("../img/logo.png", import.meta.url), "mark_b", "mark_c")
`;
  const packed = `/*é𝄞*/import"./keep.js";import("./other.js");f("é𝄞","mark_a",new URL("../img/logo.png",import.meta.url),"mark_b",\r\nnew URL("../img/asked.png?x",import.meta.url),"mark_c");\n//# sourceMappingURL=packed.js.map\n`;
  write('web/lib/packed.js', packed);
  write('web/lib/packed.js.map', JSON.stringify(mapOf('packed.js', script, packed)));
  write('web/lib/keep.js', '');
  write('web/lib/other.js', '');

  const first = `a{b:url(../img/logo.png);c:d}.mark_a{x:y}`;
  const second = `.mark_b{b:url(../img/a%20b.png) , url(../img/keep.png)}.mark_c{x:y}`;
  const third = `\n.mark_d{b:url(../img/asked.png)}.mark_e{x:y}\n`;
  write('web/lib/packed.css', `${first}${second}${third}/*# sourceMappingURL=packed.css.map */\n`);
  const map = { version: 3, sections: [
    { offset: { line: 0, column: 0 }, map: mapOf('first.css', `\n\n${first}`, first) },
    { offset: { line: 0, column: first.length },
      map: mapOf('second.css', `  \n  ${second}${third}`, second + third) },
  ] };
  write('web/lib/packed.css.map', JSON.stringify(map));
}

site();
for (const format of ['IIFE', 'ESM']) {
  const bundles = format === 'ESM' ? ['chunks'] : [];
  for (const sourceMaps of ['INSTALL', 'KEEP_BACK']) {
    const assets = publish({ format, sourceMaps });
    const texts = Object.keys(assets).filter((name) => /^(app|all|typed|lib.packed|lib.plain)\.(js|css)$/.test(name)
      || bundles.some((start) => name.startsWith(start) && name.endsWith('js')));
    assert.equal(texts.length, format === 'ESM' ? 11 : 8, texts.join());
    for (const name of texts) {
      const file = assets[name].file;
      const text = read('tree', file);
      const named = text.match(/sourceMappingURL=(\S+)/)?.[1];
      if (sourceMaps === 'INSTALL') {
        const map = new URL(named, `http://host/static/${file}`).pathname.replace('/static/', '');
        assert.ok(map.endsWith('.map') && /-[a-z2-7]{12}\./.test(map), `${name} names ${map}`);
        await follow(name, text, JSON.parse(read('tree', map)));
      } else {
        assert.equal(named, undefined, `${name} names ${named}`);
        await follow(name, text, JSON.parse(read('maps', `${file}.map`)));
      }
    }
    if (sourceMaps === 'INSTALL') assert.ok(!fs.existsSync(path.join(folder, 'maps')));
    else assert.deepEqual(Object.keys(assets).filter((name) => name.endsWith('.map')), []);
  }
}
const left = publish({ sourceMaps: 'OFF' });
assert.deepEqual(Object.keys(left).filter((name) => name.endsWith('.map')), []);
