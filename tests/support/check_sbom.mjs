#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Fails unless a file is a bill of materials by CycloneDX's own strict validator, its purls mean to
// packageurl-js what they stand beside, SPDX's parser reads its licence expression, and all that it
// refers to is in it. Says what it lists: 'name version', or 'group/name version', a line.
//
// usage: check_sbom.mjs FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("npm/package.json", import.meta.url));
const { Spec, Validation } = require("@cyclonedx/cyclonedx-library");
const { PackageURL } = require("packageurl-js");
const parseExpression = require("spdx-expression-parse");

function fail(message) {
  console.error(message);
  process.exit(1);
}

const text = readFileSync(process.argv[2], "utf8");
const bom = JSON.parse(text);
const wrong = await new Validation.JsonStrictValidator(bom.specVersion).validate(text);
if (wrong !== null) fail(JSON.stringify(wrong, null, 1));
if (!Object.values(Spec.Version).includes(bom.specVersion)) fail(`nobody knows ${bom.specVersion}`);

const all = [bom.metadata.component, ...bom.components];
for (const { purl, group, name, version } of all) {
  if (purl === undefined) continue;
  const read = PackageURL.fromString(purl);
  const group_read = read.type === "npm" ? read.namespace : undefined;
  if (read.name !== name || (read.version ?? undefined) !== version || (group_read ?? undefined) !== group)
    fail(`the purl ${purl} is not that of ${group}/${name} ${version}`);
}
for (const { expression } of bom.metadata.component.licenses ?? []) if (expression) parseExpression(expression);

const refs = new Set(all.map((one) => one["bom-ref"]));
if (refs.size !== all.length) fail("a bom-ref is there twice");
for (const { ref, dependsOn } of bom.dependencies)
  for (const one of [ref, ...dependsOn]) if (!refs.has(one)) fail(`${one} is not in it`);

for (const { group, name, version } of bom.components)
  console.log((group ? `${group}/` : "") + name + (version ? ` ${version}` : ""));
