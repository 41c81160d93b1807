/**
 * Measures the engine on stories that its weights were not trained on.
 *
 *   node test/bench/learn/held-out.ts FILE.jsonl…
 *
 * Two-fold cross-validation, with the folds cut by story and again by time, and leave-one-file-out. Each line also
 * shows the scores of the checked-in weights on the same reports.
 */
import { basename } from "node:path";
import { load, type Labelled } from "../protocol.ts";
import { type Contender, run } from "../run.ts";
import { byStory, byTime, halved, trainedEngine } from "./held-out-engine.ts";

function report(title: string, name: string, items: Labelled[], make: () => Contender): void {
  const heldOut = run(items, make());
  const checkedIn = run(items);
  const figures = ({ scores, churn }: typeof heldOut): string =>
    [scores.bcubed.f1, scores.pairs.f1, scores.bcubed.precision, churn]
      .map((figure) => figure.toFixed(1).padStart(6))
      .join("");
  console.log(`${title.padEnd(26)}${name.padEnd(18)}${figures(heldOut)}   |${figures(checkedIn)}`);
}

const paths = process.argv.slice(2);
const files = paths.map((path) => load(path));
const names = paths.map((path) => basename(path, ".jsonl"));
console.log("B³ F1, pair F1, B³ P, churn: held out | checked-in weights on the same reports");

for (const [title, half] of [
  ["other stories", byStory],
  ["other time", byTime],
] as const) {
  for (const side of [true, false]) {
    const parts = halved(files, half, side);
    const { make, remove } = await trainedEngine(parts.map(({ training }) => training));
    for (const [i, { held }] of parts.entries())
      report(`${title}, ${side ? "second" : "first"} half`, names[i] as string, held, make);
    remove();
  }
}
for (const [i, file] of files.entries()) {
  const { make, remove } = await trainedEngine(files.filter((_, k) => k !== i));
  report("other files", names[i] as string, file, make);
  remove();
}
