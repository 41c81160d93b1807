/**
 * Asks validators and libraries that others wrote about every document of a real server, with the edition in content/
 * and with one of which every text is an attack. `npm run test:validators`
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { temporaryFolder } from "../support/undo.ts";
import type { Check, Finding, Served } from "./check.ts";
import { hostileEdition, survives } from "./hostile.ts";
import { inert } from "./inert.ts";
import { jsonSchema } from "./json-schema.ts";
import { LONG, STORIES } from "./long.ts";
import { readings } from "./readings.ts";
import { fetchAll } from "./served.ts";
import { w3c } from "./w3c.ts";
import { relaxNg, wellFormed } from "./xml.ts";

const { values: given } = parseArgs({
  options: { w3c: { type: "string" }, "atom-rng": { type: "string" } },
});
const checks = {
  jsonSchema,
  wellFormed,
  relaxNg: relaxNg(given["atom-rng"]),
  w3c: w3c(given.w3c),
  readings,
  inert,
} satisfies Record<string, Check>;

const table = new Table("edition", "document", "checked", "found");
const folder = temporaryFolder();

const plain = await startServer();
await plain.until("does it have a story", ({ stories }) => stories > 0);
await judge(await fetchAll(plain, "plain", join(folder.path, "plain")));
await plain.stop();

const { edits, reports } = await hostileEdition();
const hostile = await startServer({ content: edits });
await hostile.until("does it have the reports", (health) => health.reports === reports);
await judge(await fetchAll(hostile, "hostile", join(folder.path, "hostile")), { survives });
await hostile.stop();

const long = await startServer({ content: LONG });
await long.until("does it have the stories", ({ stories }) => stories > STORIES);
await judge(
  await fetchAll(long, "long", join(folder.path, "long")),
  {},
  {
    jsonSchema,
    wellFormed,
    relaxNg: checks.relaxNg,
    w3c: checks.w3c,
  },
);
await long.stop();

folder.remove();
table.print();

async function judge(
  served: Served,
  more: Readonly<Record<string, Check>> = {},
  usual: Readonly<Record<string, Check>> = checks,
): Promise<void> {
  for (const [name, check] of Object.entries({ ...usual, ...more })) {
    const findings = await check(served).catch((error: unknown) => {
      return [{ document: "all", what: name, wrong: String(error) }];
    });
    for (const finding of findings) add(served.edition, finding);
  }
}

function add(edition: string, { document, what, found, wrong, skipped }: Finding): void {
  const where = [edition, document, what];
  if (skipped !== undefined) return table.add("skip", [...where, ""], `${what}: ${skipped}.`);
  const result = wrong === null ? "pass" : "FAIL";
  const cell = found ?? (wrong === null ? "valid" : "");
  table.add(result, [...where, cell], `${where.join(", ")}:\n${wrong}`);
}
