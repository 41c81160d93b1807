/**
 * Learns the pair model and the threshold from labelled files, and writes src/cluster/scoring/model.generated.ts.
 *
 *   npm run learn -- [GATES] [--dry-run] FILE.jsonl…
 *
 * First every source is held out: the model is trained without the files of that source (rss-us-dev, rss-us2-dev and so
 * on are one source), and measured on them at each threshold. The threshold is the lowest one whose means pass the gates:
 * the lower it is, the fewer events are shown twice. Then the model is trained on all files.
 *
 * The gates are limits of the means, held out, in per cent: --max-foreign, --max-wrong, --max-twice, --min-f1. If no
 * threshold passes them, nothing is written. They are means over all files, or over those whose names start with what
 * --gated says (--gated rss-), so that the files that are most like an edition decide. --dry-run never writes.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Engine, PairModel } from "../../../src/cluster/index.ts";
import { counter, run } from "../run.ts";
import type { Forest } from "./gradient-boosting.ts";
import { withoutSource } from "./held-out.ts";
import { learned, trainingFile } from "./training-files.ts";

const THRESHOLDS = [-0.25, 0, 0.125, 0.25, 0.375, 0.5, 0.75, 1];

const { values, positionals } = parseArgs({
  options: {
    "max-foreign": { type: "string" },
    "max-wrong": { type: "string" },
    "max-twice": { type: "string" },
    "min-f1": { type: "string" },
    gated: { type: "string", default: "" },
    "dry-run": { type: "boolean" },
  },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error("usage: npm run learn -- [GATES] [--dry-run] FILE.jsonl…");
  process.exit(2);
}

const files = positionals.map((path) => {
  const file = trainingFile(path);
  console.log(`${file.name}: ${file.items.length} reports`);
  return file;
});

interface Outcome {
  name: string;
  foreign: number;
  wrong: number;
  twice: number;
  f1: number;
  churn: number;
}

/** Measures each file with the model that was trained without its source, at each threshold. */
function heldOut(): Outcome[][] {
  const byThreshold: Outcome[][] = THRESHOLDS.map(() => []);
  for (const { file, forest } of withoutSource(files)) {
    for (const [i, threshold] of THRESHOLDS.entries()) {
      const model = new PairModel({ forest, threshold });
      const { scores, churn } = run(file.items, new Engine({ mint: counter(), model }));
      const { foreign, wrong, twice, bcubed } = scores;
      byThreshold[i]?.push({ name: file.name, foreign, wrong, twice, f1: bcubed.f1, churn });
    }
    console.log(`${file.name}: held out`);
  }
  return byThreshold;
}

function mean(outcomes: readonly Outcome[]): Outcome {
  const of = (key: Exclude<keyof Outcome, "name">): number =>
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0) / outcomes.length;
  return {
    name: "mean",
    foreign: of("foreign"),
    wrong: of("wrong"),
    twice: of("twice"),
    f1: of("f1"),
    churn: of("churn"),
  };
}

function print(first: string, { foreign, wrong, twice, f1, churn }: Outcome): void {
  const cells = [foreign, wrong, twice, f1, churn].map((cell) => cell.toFixed(1).padStart(10));
  console.log(first.padEnd(24) + cells.join(""));
}

const outcomes = heldOut();
const means = outcomes.map((all) => mean(all.filter(({ name }) => name.startsWith(values.gated))));
console.log("\nHeld out by source  foreign %   wrong %   twice %     B³ F1   churn %");
for (const [i, outcome] of means.entries()) print(`mean at ${THRESHOLDS[i]}`, outcome);
const best = means.findIndex(passes);
if (best < 0) {
  console.error("No threshold passes the gates, so nothing was written.");
  console.error("Change the features or the gates, and learn again.");
  process.exit(1);
}
const threshold = THRESHOLDS[best] as number;
console.log(`\nThreshold ${threshold}`);
for (const outcome of outcomes[best] as Outcome[]) print(outcome.name, outcome);

function passes({ foreign, wrong, twice, f1 }: Outcome): boolean {
  return (
    foreign <= Number(values["max-foreign"] ?? 100) &&
    wrong <= Number(values["max-wrong"] ?? 100) &&
    twice <= Number(values["max-twice"] ?? 100) &&
    f1 >= Number(values["min-f1"] ?? 0)
  );
}

if (!values["dry-run"]) {
  writeFileSync("src/cluster/scoring/model.generated.ts", moduleText(learned(files), threshold));
  console.log("Wrote src/cluster/scoring/model.generated.ts. Raise `version` in features/codec.ts");
  console.log("if the features of a report have changed.");
}

/** The source text of the generated module. */
function moduleText({ base, inputs, thresholds, leaves }: Forest, minimum: number): string {
  const rounded = (list: readonly number[]): string =>
    list.map((x) => (Number.isFinite(x) ? String(Number(x.toFixed(3))) : "9e9")).join(",");
  return `/** Written by \`npm run learn\` from ${files.length} files; do not edit. */
import type { Forest } from "./boosted-trees.ts";

/** Minimum link of two groups that are one story, in log odds. */
export const threshold = ${minimum};

/** Its inputs are PAIR_INPUTS. */
export const forest: Forest = {
  base: ${rounded([base])},
  inputs: [${inputs.join(",")}],
  thresholds: [${rounded(thresholds)}],
  leaves: [${rounded(leaves)}],
};
`;
}
