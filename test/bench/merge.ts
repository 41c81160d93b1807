/**
 * How well reports are folded, and how fast.
 *
 *   node test/bench/merge.ts [--in-newsroom] [--json] [--assignments OUT.jsonl] FILE.jsonl…
 *   node test/bench/merge.ts --stored N [--json] FILE.jsonl…
 *
 * With --in-newsroom they are filed with the newsroom, in workerd: reports per second are then those of filing over HTTP,
 * every decision written to disk, and peak memory is workerd's, all else in it included.
 *
 * With --stored so many reports are filed there, made of those in the files over and over, and what filing costs is
 * measured as the store grows.
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
const most = Number(values.stored ?? 1);
if (positionals.length === 0 || !Number.isInteger(most) || most < 1) {
  console.error(
    "usage: node test/bench/merge.ts [--in-newsroom | --stored N] [--json] [--assignments OUT.jsonl] FILE.jsonl…",
  );
  process.exit(2);
}

// Only where needed, since it brings the bundler, which would count as memory of a run without.
if (values.stored) {
  const { benchStored } = await import("./newsroom-growth.ts");
  await benchStored(
    positionals.map((path) => load(path)),
    most,
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
    const one = row(path, result);
    rows.push(one);
    if (!values.json) console.log(line(one));
    for (const [i, { id }] of items.entries())
      assignments.push(JSON.stringify({ id, story: result.stories[i] }));
  }
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  if (values.assignments) writeFileSync(values.assignments, assignments.join("\n") + "\n");
}
