/**
 * What the engine reaches on reports whose stories no weight was learned from.
 *
 *   node test/bench/learn/held-out.ts FILE.jsonl…
 *
 * Learns on one half and runs on the other, both ways round: halves by story, and
 * by time; and learns on all files but one and runs on that one. Beside each stands
 * what the checked-in weights reach on the same reports.
 */
import { basename } from "node:path";
import { load, type Labelled } from "../protocol.ts";
import { type Contender, run } from "../run.ts";
import { byStory, byTime, engine, halved } from "./other-weights.ts";

function report(title: string, name: string, items: Labelled[], make: () => Contender): void {
  const held = run(items, make());
  const seen = run(items);
  const figures = ({ scores, churn }: typeof held): string =>
    [scores.bcubed.f1, scores.pairs.f1, scores.bcubed.precision, churn]
      .map((figure) => figure.toFixed(1).padStart(6))
      .join("");
  console.log(`${title.padEnd(26)}${name.padEnd(18)}${figures(held)}   |${figures(seen)}`);
}

const paths = process.argv.slice(2);
const files = paths.map((path) => load(path));
const names = paths.map((path) => basename(path, ".jsonl"));
console.log(
  "B³ F1, pair F1, B³ P, churn: held out | with the checked-in weights, on the same reports",
);

for (const [title, half] of [
  ["other stories", byStory],
  ["other time", byTime],
] as const) {
  for (const side of [true, false]) {
    const parts = halved(files, half, side);
    const { make, done } = await engine(parts.map(({ learnt }) => learnt));
    for (const [i, { asked }] of parts.entries())
      report(`${title}, ${side ? "second" : "first"} half`, names[i] as string, asked, make);
    done();
  }
}
for (const [i, file] of files.entries()) {
  const { make, done } = await engine(files.filter((_, k) => k !== i));
  report("other files", names[i] as string, file, make);
  done();
}
