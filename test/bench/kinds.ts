/**
 * Measures how well folding generalizes to kinds of reports that nothing was trained on.
 *
 *   node test/bench/kinds.ts [--only WORDS] FILE.jsonl…
 *
 * --only runs only the kinds whose names contain WORDS.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { KINDS } from "./report-kinds.ts";
import { load } from "./protocol.ts";
import { run } from "./run.ts";

const { values, positionals } = parseArgs({
  options: { only: { type: "string", default: "" } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error("usage: node test/bench/kinds.ts [--only WORDS] FILE.jsonl…");
  process.exit(2);
}
const files = positionals.map((path) => ({ name: basename(path, ".jsonl"), items: load(path) }));

const row = (first: string, cells: string[]): void =>
  console.log(first.padEnd(28) + cells.map((cell) => cell.padEnd(38)).join(""));
row(
  "",
  files.map(({ name }) => name),
);
row(
  "",
  files.map(() => "B³ P / R / F1, pair F1, churn %"),
);
for (const [name, kind] of Object.entries(KINDS)) {
  if (!name.includes(values.only)) continue;
  row(
    name,
    files.map(({ items }) => {
      const { scores, churn } = run(kind(items));
      const { precision, recall, f1 } = scores.bcubed;
      const [p, r, f, pairs, changed] = [precision, recall, f1, scores.pairs.f1, churn].map((x) =>
        x.toFixed(1),
      );
      return `${p} / ${r} / ${f}, ${pairs}, ${changed}`;
    }),
  );
}
