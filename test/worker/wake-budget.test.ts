/** What it costs in rows to file the first report after hibernation, however many reports folding remembers. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { content } from "#content";
import { Engine } from "../../src/cluster/index.ts";
import { rememberReports } from "../../src/store/folding/feature-blocks.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { editionWith, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";
import { countRows } from "./row-counts.ts";
import { newsroom } from "./support.ts";

Object.assign(content, {
  edition: editionWith([outlet("a"), outlet("b")]),
  reports: [],
  stories: [],
  digest: "none",
  build: "two outlets",
});

const REMEMBERED = 12_000;
/** The lowest of their ids, far from those of reports that are really filed. */
const FIRST = 1_000_001;
/** Number of reports filed at a time. */
const BATCH = 50;
/** Measured: 192, of which 75 are blocks. */
const MAX_READ = 400;

/** Stores the features of that many reports, as filings do. Their rows do not matter to folding. */
const remember = (): Promise<void> =>
  runInDurableObject(newsroom(), (_, { storage: { sql } }) => {
    const engine = new Engine({ mint: ({ id }) => id });
    const inputs = Array.from({ length: BATCH }, (_none, event) => ({
      id: `${event + 1}`,
      outlet: "a",
      url: `https://a.example/${event}`,
      time: NOON,
      language: "en",
      ...reportOf(9, event, 0),
    }));
    engine.file(inputs);
    const features = inputs.map(({ id }) => engine.stored(id)!.features);
    for (let at = 0; at < REMEMBERED; at += BATCH)
      rememberReports(
        sql,
        features.map((each, n) => ({
          id: `${FIRST + at + n}`,
          story: "1",
          opened: 1,
          features: each,
        })),
        NOON,
      );
  });

const filing = (minute: number) =>
  countRows((instance) => {
    const now = NOON + minute * MINUTE;
    const url = `https://b.example/${minute}`;
    // Each opens a story of its own.
    const { title } = reportOf(12, minute, 1);
    return instance.filePolls([poll("b", now, [{ url, guid: `${minute}`, title }])], now);
  });

test("with 12,000 reports remembered, the first filing reads at most 400 rows and writes no more than others", async () => {
  await filing(1);
  await remember();
  await evictDurableObject(newsroom());
  const first = await filing(2);
  expect(first.result.stories).toBe(1);
  expect(first.read).toBeLessThan(MAX_READ);
  const second = await filing(3);
  expect(first.written).toBe(second.written);
  // Otherwise nothing was remembered.
  expect(first.read - second.read).toBeGreaterThan(50);
});
