import { byBucket, bucketOf } from "../../../../src/cluster/features/time-buckets.ts";
import { expect, test } from "vitest";
import { type Features, NO_FEATURES } from "../../../../src/cluster/features/extract.ts";
import { TimeGapPrior } from "../../../../src/cluster/calibration/time-gap-prior.ts";
import { priorOf, priorWithoutDates } from "../../../../src/cluster/features/time-gap.ts";

const DAY = 20_000;
const WHOLE = -1;
const on = (day: number, odds = byBucket(WHOLE)): Features => ({
  ...NO_FEATURES,
  day,
  priorLogOdds: odds,
});

test.each<[number, number]>([
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 3],
  [5, 4],
  [8, 5],
  [300, 5],
  [Number.NaN, 6],
])("a gap of %d days is in bucket %d", (days, bucket) => {
  expect(bucketOf(days)).toBe(bucket);
});

/**
 * A stream in which each report is compared with one report of each of the last ten days.
 *
 * @param days of these, the number whose reports have the same words
 */
function stream(days: number, reports = 2000): TimeGapPrior {
  const prior = new TimeGapPrior();
  const others = new Map(
    Array.from({ length: 10 }, (_, ago) => [{ features: on(DAY - ago) }, ago < days ? 5 : -5]),
  );
  for (let i = 0; i < reports; i++) prior.learn(on(DAY), others);
  return prior;
}

const gapLogOdds = (prior: TimeGapPrior, days: number): number =>
  priorOf(on(DAY, prior.logOdds(WHOLE)), on(DAY - days)) - WHOLE;

test.each<[string, TimeGapPrior, number, number, number]>([
  ["nothing seen: no effect", new TimeGapPrior(), 4, -0.001, 0.001],
  ["a few reports seen: a small effect", stream(5, 3), 4, -1, 1],
  ["stories of five days: a gap of four days is in favour", stream(5), 4, 1, 2],
  ["stories of seven days: the effect has an upper limit", stream(7), 6, 2, 2],
  [
    "stories of one day: a gap of one day is against, down to a lower limit",
    stream(1),
    1,
    -0.5,
    -0.3,
  ],
  ["no date: the prior of the whole stream applies", stream(5), Number.NaN, 0, 0],
])("%s", (_, prior, days, low, high) => {
  expect(gapLogOdds(prior, days)).toBeGreaterThanOrEqual(low);
  expect(gapLogOdds(prior, days)).toBeLessThanOrEqual(high);
});

test("the odds stored with a report are resumed", () => {
  const odds = stream(5).logOdds(WHOLE);
  const prior = new TimeGapPrior();
  prior.resume(on(DAY, odds));
  for (const [bucket, value] of prior.logOdds(WHOLE).entries())
    expect(value).toBeCloseTo(odds[bucket] as number, 4);
  expect(priorWithoutDates(on(DAY, odds))).toBe(WHOLE);
});
