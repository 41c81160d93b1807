/**
 * How well reports are folded, and how fast.
 *
 *   node test/bench/merge.ts [--in-newsroom] [--json] [--assignments OUT.jsonl] FILE.jsonl…
 *
 * With --in-newsroom they are filed with the newsroom, in workerd: reports per second are then those of filing over HTTP,
 * every decision written to disk, and peak memory is workerd's, all else in it included.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Labelled, load } from "./protocol.ts";
import { type Result, run } from "./run.ts";
import { line, row, TITLES } from "./table.ts";

const { values, positionals } = parseArgs({
  options: {
    "in-newsroom": { type: "boolean" },
    json: { type: "boolean" },
    assignments: { type: "string" },
  },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error(
    "usage: node test/bench/merge.ts [--in-newsroom] [--json] [--assignments OUT.jsonl] FILE.jsonl…",
  );
  process.exit(2);
}

if (values["in-newsroom"]) {
  // Only now, since it brings the bundler, which would count as memory of a run without.
  const { withNewsrooms } = await import("./newsroom.ts");
  await withNewsrooms(bench);
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
