import { describe, expect, test } from "vitest";
import { dayOf, daysUntil, meanUsage, storedAt, storedBytes } from "../../bench/cost-day.ts";
import { withTable } from "../../bench/cost-docs.ts";
import { fillingOf, findEdition } from "../../bench/cost-editions.ts";
import { dollarsBeyondPlan, leftOnFree, NO_USAGE, type Usage } from "../../bench/cost-prices.ts";
import { missesOf, readersUsage } from "../../bench/cost-readers.ts";
import { maxReaders, type Result } from "../../bench/cost-results.ts";
import { publications } from "../../bench/poll-simulation.ts";

const usage = (some: Partial<Usage>): Usage => ({ ...NO_USAGE, ...some });
/** A thirtieth of what a month uses. */
const monthly = (some: Partial<Usage>): Usage =>
  usage(Object.fromEntries(Object.entries(some).map(([key, value]) => [key, value / 30])));

describe("dollars a month beyond the plan", () => {
  test.each<[string, Usage, number, number]>([
    ["nothing", NO_USAGE, 0, 0],
    [
      "exactly what is included",
      monthly({
        workerRequests: 10e6,
        cpu: 30e6,
        objectRequests: 1e6,
        duration: 400_000,
        rowsRead: 25e9,
        rowsWritten: 50e6,
      }),
      5e9,
      0,
    ],
    // Examples 1 and 4 of https://developers.cloudflare.com/workers/platform/pricing/#example-pricing, without the plan.
    ["15 million requests of 7 ms", monthly({ workerRequests: 15e6, cpu: 105e6 }), 0, 3],
    ["100 million requests of 7 ms", monthly({ workerRequests: 100e6, cpu: 700e6 }), 0, 40.4],
    // Examples 1 and 2 of https://developers.cloudflare.com/durable-objects/platform/pricing/, before rounding.
    ["1.5 million object requests", monthly({ objectRequests: 1.5e6 }), 0, 0.075],
    ["11,059,200 GB-s", monthly({ duration: 11_059_200 }), 0, 133.24],
    ["60 million rows written", monthly({ rowsWritten: 60e6 }), 0, 10],
    ["a billion rows read too many", monthly({ rowsRead: 26e9 }), 0, 1],
    ["10 GB stored", NO_USAGE, 10e9, 1],
  ])("%s", (_, day, stored, dollars) => {
    expect(dollarsBeyondPlan(day, stored)).toBeCloseTo(dollars, 6);
  });
});

test("the limit that is nearest comes first, and CPU time has no daily limit", () => {
  const left = leftOnFree(usage({ rowsWritten: 150_000, workerRequests: 25_000, cpu: 1e12 }));
  expect(left.slice(0, 2)).toEqual([
    { meter: "rows written", share: -0.5 },
    { meter: "Worker requests", share: 0.75 },
  ]);
  expect(left.map(({ meter }) => meter)).not.toContain("CPU ms");
});

test.each([
  ["no request", 0, 0],
  ["far fewer requests than intervals: each misses", 10, 9.98],
  ["as many: a share of 1 - 1/e", 2_880, 1_820.5],
  ["far more: one per document and interval", 10_000_000, 2_880],
])("cache misses of two documents that change each minute: %s", (_, requests, misses) => {
  expect(missesOf(requests, 2, 1_440)).toBeCloseTo(misses, 1);
});

describe("what readers use", () => {
  const made = usage({ objectRequests: 2, rowsWritten: 1 });
  const kept = usage({ objectRequests: 1 });
  const publishing = { purges: 0, reports: 0, feed: { made, kept }, page: { made, kept } };

  test.each([
    ["every request counts, cached or not", 1_000_000, publishing, 26_000_000, 0, 1_728],
    ["nobody reads", 0, publishing, 0, 0, 0],
    [
      "each purge has the five feeds made again, and each report the page of its story",
      1_000_000,
      { ...publishing, purges: 1_440, reports: 10 },
      26_000_000,
      5 * 1_440 + 10,
      // Each of 15 documents is requested after each purge; those that did not change cost one call.
      15 * 1_440 + 5 * 1_440 + 10,
    ],
  ])("%s", (_, readers, published, requests, written, calls) => {
    const used = readersUsage(readers, published);
    expect(used.workerRequests).toBe(requests);
    expect(used.rowsWritten).toBeCloseTo(written, 1);
    expect(used.objectRequests).toBeCloseTo(calls, 1);
  });
});

