import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import type { Check } from "./check.ts";

const require = createRequire(import.meta.url);

/** The JSON Schema of JSON Feed 1.1, as editors use it (https://www.schemastore.org/). */
export const jsonSchema: Check = async ({ json, parts }) => {
  // The schema of 1.1 refers to that of 1.0 by its address.
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
  // Both are of draft 4, which ajv does not take. Without these two names what they say is the same in draft 7.
  const draft4 = JSON.parse(await readFile(file, "utf8")) as { $schema?: string; id?: string };
  const { $schema: _schema, id: _id, ...rest } = draft4;
  return rest;
}
