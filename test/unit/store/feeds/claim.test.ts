import { expect, test } from "vitest";
import { nextSize, waitAfterStop, type Claim } from "../../../../src/store/feeds/claim.ts";

const NOW = Date.UTC(2026, 10, 30);
const MINUTE = 60_000;

const claim = (
  size: number,
  claimed: number,
  stoppedAt: number | null,
  before: number | null = null,
): Claim => ({
  at: NOW - MINUTE,
  size,
  feeds: Array.from({ length: claimed }, (_, n) => ({ outlet: `${n}`, configured: `${n}` })),
  stoppedAt,
  before,
});

test.each<[what: string, last: Claim | null, count: number, repeated: number, size: number]>([
  ["the first tick claims two", null, 0, 0, 2],
  ["a tick that finished makes it twice as many", claim(2, 2, null), 0, 0, 4],
  ["up to twelve", claim(8, 8, null), 0, 0, 12],
  ["and no more", claim(12, 12, null), 0, 0, 12],
  ["unless fewer were due than it might claim", claim(8, 5, null), 0, 0, 8],
  ["after a stopped tick, as many as it finished", claim(12, 12, null), 3, 0, 9],
  ["of those that it had claimed", claim(12, 8, null), 3, 0, 5],
  ["but at least one", claim(2, 2, null), 2, 0, 1],
  ["then it does not grow", claim(3, 3, NOW - 59 * MINUTE, 12), 0, 0, 3],
  ["for an hour, and then by one", claim(3, 3, NOW - 60 * MINUTE, 12), 0, 0, 4],
  ["unless the clock was wrong", claim(3, 3, NOW + 60 * MINUTE, 12), 0, 0, 4],
  ["once the feed at fault is known, as before", claim(3, 3, NOW - MINUTE, 12), 2, 1, 12],
  ["and when it comes again, no fewer", claim(12, 12, NOW - 60 * MINUTE), 7, 1, 12],
])("%s", (_, last, count, repeated, size) => {
  expect(nextSize(last, { count, repeated }, NOW).size).toBe(size);
});

test.each([
  [0, 15],
  [1, 30],
  [5, 480],
  [50, 1_440],
])("after %d failures, a feed that stops every tick waits %d minutes", (failures, minutes) => {
  expect(waitAfterStop(15 * MINUTE, failures)).toBe(minutes * MINUTE);
});
