#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Fails unless a JSON document fits a JSON Schema (2020-12), by ajv in strict mode.
//
// usage: check_schema.mjs SCHEMA DOCUMENT
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("npm/package.json", import.meta.url));
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const [schema, document] = process.argv.slice(2).map((name) => JSON.parse(readFileSync(name, "utf8")));
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);
if (!validate(document)) {
  console.error(ajv.errorsText(validate.errors, { separator: "\n", dataVar: "document" }));
  process.exit(1);
}
