/**
 * Checks every document of a running server with third-party validators and libraries. Three editions are served: the
 * test edition, one in which every text is an attack, and one with a long archive. `npm run test:validators`
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { temporaryFolder } from "../support/cleanup.ts";
import type { Check, Finding, Served } from "./check.ts";
import { harmlessTextKept, hostileEdition } from "./hostile-edition.ts";
import { inert } from "./inert.ts";
import { jsonSchema } from "./json-schema.ts";
import { LONG, STORIES } from "./long-edition.ts";
import { parserAgreement } from "./parser-agreement.ts";
import { fetchAll } from "./fetch-documents.ts";
import { w3c } from "./w3c.ts";
import { relaxNg, wellFormed } from "./xml.ts";

const { values: options } = parseArgs({
  options: { w3c: { type: "string" }, "atom-rng": { type: "string" } },
});
const checks = {
  jsonSchema,
  wellFormed,
  relaxNg: relaxNg(options["atom-rng"]),
  w3c: w3c(options.w3c),
  parserAgreement,
  inert,
} satisfies Record<string, Check>;

const table = new Table("edition", "document", "checked", "found");
const folder = temporaryFolder();

const plain = await startServer();
await plain.until("it has a story", ({ stories }) => stories > 0);
await checkAll(await fetchAll(plain, "plain", join(folder.path, "plain")));
await plain.stop();

const { edits, reports } = await hostileEdition();
const hostile = await startServer({ content: edits });
await hostile.until("all reports are filed", (health) => health.reports === reports);
await checkAll(await fetchAll(hostile, "hostile", join(folder.path, "hostile")), {
  harmlessTextKept,
});
await hostile.stop();

const long = await startServer({ content: LONG });
await long.until("all stories are there", ({ stories }) => stories > STORIES);
await checkAll(
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

/** Runs the checks on all documents of an edition. An error in a check counts as a failure of that check. */
async function checkAll(
  served: Served,
  additionalChecks: Readonly<Record<string, Check>> = {},
  usualChecks: Readonly<Record<string, Check>> = checks,
): Promise<void> {
  for (const [name, check] of Object.entries({ ...usualChecks, ...additionalChecks })) {
    const findings = await check(served).catch((error: unknown) => {
      return [{ document: "all", what: name, wrong: String(error) }];
    });
    for (const finding of findings) add(served.edition, finding);
  }
}

function add(edition: string, { document, what, found, wrong, skipped, missing }: Finding): void {
  const where = [edition, document, what];
  if (missing !== undefined) return table.skip([...where, ""], `${what}: ${missing}.`);
  if (skipped !== undefined) return table.add("skip", [...where, ""], `${what}: ${skipped}.`);
  const result = wrong === null ? "pass" : "FAIL";
  const cell = found ?? (wrong === null ? "valid" : "");
  table.add(result, [...where, cell], `${where.join(", ")}:\n${wrong}`);
}
