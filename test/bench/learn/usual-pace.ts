/** How days apart speak for or against one event, in the files that the pair model is learned from. */
import { SURE } from "../../../src/cluster/calibration/time-gap-prior.ts";
import { PAIR_FEATURES } from "../../../src/cluster/scoring/pair-features.ts";
import { bucketOf, TIME_BUCKETS } from "../../../src/cluster/features/time-buckets.ts";
import type { Pairs } from "./sample.ts";

const DAYS_APART = PAIR_FEATURES.findIndex(([name]) => name === "daysApart");
const TIME_KNOWN = PAIR_FEATURES.findIndex(([name]) => name === "timeKnown");

/** Says of a pair whether it counts as one event. */
type Counts = (pairs: Pairs, at: number) => boolean;

/** Log odds that each span adds to a pair's being of one event. */
export function usualPace(files: readonly Pairs[]): number[] {
  return paceOf(files, ({ labels }, at) => labels[at] === 1);
}

/** Log odds that each span adds to a pair's being surely of one event by its words, as pace.ts asks it of a stream. */
export function surePace(
  files: readonly Pairs[],
  usual: readonly number[],
  alike: (row: Float64Array) => number,
): number[] {
  return paceOf(files, ({ rows, width }, at) => {
    const row = Float64Array.from(rows.slice(at * width, (at + 1) * width));
    return alike(row) - (usual[bucketOf(row[DAYS_APART] as number)] as number) > SURE;
  });
}

/**
 * Mean of the files that have dates; 0 for the last span, where no date is known. More days never speak more for one
 * event: where a file has few pairs so far apart, the shorter span stands for them.
 */
function paceOf(files: readonly Pairs[], counts: Counts): number[] {
  const found = files.map((file) => ofFile(file, counts)).filter((own) => own !== null);
  return Array.from({ length: TIME_BUCKETS }, (_, at) =>
    at === TIME_BUCKETS - 1
      ? 0
      : found.reduce((sum, own) => sum + (own[at] as number), 0) / found.length,
  );
}

function ofFile(pairs: Pairs, counts: Counts): number[] | null {
  const { width, rows, labels, weights } = pairs;
  const one = new Float64Array(TIME_BUCKETS).fill(1);
  const two = new Float64Array(TIME_BUCKETS).fill(1);
  let dated = 0;
  for (let at = 0; at < labels.length; at++) {
    if (rows[at * width + TIME_KNOWN] === 0) continue;
    const span = bucketOf(rows[at * width + DAYS_APART] as number);
    const list = counts(pairs, at) ? one : two;
    list[span] = (list[span] as number) + (weights[at] as number);
    dated++;
  }
  if (dated === 0) return null;
  const sum = (list: Float64Array): number => list.reduce((a, b) => a + b, 0);
  const whole = Math.log(sum(one) / sum(two));
  let least = Number.POSITIVE_INFINITY;
  return Array.from(one, (own, span) => {
    least = Math.min(least, Math.log(own / (two[span] as number)) - whole);
    return least;
  });
}
