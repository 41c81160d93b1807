import { reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import type { FeedReport, PollResult } from "../../src/model/outlet-feed.ts";
import { DAY, deploy, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";
import { at, published } from "./polled-reports-support.ts";
import { countRows } from "./row-counts.ts";
import { newsroom } from "./support.ts";

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b")]);
  // A day has ended before, as in every edition but a new one.
  const before = at(-DAY / MINUTE);
  const known = { url: "https://b.example/1", published: published(before) };
  await newsroom().filePolls([poll("b", before, [known])], before);
});

const WORDS = "ferry bridge council budget otter storm school museum harbour election".split(" ");
/** An item about something that no other item is about. */
const item = (n: number, overrides: Partial<FeedReport> = {}): Partial<FeedReport> => ({
  url: `https://a.example/${n}`,
  guid: `${n}`,
  title: `${WORDS[n % 10]} ${n} ${WORDS[(n * 7 + 3) % 10]} quill${n}`,
  summary: `Of quill${n} and stave${n} in the town of Nook${n}.`,
  published: published(at(n - 120)),
  ...overrides,
});
const thirty = (from: number, overrides: (n: number) => Partial<FeedReport> = () => ({})) =>
  Array.from({ length: 30 }, (_, index) => item(from + 29 - index, overrides(from + 29 - index)));

/** A poll of a server that has the same validator all day, as most have for a feed without news. */
const polled = (now: number, reports: Partial<FeedReport>[] | null): PollResult => {
  const { state, ...rest } = poll("a", now, reports);
  return { ...rest, state: { ...state, etag: '"1"' } };
};

/** Cloudflare bills rows, and a row written a thousand times a row read. The limits are the measured numbers and a margin. */
test.each<
  [
    name: string,
    again: Partial<FeedReport>[] | null,
    limits: { read: number; written: number },
    isNew?: boolean,
  ]
>([
  ["an unchanged feed", null, { read: 12, written: 1 }],
  ["thirty known items", thirty(0), { read: 110, written: 1 }],
  [
    "thirty known items with new guids",
    thirty(0, (n) => ({ guid: `new ${n}` })),
    { read: 90, written: 9 },
  ],
  [
    "thirty known items at http",
    thirty(0, (n) => ({ url: `http://a.example/${n}`, guid: null })),
    { read: 180, written: 1 },
  ],
  ["two new items of thirty", thirty(2), { read: 290, written: 28 }, true],
])("a poll of %s", async (_name, again, limits, isNew = false) => {
  await newsroom().filePolls([polled(NOON, thirty(0))], NOON);
  // Whatever a poll has to learn, it learns once.
  await newsroom().filePolls([polled(at(15), isNew ? thirty(0) : again)], at(15));
  const rows = await countRows((instance) => instance.filePolls([polled(at(30), again)], at(30)));
  expect(rows.read).toBeLessThanOrEqual(limits.read);
  expect(rows.written).toBeLessThanOrEqual(limits.written);
});

const FEEDS = 40;
const ids = Array.from({ length: FEEDS }, (_, n) => `outlet-${n}`);

test.each<[name: string, limits: { read: number; written: number }, due: number]>([
  ["without a feed that is due", { read: 3, written: 0 }, NOON - MINUTE],
  ["with forty feeds that are due", { read: FEEDS + 3, written: 1 }, NOON + MINUTE],
])("leasing %s", async (_name, limits, now) => {
  await deploy(ids.map((id) => outlet(id)));
  // The slices of upgrades begin with the first round.
  await newsroom().leaseDueFeeds(NOON - DAY, FEEDS, MINUTE);
  const rows = await countRows((instance) => instance.leaseDueFeeds(now, FEEDS, MINUTE));
  expect(rows.read).toBeLessThanOrEqual(limits.read);
  expect(rows.written).toBeLessThanOrEqual(limits.written);
});

test("a claim writes one row, with the leases and the rows of the day", async () => {
  await deploy(ids.map((id) => outlet(id)));
  await newsroom().leaseDueFeeds(NOON - DAY, FEEDS, MINUTE);
  const rows = await countRows((instance) => instance.claimDueFeeds(NOON + MINUTE, MINUTE));
  expect(rows.result).toHaveLength(2);
  expect(rows.written).toBe(1);
});

test("forty polls without news in one filing write one row", async () => {
  await deploy(ids.map((id) => outlet(id)));
  const polls = (now: number): PollResult[] =>
    ids.map((id) => {
      const { state } = poll(id, now, null);
      return { state: { ...state, etag: null }, reports: null };
    });
  await newsroom().filePolls(polls(NOON), NOON);
  const rows = await countRows((instance) => instance.filePolls(polls(at(15)), at(15)));
  expect(rows.written).toBe(1);
});
