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
])("%d days apart are in span %d", (days, span) => {
  expect(bucketOf(days)).toBe(span);
});

/** A stream in which each report is compared with one of each of the last ten days, and has the words of so many of them. */
function stream(days: number, reports = 2000): TimeGapPrior {
  const pace = new TimeGapPrior();
  const others = new Map(
    Array.from({ length: 10 }, (_, ago) => [{ features: on(DAY - ago) }, ago < days ? 5 : -5]),
  );
  for (let i = 0; i < reports; i++) pace.learn(on(DAY), others);
  return pace;
}

const added = (pace: TimeGapPrior, days: number): number =>
  priorOf(on(DAY, pace.logOdds(WHOLE)), on(DAY - days)) - WHOLE;

test.each<[string, TimeGapPrior, number, number, number]>([
  ["nothing was seen: all is as usual", new TimeGapPrior(), 4, -0.001, 0.001],
  ["a few reports do not change much", stream(5, 3), 4, -1, 1],
  ["stories of five days: four days apart is not so far", stream(5), 4, 1, 2],
  ["but what it adds has a limit", stream(7), 6, 2, 2],
  ["stories of one day: the next day is far, but the limit is near", stream(1), 1, -0.5, -0.3],
  ["where there is no date, the whole stream's odds hold", stream(5), Number.NaN, 0, 0],
])("%s", (_, pace, days, low, high) => {
  expect(added(pace, days)).toBeGreaterThanOrEqual(low);
  expect(added(pace, days)).toBeLessThanOrEqual(high);
});

test("odds that were stored with a report go on from there", () => {
  const odds = stream(5).logOdds(WHOLE);
  const pace = new TimeGapPrior();
  pace.resume(on(DAY, odds));
  for (const [at, value] of pace.logOdds(WHOLE).entries())
    expect(value).toBeCloseTo(odds[at] as number, 4);
  expect(priorWithoutDates(on(DAY, odds))).toBe(WHOLE);
});
