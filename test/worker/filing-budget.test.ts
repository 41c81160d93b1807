/**
 * Rows per report, indexes included. A free account may write 100,000 rows and read 5,000,000 a day
 * (https://developers.cloudflare.com/durable-objects/platform/pricing/).
 */
import { reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import type { FeedReport, PollResult } from "../../src/model/outlet-feed.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { deploy, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";
import { iso } from "./polled-reports-support.ts";
import { countRows } from "./row-counts.ts";
import { newsroom } from "./support.ts";

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `outlet-${n}`);

beforeEach(() => reset());

/** The report of one outlet about one event. */
function about(event: number, n: number, moment: number): Partial<FeedReport> {
  const { title, text } = reportOf(9, event, n);
  return {
    url: `https://outlet-${n}.example/${event}`,
    guid: `${event}`,
    title,
    summary: text,
    tags: ["World", `Topic ${event % 40}`],
    published: { value: iso(moment), estimated: false },
  };
}

const OUTLETS = 10;
const PER_DAY = 30;
/** Share of reports about an event that another outlet has reported: as many as in a day of 55 outlets. */
const JOINING = 0.4;

/** A day of ten outlets, each of whose reports comes with a poll of its own. */
function day(): { polls: PollResult[]; now: number }[] {
  const random = pseudorandom(1);
  let events = 0;
  return Array.from({ length: OUTLETS * PER_DAY }, (_, index) => {
    const n = index % OUTLETS;
    const now = NOON + Math.floor((index * 24 * 60) / (OUTLETS * PER_DAY)) * MINUTE;
    const recent = Math.max(0, events - 1 - Math.floor(random() * 8));
    const event = random() < JOINING ? recent : events++;
    return { polls: [poll(`outlet-${n}`, now, [about(event, n, now - 2 * MINUTE)])], now };
  });
}

test("a report costs at most 17 rows written, as the mean of a day in which each comes alone", async () => {
  await deploy(ids(OUTLETS).map((id) => outlet(id)));
  let added = 0;
  const { written } = await countRows(async (instance) => {
    for (const { polls, now } of day()) added += (await instance.filePolls(polls, now)).added;
  });
  expect(added).toBeGreaterThan(250);
  expect(written / added).toBeLessThan(16.5);
});

test("a report costs at most 9 rows written where ticks bring several, and 35 read", async () => {
  await deploy(ids(5).map((id) => outlet(id)));
  const { read, written } = await countRows(async (instance) => {
    for (let round = 0; round < 20; round++) {
      const now = NOON + 20 * round * MINUTE;
      const reports = (n: number): Partial<FeedReport>[] =>
        [0, 1].map((k) => ({ ...about(2 * round + k, n, now - (k + 1) * MINUTE), tags: [] }));
      await instance.filePolls(
        ids(5).map((id, n) => poll(id, now, reports(n))),
        now,
      );
    }
  });
  expect(written / 200).toBeLessThan(9);
  expect(read / 200).toBeLessThan(35);
});

test("a report that joins a story of fifty costs about as many rows written as one that joins a story of five", async () => {
  await deploy(ids(52).map((id) => outlet(id)));
  const join = async (n: number): Promise<number> => {
    const now = NOON + n * MINUTE;
    const polls = [poll(`outlet-${n}`, now, [about(1, n, now)])];
    return (await countRows((instance) => instance.filePolls(polls, now))).written;
  };
  const written: number[] = [];
  for (let n = 0; n < 52; n++) written.push(await join(n));
  expect(written[50]).toBeLessThanOrEqual((written[5] ?? 0) + 2);
});

test("the first tick of fifty feeds reads at most 20 rows per report", async () => {
  await deploy(ids(50).map((id) => outlet(id)));
  // All at the same minute: their times of update are distinct in the end.
  const polls = ids(50).map((id, n) =>
    poll(
      id,
      NOON,
      Array.from({ length: 30 }, (_, k) => about(30 * n + k, n, NOON - 60 * MINUTE)),
    ),
  );
  const { read, result } = await countRows((instance) => instance.filePolls(polls, NOON));
  expect(result.added).toBe(1_500);
  expect(read / 1_500).toBeLessThan(20);
});

test("a report whose id in its feed is its URL costs a row less than others", async () => {
  await deploy(ids(1).map((id) => outlet(id)));
  const file = async (event: number, hasUrlAsId: boolean): Promise<number> => {
    const now = NOON + event * MINUTE;
    const report = about(event, 0, now);
    const guid = hasUrlAsId ? (report.url ?? null) : `${event}`;
    const polls = [poll("outlet-0", now, [{ ...report, tags: [], guid }])];
    return (await countRows((instance) => instance.filePolls(polls, now))).written;
  };
  await file(1, false);
  expect(await file(2, true)).toBe((await file(3, false)) - 1);
});

test("filing the same reports again costs no row for them", async () => {
  await deploy(ids(1).map((id) => outlet(id)));
  const reports = Array.from({ length: 30 }, (_, k) => about(k, 0, NOON - k * MINUTE));
  await newsroom().filePolls([poll("outlet-0", NOON, reports)], NOON);
  const again = NOON + 15 * MINUTE;
  const { written } = await countRows((instance) =>
    instance.filePolls([poll("outlet-0", again, reports)], again),
  );
  expect(written).toBeLessThanOrEqual(2);
});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function pseudorandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
