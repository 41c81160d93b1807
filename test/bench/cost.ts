/**
 * Computes what editions of several sizes cost on Cloudflare, from the rows, requests and seconds that a simulated day
 * takes in workerd. `npm run bench:cost`
 *
 *   -- --edition "50 x 60"   only this edition; may be given several times
 *   -- --age 365             age in days of the edition whose day is measured besides the first
 *   -- --live 12000          maximum number of reports within retention to file before that day
 *   -- --docs                writes the tables into docs/ too
 *
 * A tick comes every minute, and the newsroom is evicted after it, as it hibernates after ten seconds on Cloudflare.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeTables } from "./cost-docs.ts";
import { EDITIONS, findEdition, fillingOf, RETENTION, type EditionSize } from "./cost-editions.ts";
import { measure } from "./cost-measure.ts";
import { ASSUMPTIONS } from "./cost-readers.ts";
import type { Result } from "./cost-results.ts";
import { details, goals, summary } from "./cost-table.ts";
import { WORKERD } from "./serve-workerd.ts";

const { values } = parseArgs({
  options: {
    edition: { type: "string", multiple: true, default: [] },
    age: { type: "string", default: "365" },
    live: { type: "string", default: "12000" },
    docs: { type: "boolean", default: false },
  },
});
const age = wholeNumber("age");
const live = wholeNumber("live");
const sizes = values.edition.length === 0 ? EDITIONS : values.edition.map(editionOf);
if (values.docs && sizes !== EDITIONS) refuse("--docs needs all editions: leave out --edition.");

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
const folder = await mkdtemp(join(tmpdir(), "storyfold-bench-"));
try {
  console.log(introduction());
  const editions: Result[][] = [];
  for (const size of sizes) {
    const results = [await resultOf(size, 0), await resultOf(size, age)];
    editions.push(results);
    console.log(`\n${details(results)}`);
  }
  console.log(`\n## Summary\n\n${summary(editions)}\n`);
  for (const line of goals(editions)) console.log(line);
  if (values.docs) await writeTables(summary(editions), editions.map(details).join("\n\n"));
} catch (error) {
  if (!stop.signal.aborted) throw error;
  process.exitCode = 130;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function resultOf(size: EditionSize, atAge: number): Promise<Result> {
  const filling = fillingOf(size, atAge, live);
  const name = `${size.name}, ${atAge === 0 ? "first day" : `at ${atAge} days`}`;
  if (!process.stderr.isTTY) console.error(name);
  const measured = await measure(size, filling, atAge === 0, folder, stop.signal, (text) =>
    progress(`${name}: ${text}`),
  );
  progress("");
  return { size, age: atAge, filling, measured };
}

function introduction(): string {
  return [
    `workerd ${WORKERD}. Rows are those of all SQL statements and key-value calls. CPU is that of the whole process, the Durable Object included, so that the Worker's own is less. Duration is the time during which a call to the Durable Object is open, on this machine. Logs are not in the prices, and neither is Cloudflare's rounding of bills. A month has 30 days.`,
    ASSUMPTIONS,
    `Stored bytes are for a retention of ${RETENTION} days.`,
  ].join("\n\n");
}

/** Shows what is being done, on one line of the terminal. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

function editionOf(name: string): EditionSize {
  const names = EDITIONS.map((edition) => edition.name).join(", ");
  return findEdition(name) ?? refuse(`--edition is "${name}". The editions are ${names}.`);
}

function wholeNumber(name: "age" | "live"): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value > 0) return value;
  return refuse(`--${name} is "${values[name]}". Use a whole number above 0.`);
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}
