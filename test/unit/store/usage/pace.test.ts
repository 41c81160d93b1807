import { describe, expect, test } from "vitest";
import {
  DAY,
  isNearlyFull,
  limitsOf,
  paceOf,
  type PlanSettings,
} from "../../../../src/store/usage/pace.ts";

const FREE = limitsOf({ STORYFOLD_PLAN: "free" });
const MIDNIGHT = Date.UTC(2026, 10, 30);
const HOUR = DAY / 24;
const GB = 1e9;

/** Feeds that may be leased from a time until midnight, each of which costs as many rows as those before. */
function allowed(used: { written?: number; read?: number }, from: number, size = 0): number {
  let sum = 0;
  const usage = { day: 0, written: 0, read: 0, polls: 1_000, ...used };
  const cost = { written: usage.written / usage.polls, read: usage.read / usage.polls };
  for (let now = from; now < MIDNIGHT + DAY && sum < Infinity; now += 60_000) {
    const { polls } = paceOf(usage, size, FREE, now);
    sum += polls;
    usage.polls += polls;
    usage.written += polls * cost.written;
    usage.read += polls * cost.read;
  }
  return sum;
}

describe("polling is slowed near a limit", () => {
  test.each<
    [what: string, used: { written?: number; read?: number }, hour: number, expected: number]
  >([
    ["not below four fifths of the rows", { written: 79_999, read: 3_999_999 }, 8, Infinity],
    // 15,000 rows are left, and a poll has cost 80.
    ["the rest of the day shares what is left", { written: 80_000 }, 8, 187],
    ["late in the day, too", { written: 80_000 }, 23, 187],
    ["the more so, the less is left", { written: 90_000 }, 8, 55],
    ["down to nothing", { written: 95_000 }, 8, 0],
    ["and beyond", { written: 120_000 }, 8, 0],
    ["by the rows read, too", { read: 4_000_000 }, 8, 187],
    ["by that of which less is left", { written: 80_000, read: 4_500_000 }, 8, 55],
  ])("%s", (_, used, hour, expected) => {
    const sum = allowed(used, MIDNIGHT + hour * HOUR);
    if (expected === Infinity) expect(sum).toBe(Infinity);
    else expect(Math.abs(sum - expected)).toBeLessThanOrEqual(1);
  });

  test.each<[what: string, size: number, expected: number]>([
    ["not below nine tenths of the storage", 4.49 * GB, Infinity],
    ["a feed a minute", 4.5 * GB, 60],
    ["a feed an hour, so that retention still runs", 4.9 * GB, 1],
  ])("%s", (_, size, expected) => {
    expect(allowed({}, MIDNIGHT + 23 * HOUR, size)).toBe(expected);
  });
});

test.each<[plan: string | undefined, written: number, size: number, reason: RegExp | null]>([
  [
    undefined,
    85_300,
    0,
    /^85% of the 100,000 rows .* written in a day are used: .* until 00:00 UTC$/,
  ],
  ["free", 0, 4.6 * GB, /^92% of the 5 GB of storage of the free plan is used: polling is slowed$/],
  ["fre", 85_300, 0, /^85% of the 100,000 rows/],
  ["paid", 1e9, 4.6 * GB, null],
  ["paid", 0, 9.7 * GB, /^97% of the 10 GB of storage of the Paid plan/],
  ["unlimited", 1e9, 20 * GB, null],
])("the plan %s, with %d rows and %d bytes", (plan, written, size, reason) => {
  const usage = { day: 0, written, read: 0, polls: 10 };
  const { slowed } = paceOf(
    usage,
    size,
    limitsOf(plan === undefined ? {} : { STORYFOLD_PLAN: plan }),
    MIDNIGHT,
  );
  if (reason === null) expect(slowed).toBeNull();
  else expect(slowed).toMatch(reason);
});

test.each<[settings: PlanSettings, from: number | null]>([
  [{}, 4 * GB],
  [{ STORYFOLD_PLAN: "paid" }, 4 * GB],
  [{ STORYFOLD_PLAN: "paid", STORYFOLD_STORAGE_GB: 9 }, 7.2 * GB],
  [{ STORYFOLD_PLAN: "paid", STORYFOLD_STORAGE_GB: "20" }, 8 * GB],
  [{ STORYFOLD_PLAN: "free", STORYFOLD_STORAGE_GB: "9" }, 4 * GB],
  [{ STORYFOLD_STORAGE_GB: "2" }, 1.6 * GB],
  [{ STORYFOLD_STORAGE_GB: "much" }, 4 * GB],
  [{ STORYFOLD_STORAGE_GB: "0" }, 4 * GB],
  [{ STORYFOLD_PLAN: "unlimited" }, null],
  [{ STORYFOLD_PLAN: "unlimited", STORYFOLD_STORAGE_GB: "1" }, 0.8 * GB],
])("with %j the oldest stories go from %s bytes on", (settings, from) => {
  const limits = limitsOf(settings);
  expect(isNearlyFull((from ?? 100 * GB) - 1, limits)).toBe(false);
  expect(isNearlyFull(from ?? 100 * GB, limits)).toBe(from !== null);
});
