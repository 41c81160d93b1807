/** How the days between two reports change the odds that they are about one event, in the training files. */
import { SURE } from "../../../src/cluster/calibration/time-gap-prior.ts";
import { PAIR_FEATURES } from "../../../src/cluster/scoring/pair-features.ts";
import { bucketOf, TIME_BUCKETS } from "../../../src/cluster/features/time-buckets.ts";
import type { Pairs } from "./training-pairs.ts";

const DAYS_APART = PAIR_FEATURES.findIndex(([name]) => name === "daysApart");
const TIME_KNOWN = PAIR_FEATURES.findIndex(([name]) => name === "timeKnown");

/** Tells whether a pair counts as a positive. */
type IsPositive = (pairs: Pairs, at: number) => boolean;

/** Log odds that each time gap adds to a pair being about one event. */
export function likenessByBucket(files: readonly Pairs[]): number[] {
  return logOddsByGap(files, ({ labels }, at) => labels[at] === 1);
}

/**
 * Log odds that each time gap adds to a pair whose words alone make it certain that it is about one event.
 * src/cluster/calibration/time-gap-prior.ts estimates the same quantity from a stream.
 */
export function sureLogOddsByBucket(
  files: readonly Pairs[],
  likeness: readonly number[],
  score: (row: Float64Array) => number,
): number[] {
  return logOddsByGap(files, ({ rows, width }, at) => {
    const row = Float64Array.from(rows.slice(at * width, (at + 1) * width));
    return score(row) - (likeness[bucketOf(row[DAYS_APART] as number)] as number) > SURE;
  });
}

/**
 * Mean over the files that have dates. The last bucket, for pairs without a known date, is 0. The log odds never rise
 * with the gap: where a file has few pairs that far apart, they take the value of the shorter gap.
 */
function logOddsByGap(files: readonly Pairs[], isPositive: IsPositive): number[] {
  const perFile = files.map((file) => ofFile(file, isPositive)).filter((odds) => odds !== null);
  return Array.from({ length: TIME_BUCKETS }, (_, at) =>
    at === TIME_BUCKETS - 1
      ? 0
      : perFile.reduce((sum, odds) => sum + (odds[at] as number), 0) / perFile.length,
  );
}

/** The log odds in one file, or null where it has no dates. Each bucket starts with a weight of 1 on both sides. */
function ofFile(pairs: Pairs, isPositive: IsPositive): number[] | null {
  const { width, rows, labels, weights } = pairs;
  const positive = new Float64Array(TIME_BUCKETS).fill(1);
  const negative = new Float64Array(TIME_BUCKETS).fill(1);
  let dated = 0;
  for (let at = 0; at < labels.length; at++) {
    if (rows[at * width + TIME_KNOWN] === 0) continue;
    const bucket = bucketOf(rows[at * width + DAYS_APART] as number);
    const counts = isPositive(pairs, at) ? positive : negative;
    counts[bucket] = (counts[bucket] as number) + (weights[at] as number);
    dated++;
  }
  if (dated === 0) return null;
  const sum = (list: Float64Array): number => list.reduce((a, b) => a + b, 0);
  const overall = Math.log(sum(positive) / sum(negative));
  let lowest = Number.POSITIVE_INFINITY;
  return Array.from(positive, (weight, bucket) => {
    lowest = Math.min(lowest, Math.log(weight / (negative[bucket] as number)) - overall);
    return lowest;
  });
}
