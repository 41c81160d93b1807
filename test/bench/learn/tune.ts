/**
 * Looks for better numbers for src/cluster/hyperparameters.ts, all of them together.
 *
 *   node test/bench/learn/tune.ts [--minutes 60] FILE.jsonl…
 *
 * Each half of each file, by time, is run with weights that were learned from the other halves, so that the numbers suit
 * scores as they are on reports not seen before; and again without dates, and without text. A change is taken if all runs
 * together gain by it and no half loses. Prints each change as it is taken, and in the end all that differ.
 */
import { parseArgs } from "node:util";
import type { settings } from "../../../src/cluster/hyperparameters.ts";
import { load, type Labelled } from "../protocol.ts";
import { type Result, run } from "../run.ts";
import { byTime, engine, halved, type Other } from "./other-weights.ts";

/** The numbers that are tried, each with its first step. */
const STEPS: Partial<Record<keyof typeof settings, number>> = {
  threshold: 0.1,
  bestPairShare: 0.04,
  uncomparedScore: 0.5,
  switchCost: 0.3,
  switchCostOpen: 0.25,
  switchDiscountSmall: 0.5,
  mergeCost: 0.15,
  scoreIntercept: 0.1,
  likenessWeight: 0.05,
  marginWeight: 0.02,
  sameEventLikeness: 0.5,
  minLikeness: 0.5,
  initialLogOdds: 0.3,
  priorStepSize: 0.05,
  clusterSizePriorWeight: 5,
  timeGapPriorWeight: 20,
};

/** A run counts by B³ F1 and half of pair F1, less what it falls short of in precision and what it changes too much. */
const LEAST_PRECISION = 90;
const MOST_CHURN = 2.7;
/** What a gain must be, and what a half may lose by rounding. */
const GAIN = 0.02;
const LOSS = 0.05;
/** Steps are halved so many times. */
const ROUNDS = 3;

/** Other looks of the same file, and what they count. */
const LOOKS: { counts: number; change: (item: Labelled) => Labelled }[] = [
  { counts: 1, change: (item) => item },
  { counts: 0.3, change: (item) => ({ ...item, time: null }) },
  { counts: 0.3, change: (item) => ({ ...item, text: "" }) },
];

interface Part {
  counts: number;
  items: Labelled[];
}

function worth({ scores: { bcubed, pairs }, churn }: Result): number {
  return (
    bcubed.f1 +
    pairs.f1 / 2 -
    Math.max(0, LEAST_PRECISION - bcubed.precision) / 2 -
    3 * Math.max(0, churn - MOST_CHURN)
  );
}

/** The looks of a file that differ from the file itself. */
function looks(file: readonly Labelled[]): Part[] {
  return LOOKS.map(({ counts, change }) => ({ counts, items: file.map(change) })).filter(
    ({ items }, i) =>
      i === 0 ||
      items.some((item, k) => item.time !== file[k]?.time || item.text !== file[k]?.text),
  );
}

/** What the numbers are worth on each half. */
function judge(
  halves: readonly { other: Other; parts: Part[] }[],
  numbers: Record<string, number>,
): number[] {
  return halves.map(({ other, parts }) => {
    Object.assign(other.settings, numbers);
    let sum = 0;
    let all = 0;
    for (const { counts, items } of parts) {
      sum += counts * worth(run(items, other.make()));
      all += counts;
    }
    return sum / all;
  });
}

const { values, positionals } = parseArgs({
  options: { minutes: { type: "string", default: "60" } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error("usage: node test/bench/learn/tune.ts [--minutes N] FILE.jsonl…");
  process.exit(2);
}
const end = performance.now() + 60_000 * Number(values.minutes);
const files = positionals.map((path) => load(path));
const halves: { other: Other; parts: Part[] }[] = [];
for (const learnFirst of [true, false]) {
  const pairs = halved(files, byTime, learnFirst);
  halves.push({
    other: await engine(pairs.map(({ learnt }) => learnt)),
    parts: pairs.flatMap(({ asked }) => looks(asked)),
  });
}

const first = { ...(halves[0]?.other.settings as Record<string, number>) };
let numbers = { ...first };
let best = judge(halves, numbers);
const told = (figures: readonly number[]): string => figures.map((f) => f.toFixed(2)).join(" ");
console.log(`as they are: ${told(best)}`);

/** Takes a step if it gains, and goes on that way as long as it does. */
function walk(name: string, step: number): boolean {
  let moved = false;
  while (performance.now() < end) {
    const value = Number(((numbers[name] as number) + step).toPrecision(5));
    const tried = { ...numbers, [name]: value };
    const found = judge(halves, tried);
    const gains = found.map((figure, i) => figure - (best[i] as number));
    const gain = gains.reduce((sum, one) => sum + one, 0) / gains.length;
    if (!(gain > GAIN) || gains.some((one) => one < -LOSS)) break;
    numbers = tried;
    best = found;
    moved = true;
    console.log(`${name}: ${value} → ${told(best)}`);
  }
  return moved;
}

for (let round = 0, scale = 1; round < ROUNDS; round++, scale /= 2)
  for (const [name, step] of Object.entries(STEPS))
    if (!walk(name, scale * step)) walk(name, -scale * step);
for (const { other } of halves) other.done();
for (const [name, value] of Object.entries(numbers))
  if (value !== first[name]) console.log(`  ${name}: ${value},`);