const tick = (rowsWritten: number, added = 0) => ({
  rows: { read: 0, written: rowsWritten },
  calls: 2,
  active: 500,
  purges: Number(added > 0),
  added,
  due: 3,
  unchanged: 2,
  logged: 100,
  cpu: 4,
});

test("a day has the first ticks as they are, and the usual ones scaled to the rest", () => {
  const day = dayOf([tick(1_000, 300)], [tick(10, 1), tick(0)]);
  expect(day.usage).toEqual({
    workerRequests: 1_440,
    cpu: 1_440 * 4,
    objectRequests: 1_440 * 2,
    duration: expect.closeTo(1_440 * 0.5 * 0.128, 6) as number,
    rowsRead: 0,
    rowsWritten: 1_000 + 5 * 1_439,
  });
  expect(day).toMatchObject({ added: 300 + 1_439 / 2, purges: 1 + 1_439 / 2, maxCpu: 4 });
});

test("the mean of what requests used, and nothing for none", () => {
  expect(meanUsage([tick(10), tick(20)], 6)).toMatchObject({ rowsWritten: 15, cpu: 3 });
  expect(meanUsage([], 0)).toEqual(NO_USAGE);
});

describe("stored bytes", () => {
  const bytes = storedBytes(
    { filed: 150, live: 100 },
    { empty: 1_000, live: 201_000, filed: 226_000 },
  );

  test("are those of reports within and beyond retention", () => {
    expect(bytes).toEqual({ empty: 1_000, live: 2_000, older: 500 });
  });

  test.each([
    [0, 1_000],
    [45, 1_000 + 45 * 10 * 2_000],
    [90, 1_000 + 90 * 10 * 2_000],
    [100, 1_000 + 90 * 10 * 2_000 + 10 * 10 * 500],
  ])("after %i days of ten reports", (age, stored) => {
    expect(storedAt(bytes, 10, 90, age)).toBe(stored);
    expect(daysUntil(bytes, 10, 90, stored)).toBeCloseTo(age, 9);
  });

  test("never reach a limit if what is let go leaves nothing", () => {
    expect(daysUntil({ ...bytes, older: 0 }, 10, 90, 10e9)).toBe(Infinity);
  });
});

test.each([
  ["no feeds", 0, 0, 365, { filed: 0, live: 0, retention: 90 }],
  ["the first day", 10, 30, 0, { filed: 0, live: 0, retention: 90 }],
  ["a young edition, whole", 10, 30, 30, { filed: 9_000, live: 9_000, retention: 90 }],
  ["an old one that is small, whole", 1, 10, 100, { filed: 1_000, live: 900, retention: 90 }],
  [
    "a large one, with less retention",
    1_000,
    60,
    365,
    { filed: 15_000, live: 12_000, retention: 0.2 },
  ],
])("how an edition is filled: %s", (_, outlets, reports, age, filling) => {
  expect(fillingOf({ name: "", outlets, reports, hours: 1, plan: "free" }, age, 12_000)).toEqual(
    filling,
  );
});

test.each([
  ["50 × 60", 50],
  ["50x60", 50],
  ["1000 X 60", 1_000],
  ["7x7", undefined],
])("--edition %s", (name, outlets) => {
  expect(findEdition(name)?.outlets).toBe(outlets);
});

test.each([
  ["the requests of readers are the limit: 98,560 of 26 each", 1_440, 3_790],
  ["polling alone exceeds a limit", 100_001, 0],
])("the most readers on Free: %s", (_, workerRequests, readers) => {
  const misses = { made: NO_USAGE, kept: NO_USAGE };
  const day = { usage: usage({ workerRequests }), purges: 0, added: 0 };
  const result = { measured: { day, feed: misses, page: misses } } as unknown as Result;
  expect(maxReaders([result])).toBe(readers);
});

test("tables are written between the comments of a page, which stay", () => {
  const page =
    "a\n\n<!-- npm run bench:cost -- --docs -->\n\nold\n\n<!-- end of npm run bench:cost -->\n\nb\n";
  expect(withTable(page, "new")).toBe(page.replace("old", "new"));
  expect(() => withTable("a page without them", "new")).toThrow("needs");
});

test("an event has at most as many outlets as there are", () => {
  const all = publications(20, { outlets: 3, reportsADay: 30, feedLength: 30, skew: 1 });
  const byEvent = Map.groupBy(all, ({ event }) => event);
  for (const reports of byEvent.values())
    expect(new Set(reports.map(({ outlet }) => outlet)).size).toBe(reports.length);
  expect(all.length).toBeGreaterThan(500);
});
