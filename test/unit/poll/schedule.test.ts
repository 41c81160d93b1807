import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FeedState } from "../../../src/model/outlet-feed.ts";
import { afterPoll, paceOf, type Outcome } from "../../../src/poll/schedule.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 22);

const URL = "https://example.com/feed";
const FEED = { interval: { least: 5, most: 24 * 60 } };

const state = (overrides: Partial<FeedState> = {}): FeedState => ({
  outlet: "example",
  url: URL,
  configured: URL,
  etag: null,
  lastModified: null,
  digest: null,
  due: NOW,
  interval: HOUR,
  failures: 0,
  lastPoll: null,
  lastGood: null,
  error: null,
  stopped: false,
  ...overrides,
});

const good = (overrides: Partial<Extract<Outcome, { kind: "good" }>> = {}): Outcome => ({
  kind: "good",
  url: URL,
  etag: '"1"',
  lastModified: null,
  digest: "1",
  freshFor: null,
  news: null,
  ...overrides,
});

const failed = (overrides: Partial<Extract<Outcome, { kind: "failed" }>> = {}): Outcome => ({
  kind: "failed",
  error: "It failed.",
  retryAfter: null,
  busy: false,
  refused: false,
  ...overrides,
});

/** Up to 10 % more, so that outlets with the same interval do not stay in step. */
const spread = (from: number): [number, number] => [from, from * 1.1];
/** Up to twice as much. */
const jittered = (from: number): [number, number] => [from, from * 2];

describe("when the next poll is due", () => {
  test.each<[string, Partial<FeedState>, Outcome, [number, number]]>([
    ["nothing new: 1.2 times the last interval", {}, good(), spread(1.2 * HOUR)],
    ["nothing new for long: the maximum interval", { interval: 23 * HOUR }, good(), [DAY, DAY]],
    [
      "a report every two hours: four polls per report",
      {},
      good({ news: { pace: 2 * HOUR, ttl: null } }),
      spread(HOUR / 2),
    ],
    [
      "a report a minute: the minimum",
      {},
      good({ news: { pace: MINUTE, ttl: null } }),
      spread(5 * MINUTE),
    ],
    [
      "a report a month: the maximum",
      {},
      good({ news: { pace: 30 * DAY, ttl: null } }),
      [DAY, DAY],
    ],
    [
      "no dates: a quarter of the last interval",
      {},
      good({ news: { pace: null, ttl: null } }),
      spread(HOUR / 4),
    ],
    ["a longer ttl wins", {}, good({ news: { pace: MINUTE, ttl: 3 * HOUR } }), spread(3 * HOUR)],
    ["a shorter ttl is ignored", {}, good({ news: { pace: 4 * HOUR, ttl: MINUTE } }), spread(HOUR)],
    ["a ttl of a year: maximum", {}, good({ news: { pace: HOUR, ttl: 365 * DAY } }), [DAY, DAY]],
    ["fresh for longer than the interval", {}, good({ freshFor: 5 * HOUR }), spread(5 * HOUR)],
    ["fresh for 1 ms: 1.2 times the last interval", {}, good({ freshFor: 1 }), spread(1.2 * HOUR)],
    ["fresh for a year: the maximum interval", {}, good({ freshFor: 365 * DAY }), [DAY, DAY]],
    ["one failure: the minimum interval", {}, failed(), jittered(5 * MINUTE)],
    ["two failures: twice the minimum interval", { failures: 1 }, failed(), jittered(10 * MINUTE)],
    ["five failures: 16 times the minimum", { failures: 4 }, failed(), jittered(80 * MINUTE)],
    ["thousands of failures: the maximum interval", { failures: 5_000 }, failed(), [DAY, DAY]],
    ["an overloaded outlet: the last interval", {}, failed({ busy: true }), [HOUR, HOUR]],
    [
      "Retry-After of ten minutes: ten minutes",
      {},
      failed({ retryAfter: 10 * MINUTE }),
      [10 * MINUTE, 10 * MINUTE],
    ],
    [
      "Retry-After shorter than the back-off: the back-off",
      { failures: 4 },
      failed({ retryAfter: 1 }),
      jittered(80 * MINUTE),
    ],
    [
      "Retry-After of three days",
      {},
      failed({ retryAfter: 3 * DAY, busy: true }),
      [3 * DAY, 3 * DAY],
    ],
    ["Retry-After of years: a week", {}, failed({ retryAfter: 3650 * DAY }), [7 * DAY, 7 * DAY]],
  ])("%s", (_, before, outcome, [from, to]) => {
    const wait = afterPoll(state(before), FEED, outcome, NOW).due - NOW;
    expect(wait).toBeGreaterThanOrEqual(from);
    expect(wait).toBeLessThanOrEqual(to);
  });
});

