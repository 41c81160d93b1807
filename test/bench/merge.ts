/**
 * How well reports are folded, and how fast.
 *
 *   node test/bench/merge.ts [--json] [--assignments OUT.jsonl] FILE.jsonl…
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { load } from "./protocol.ts";
import { run } from "./run.ts";
import { line, row, TITLES } from "./table.ts";

const { values, positionals } = parseArgs({
  options: { json: { type: "boolean" }, assignments: { type: "string" } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error("usage: node test/bench/merge.ts [--json] [--assignments OUT.jsonl] FILE.jsonl…");
  process.exit(2);
}

const rows = [];
const assignments: string[] = [];
if (!values.json) console.log(line(TITLES));
for (const path of positionals) {
  const items = load(path);
  const result = run(items);
  const one = row(path, result);
  rows.push(one);
  if (!values.json) console.log(line(one));
  for (const [i, { id }] of items.entries())
    assignments.push(JSON.stringify({ id, story: result.stories[i] }));
}
if (values.json) console.log(JSON.stringify(rows, null, 2));
if (values.assignments) writeFileSync(values.assignments, assignments.join("\n") + "\n");
