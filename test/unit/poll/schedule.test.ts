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

const state = (given: Partial<FeedState> = {}): FeedState => ({
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
  ...given,
});

const good = (given: Partial<Extract<Outcome, { kind: "good" }>> = {}): Outcome => ({
  kind: "good",
  url: URL,
  etag: '"1"',
  lastModified: null,
  digest: "1",
  freshFor: null,
  news: null,
  ...given,
});

const failed = (given: Partial<Extract<Outcome, { kind: "failed" }>> = {}): Outcome => ({
  kind: "failed",
  error: "It failed.",
  retryAfter: null,
  busy: false,
  ...given,
});

/** Up to a tenth more, so that outlets do not stay in step. */
const spread = (from: number): [number, number] => [from, from * 1.1];
/** Up to twice as much. */
const jittered = (from: number): [number, number] => [from, from * 2];

describe("when the next poll is due", () => {
  test.each<[string, Partial<FeedState>, Outcome, [number, number]]>([
    ["nothing new: a little later each time", {}, good(), spread(1.2 * HOUR)],
    ["quiet for long: the most", { interval: 23 * HOUR }, good(), [DAY, DAY]],
    [
      "a report every two hours: four times as often",
      {},
      good({ news: { pace: 2 * HOUR, ttl: null } }),
      spread(HOUR / 2),
    ],
    [
      "a report a minute: the least",
      {},
      good({ news: { pace: MINUTE, ttl: null } }),
      spread(5 * MINUTE),
    ],
    ["a report a month: the most", {}, good({ news: { pace: 30 * DAY, ttl: null } }), [DAY, DAY]],
    [
      "no dates: more often than before",
      {},
      good({ news: { pace: null, ttl: null } }),
      spread(HOUR / 4),
    ],
    ["ttl asks for more", {}, good({ news: { pace: MINUTE, ttl: 3 * HOUR } }), spread(3 * HOUR)],
    ["ttl asks for less", {}, good({ news: { pace: 4 * HOUR, ttl: MINUTE } }), spread(HOUR)],
    ["ttl asks for a year", {}, good({ news: { pace: HOUR, ttl: 365 * DAY } }), [DAY, DAY]],
    ["fresh for longer", {}, good({ freshFor: 5 * HOUR }), spread(5 * HOUR)],
    ["fresh for a moment", {}, good({ freshFor: 1 }), spread(1.2 * HOUR)],
    ["fresh for a year", {}, good({ freshFor: 365 * DAY }), [DAY, DAY]],
    ["failed once: soon again", {}, failed(), jittered(5 * MINUTE)],
    ["failed twice", { failures: 1 }, failed(), jittered(10 * MINUTE)],
    ["failed five times", { failures: 4 }, failed(), jittered(80 * MINUTE)],
    ["failed for months", { failures: 5_000 }, failed(), [DAY, DAY]],
    ["too busy: not before its own pace", {}, failed({ busy: true }), [HOUR, HOUR]],
    [
      "asks for ten minutes' peace",
      {},
      failed({ retryAfter: 10 * MINUTE }),
      [10 * MINUTE, 10 * MINUTE],
    ],
    [
      "asks for less than the back-off",
      { failures: 4 },
      failed({ retryAfter: 1 }),
      jittered(80 * MINUTE),
    ],
    ["asks for three days", {}, failed({ retryAfter: 3 * DAY, busy: true }), [3 * DAY, 3 * DAY]],
    ["asks for ten years: a week", {}, failed({ retryAfter: 3650 * DAY }), [7 * DAY, 7 * DAY]],
  ])("%s", (_, before, outcome, [from, to]) => {
    const wait = afterPoll(state(before), FEED, outcome, NOW).due - NOW;
    expect(wait).toBeGreaterThanOrEqual(from);
    expect(wait).toBeLessThanOrEqual(to);
  });
});

describe("what is remembered", () => {
  test("of a good poll: its validators, where the feed moved to, and no failure", () => {
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

  test("of one that failed: the words, and what the last good one brought", () => {
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

  test("of five that failed at an address it moved to: the one that content gives", () => {
    const moved = "https://example.com/moved";
    const fourth = afterPoll(state({ url: moved, failures: 3 }), FEED, failed(), NOW);
    expect(fourth.url).toBe(moved);
    expect(afterPoll(fourth, FEED, failed(), NOW).url).toBe(URL);
  });

  test("of one that is gone: that it is", () => {
    const after = afterPoll(state(), FEED, { kind: "gone", error: "Gone." }, NOW);
    expect(after).toMatchObject({ stopped: true, error: "Gone.", lastPoll: NOW });
  });
});

describe("whatever comes", () => {
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

  test("no poll comes before the least, nor after the most unless the outlet asks for that", () => {
    fc.assert(
      fc.property(before, bounds, outcome, (known, feed, came) => {
        const wait = afterPoll(known, feed, came, NOW).due - NOW;
        const asked = came.kind === "failed" ? (came.retryAfter ?? 0) : 0;
        expect(wait).toBeGreaterThanOrEqual(feed.interval.least * MINUTE);
        expect(wait).toBeLessThanOrEqual(
          Math.max(feed.interval.most * MINUTE, Math.min(asked, 7 * DAY)),
        );
      }),
    );
  });

  test("each failure is waited for at least as long as the one before", () => {
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

  test("the same comes of the same", () => {
    fc.assert(
      fc.property(before, bounds, outcome, (known, feed, came) => {
        expect(afterPoll(known, feed, came, NOW)).toEqual(afterPoll(known, feed, came, NOW));
      }),
    );
  });
});

test("outlets of one pace do not stay in step", () => {
  const dues = Array.from(
    { length: 100 },
    (_, n) => afterPoll(state({ outlet: `outlet-${n}` }), FEED, good(), NOW).due,
  );
  expect(new Set(dues).size).toBeGreaterThan(95);
});

describe("how often an outlet publishes", () => {
  const hoursAgo = (...hours: number[]): number[] => hours.map((hour) => NOW - hour * HOUR);

  test.each([
    ["no moment", [], null],
    ["every hour", hoursAgo(1, 2, 3, 4), HOUR],
    ["in any order", hoursAgo(3, 1, 4, 2), HOUR],
    ["four, and then nothing for long", hoursAgo(397, 398, 399, 400), 100 * HOUR],
    ["the latest count", hoursAgo(...Array.from({ length: 20 }, (_, n) => n + 1), 9_000), HOUR],
    ["what is of the future says nothing", hoursAgo(-5, -4, 2), 2 * HOUR],
  ])("%s", (_, moments, pace) => {
    expect(paceOf(moments, NOW)).toBe(pace);
  });
});
