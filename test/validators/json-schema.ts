import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import type { Check } from "./check.ts";

const require = createRequire(import.meta.url);

/** Validates against the JSON Schema of JSON Feed 1.1 from SchemaStore (https://www.schemastore.org/). */
export const jsonSchema: Check = async ({ json, parts }) => {
  // The schema of 1.1 references the one of 1.0 by its URL.
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(await schema("feed-1"), "https://json.schemastore.org/feed-1");
  const valid = ajv.compile(await schema("feed"));
  return [json, ...parts.json].map(({ name, text }) => {
    const wrong = valid(JSON.parse(text)) ? null : ajv.errorsText(valid.errors);
    return { document: name, what: "JSON Schema (ajv)", wrong };
  });
};

async function schema(name: string): Promise<object> {
  const file = require.resolve(`schemastore/schemas/json/${name}.json`);
  // Both schemas are draft 4, which ajv does not support. Without these two keywords they mean the same in draft 7.
  const draft4 = JSON.parse(await readFile(file, "utf8")) as { $schema?: string; id?: string };
  const { $schema: _schema, id: _id, ...rest } = draft4;
  return rest;
}
