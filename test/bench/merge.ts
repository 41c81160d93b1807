/**
 * Measures how accurately and how fast reports are folded into stories.
 *
 *   node test/bench/merge.ts [--in-newsroom] [--json] [--assignments OUT.jsonl] FILE.jsonl…
 *   node test/bench/merge.ts --stored N [--json] FILE.jsonl…
 *
 * --in-newsroom files the reports with the newsroom, in workerd. Reports per second then include HTTP and writing every
 * decision to disk, and peak memory is that of the whole workerd process.
 *
 * --stored files N reports with the newsroom, repeating the files as often as needed, and measures what filing costs as
 * the store grows.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Labelled, load } from "./protocol.ts";
import { type Result, run } from "./run.ts";
import { line, row, TITLES } from "./table.ts";

const { values, positionals } = parseArgs({
  options: {
    "in-newsroom": { type: "boolean" },
    stored: { type: "string" },
    json: { type: "boolean" },
    assignments: { type: "string" },
  },
  allowPositionals: true,
});
const total = Number(values.stored ?? 1);
if (positionals.length === 0 || !Number.isInteger(total) || total < 1) {
  console.error(
    "usage: node test/bench/merge.ts [--in-newsroom | --stored N] [--json] [--assignments OUT.jsonl] FILE.jsonl…",
  );
  process.exit(2);
}

// Imported only where needed: the bundler that they load would count towards the peak memory of a plain run.
if (values.stored) {
  const { benchStored } = await import("./newsroom-growth.ts");
  await benchStored(
    positionals.map((path) => load(path)),
    total,
    values.json ?? false,
  );
} else if (values["in-newsroom"]) {
  const { withNewsrooms } = await import("./newsroom.ts");
  const { runInNewsroom } = await import("./newsroom-run.ts");
  await withNewsrooms((open) =>
    bench(async (items) => {
      const newsroom = await open();
      try {
        return await runInNewsroom(items, newsroom);
      } finally {
        await newsroom.stop();
      }
    }),
  );
} else await bench((items) => run(items));

async function bench(
  fold: (items: readonly Labelled[]) => Result | Promise<Result>,
): Promise<void> {
  const rows = [];
  const assignments: string[] = [];
  if (!values.json) console.log(line(TITLES));
  for (const path of positionals) {
    const items = load(path);
    const result = await fold(items);
    const cells = row(path, result);
    rows.push(cells);
    if (!values.json) console.log(line(cells));
    for (const [i, { id }] of items.entries())
      assignments.push(JSON.stringify({ id, story: result.stories[i] }));
  }
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  if (values.assignments) writeFileSync(values.assignments, assignments.join("\n") + "\n");
}
