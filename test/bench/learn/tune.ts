/**
 * Searches for better values in src/cluster/hyperparameters.ts by coordinate descent.
 *
 *   node test/bench/learn/tune.ts [--minutes 60] FILE.jsonl…
 *
 * Each file is split in half by time, and each half is run with weights trained on the other half, so that the values
 * suit scores on unseen reports. The runs are repeated without dates and without text. A change is kept if the mean over
 * the halves rises and neither half falls. Prints each change that is kept, and all changed values at the end.
 */
import { parseArgs } from "node:util";
import type { settings } from "../../../src/cluster/hyperparameters.ts";
import { load, type Labelled } from "../protocol.ts";
import { type Result, run } from "../run.ts";
import { byTime, halved, trainedEngine, type TrainedEngine } from "./held-out-engine.ts";

/** The hyperparameters to tune, each with its initial step. */
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

/** B³ precision in per cent below which the objective is penalized. */
const MIN_PRECISION = 90;
/** Churn in per cent above which the objective is penalized. */
const MAX_CHURN = 2.7;
/** Minimum gain of a change in the mean objective. */
const MIN_GAIN = 0.02;
/** Maximum loss of one half, to allow for rounding. */
const MAX_LOSS = 0.05;
/** Passes over all hyperparameters. The step is halved after each. */
const ROUNDS = 3;

/** Variants of each file, with their weight in the objective. */
const VARIANTS: { weight: number; change: (item: Labelled) => Labelled }[] = [
  { weight: 1, change: (item) => item },
  { weight: 0.3, change: (item) => ({ ...item, time: null }) },
  { weight: 0.3, change: (item) => ({ ...item, text: "" }) },
];

interface Variant {
  weight: number;
  items: Labelled[];
}

/** The objective of one run: B³ F1 and half of pair F1, less the penalties for low precision and high churn. */
function objective({ scores: { bcubed, pairs }, churn }: Result): number {
  return (
    bcubed.f1 +
    pairs.f1 / 2 -
    Math.max(0, MIN_PRECISION - bcubed.precision) / 2 -
    3 * Math.max(0, churn - MAX_CHURN)
  );
}

/** The file itself, and those of its variants that differ from it. */
function variants(file: readonly Labelled[]): Variant[] {
  return VARIANTS.map(({ weight, change }) => ({ weight, items: file.map(change) })).filter(
    ({ items }, i) =>
      i === 0 ||
      items.some((item, k) => item.time !== file[k]?.time || item.text !== file[k]?.text),
  );
}

/** The weighted mean of the objective on each half. */
function evaluate(
  halves: readonly { engine: TrainedEngine; parts: Variant[] }[],
  settings: Record<string, number>,
): number[] {
  return halves.map(({ engine, parts }) => {
    Object.assign(engine.settings, settings);
    let sum = 0;
    let totalWeight = 0;
    for (const { weight, items } of parts) {
      sum += weight * objective(run(items, engine.make()));
      totalWeight += weight;
    }
    return sum / totalWeight;
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
const halves: { engine: TrainedEngine; parts: Variant[] }[] = [];
for (const trainOnFirst of [true, false]) {
  const split = halved(files, byTime, trainOnFirst);
  halves.push({
    engine: await trainedEngine(split.map(({ training }) => training)),
    parts: split.flatMap(({ held }) => variants(held)),
  });
}

const initial = { ...(halves[0]?.engine.settings as Record<string, number>) };
let current = { ...initial };
let best = evaluate(halves, current);
const formatted = (figures: readonly number[]): string =>
  figures.map((figure) => figure.toFixed(2)).join(" ");
console.log(`current values: ${formatted(best)}`);

/** Moves one hyperparameter step by step while the objective improves. @returns whether it moved at all. */
function walk(name: string, step: number): boolean {
  let moved = false;
  while (performance.now() < end) {
    const value = Number(((current[name] as number) + step).toPrecision(5));
    const candidate = { ...current, [name]: value };
    const result = evaluate(halves, candidate);
    const gains = result.map((figure, i) => figure - (best[i] as number));
    const meanGain = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    if (!(meanGain > MIN_GAIN) || gains.some((gain) => gain < -MAX_LOSS)) break;
    current = candidate;
    best = result;
    moved = true;
    console.log(`${name}: ${value} → ${formatted(best)}`);
  }
  return moved;
}

for (let round = 0, scale = 1; round < ROUNDS; round++, scale /= 2)
  for (const [name, step] of Object.entries(STEPS))
    if (!walk(name, scale * step)) walk(name, -scale * step);
for (const { engine } of halves) engine.remove();
for (const [name, value] of Object.entries(current))
  if (value !== initial[name]) console.log(`  ${name}: ${value},`);