describe("the feed's state", () => {
  test("after a good poll has its validators and new address, and no failure", () => {
    const before = state({ failures: 3, error: "It failed.", etag: '"0"', lastGood: NOW - DAY });
    const after = afterPoll(before, FEED, good({ url: "https://example.com/moved" }), NOW);
    expect(after).toMatchObject({
      url: "https://example.com/moved",
      configured: URL,
      etag: '"1"',
      digest: "1",
      failures: 0,
      lastPoll: NOW,
      lastGood: NOW,
      error: null,
    });
  });

  test("after a failed poll has the error, and the validators of the last good poll", () => {
    const before = state({ failures: 1, etag: '"0"', digest: "0", lastGood: NOW - DAY });
    expect(afterPoll(before, FEED, failed(), NOW)).toMatchObject({
      url: URL,
      etag: '"0"',
      digest: "0",
      interval: HOUR,
      failures: 2,
      lastPoll: NOW,
      lastGood: NOW - DAY,
      error: "It failed.",
      stopped: false,
    });
  });

  test("after five failures at a moved address returns to the configured address", () => {
    const moved = "https://example.com/moved";
    const fourth = afterPoll(state({ url: moved, failures: 3 }), FEED, failed(), NOW);
    expect(fourth.url).toBe(moved);
    expect(afterPoll(fourth, FEED, failed(), NOW).url).toBe(URL);
  });

  test("after 410 Gone is stopped", () => {
    const after = afterPoll(state(), FEED, { kind: "gone", error: "Gone." }, NOW);
    expect(after).toMatchObject({ stopped: true, error: "Gone.", lastPoll: NOW });
  });
});

describe("for any state and outcome", () => {
  const duration = fc.option(fc.integer({ min: 0, max: 400 * DAY }));
  const outcome = fc.oneof(
    fc
      .record({ freshFor: duration, news: fc.option(fc.record({ pace: duration, ttl: duration })) })
      .map(good),
    fc.record({ retryAfter: duration, busy: fc.boolean() }).map(failed),
  );
  const before = fc
    .record({
      outlet: fc.string(),
      interval: fc.integer({ min: 0, max: 400 * DAY }),
      failures: fc.nat(2_000),
    })
    .map(state);
  const bounds = fc
    .tuple(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000))
    .map(([least, more]) => ({ interval: { least, most: least + more } }));

  test("the wait is between the minimum and maximum interval, unless Retry-After is longer", () => {
    fc.assert(
      fc.property(before, bounds, outcome, (known, feed, result) => {
        const wait = afterPoll(known, feed, result, NOW).due - NOW;
        const asked = result.kind === "failed" ? (result.retryAfter ?? 0) : 0;
        expect(wait).toBeGreaterThanOrEqual(feed.interval.least * MINUTE);
        expect(wait).toBeLessThanOrEqual(
          Math.max(feed.interval.most * MINUTE, Math.min(asked, 7 * DAY)),
        );
      }),
    );
  });

  test("each failure waits at least as long as the one before", () => {
    fc.assert(
      fc.property(before, bounds, fc.boolean(), (known, feed, busy) => {
        let waited = 0;
        let now = NOW;
        for (let at = known; at.failures < known.failures + 20;) {
          at = afterPoll(at, feed, failed({ busy }), now);
          expect(at.due - now).toBeGreaterThanOrEqual(waited);
          waited = at.due - now;
          now = at.due;
        }
      }),
    );
  });

  test("the result is deterministic", () => {
    fc.assert(
      fc.property(before, bounds, outcome, (known, feed, result) => {
        expect(afterPoll(known, feed, result, NOW)).toEqual(afterPoll(known, feed, result, NOW));
      }),
    );
  });
});

test("outlets with the same interval do not stay in step", () => {
  const dues = Array.from(
    { length: 100 },
    (_, n) => afterPoll(state({ outlet: `outlet-${n}` }), FEED, good(), NOW).due,
  );
  expect(new Set(dues).size).toBeGreaterThan(95);
});

describe("the time between an outlet's reports", () => {
  const hoursAgo = (...hours: number[]): number[] => hours.map((hour) => NOW - hour * HOUR);

  test.each([
    ["no reports: unknown", [], null],
    ["a report every hour: an hour", hoursAgo(1, 2, 3, 4), HOUR],
    ["reports in any order: an hour", hoursAgo(3, 1, 4, 2), HOUR],
    ["four reports, then a long pause: the pause counts", hoursAgo(397, 398, 399, 400), 100 * HOUR],
    ["recent ones only", hoursAgo(...Array.from({ length: 20 }, (_, n) => n + 1), 9_000), HOUR],
    ["reports dated in the future are ignored", hoursAgo(-5, -4, 2), 2 * HOUR],
  ])("%s", (_, moments, pace) => {
    expect(paceOf(moments, NOW)).toBe(pace);
  });
});
