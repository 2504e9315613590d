// SPDX-License-Identifier: Apache-2.0
// Has the Vite manifest of a site read by vue-bundle-renderer, which Nuxt renders its pages with.
// usage: node vite_manifest.mjs SHIPIT ESBUILD
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { normalizeViteManifest } from 'vue-bundle-renderer';
import { createRenderer } from 'vue-bundle-renderer/runtime';

const [shipit, esbuild] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shipit-vite-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

function write(name, content) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

const sources = {
  'app.ts': "import './base.css';\nimport { a } from './shared.js';\nconsole.log(a);\nimport('./view.js');\n",
  'other.js': "import { a } from './shared.js';\nconsole.log(a);\n",
  'shared.js': 'export const a = 1;\n',
  'view.js': "import './view.css';\nexport const v = 1;\n",
  'base.css': '@font-face { font-family: A; src: url(a.woff2) }\n',
  'view.css': 'b { color: red }\n',
  'a.woff2': 'font',
  'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};
for (const [name, content] of Object.entries(sources)) write(`web/${name}`, content);
write('plan.json', JSON.stringify({
  schema: 1, root: path.join(folder, 'web'), from: folder, publicPath: '/static/', format: 'ESM',
  output: path.join(folder, 'tree'), esbuild, entryPoints: ['app.ts', 'other.js'], manifests: ['VITE'],
}));
execFileSync(shipit, ['assets', '--plan', path.join(folder, 'plan.json')], { stdio: 'inherit' });

const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, 'tree', name), 'utf8'));
const { assets } = read('manifest.json');
const vite = read('.vite/manifest.json');
const file = (name) => assets[name].file;
const [chunk] = assets['app.js'].preload;
const [view] = assets['app.js'].dynamicImports;

// Every key that is named is there, and so is every file.
for (const one of Object.values(vite)) {
  for (const key of [...(one.imports ?? []), ...(one.dynamicImports ?? [])]) assert.ok(vite[key], key);
  for (const name of [one.file, ...(one.css ?? []), ...(one.assets ?? [])])
    assert.ok(fs.existsSync(path.join(folder, 'tree', name)), name);
}
assert.equal(vite['app.ts'].file, file('app.js'));
assert.equal(vite['app.ts'].integrity, assets['app.js'].integrity);
assert.deepEqual(vite['app.ts'].assets, [file('a.woff2')]);
assert.equal(vite['logo.svg'].file, file('logo.svg'));

// What the reader makes of it.
const renderer = createRenderer(() => () => '', {
  manifest: normalizeViteManifest(vite), buildAssetsURL: (name) => `/static/${name}`,
  renderToString: () => '',
});
const render = async (...modules) => {
  const context = { modules: new Set(modules), _registeredComponents: new Set(modules) };
  const page = await renderer.renderToString(context);
  return page.renderStyles() + page.renderScripts() + page.renderResourceHints();
};
const page = await render('app.ts');
assert.match(page, new RegExp(`<link rel="stylesheet" href="/static/${file('app.css')}"`));
assert.match(page, new RegExp(`<script type="module" src="/static/${file('app.js')}"`));
assert.match(page, new RegExp(`<link rel="modulepreload"[^>]* href="/static/${file(chunk)}"`));
assert.match(page, new RegExp(`<link rel="prefetch"[^>]* href="/static/${file(view)}"`));
