import { reset, runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import { version } from "../../src/cluster/index.ts";
import { HEADLINE } from "../../src/store/stories/stored-story.ts";
import { changesOf } from "../../src/store/stories/story-changes.ts";
import type { Report } from "../../src/model/report.ts";
import neighbours from "../fixtures/neighbours.json" with { type: "json" };
import { reportOf } from "../support/outlets/outlet-events.ts";
import { editorStory } from "./changes-support.ts";
import { integrityViolations } from "./inside-newsroom.ts";
import { items, newsroom, report } from "./support.ts";

/** Empties the newsroom, so that reports are folded without any editor's story. */
async function empty(): Promise<void> {
  await reset();
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
}

beforeEach(empty);

const five = content.reports;

const shuffled = (reports: Report[]) => fc.shuffledSubarray(reports, { minLength: reports.length });

const stories = async (): Promise<string[][]> =>
  (await items()).map(({ _storyfold }) => _storyfold.reports.map(({ url }) => url).toSorted());

/** Files the reports in batches of a size. */
async function file(reports: readonly Report[], size: number): Promise<void> {
  for (let at = 0; at < reports.length; at += size)
    await newsroom().fileReports("feed:test", reports.slice(at, at + size));
}

describe("the five reports of one letter", () => {
  const one = [five.map(({ url }) => url).toSorted()];

  test("are one story in any order of filing, in batches of any size", async () => {
    await fc.assert(
      fc
        .asyncProperty(shuffled(five), fc.integer({ min: 1, max: 5 }), async (order, size) => {
          await file(order, size);
          expect(await stories()).toEqual(one);
        })
        .beforeEach(empty),
      { numRuns: 30 },
    );
  });

  test("stay apart from reports on other events that involve the same people or Syria", async () => {
    const around = neighbours.map((neighbour) =>
      report({
        ...neighbour,
        url: `https://example.com/${neighbour.id}`,
        summary: neighbour.text,
        published: { value: neighbour.published, estimated: false },
      }),
    );
    await fc.assert(
      fc
        .asyncProperty(
          shuffled([...five, ...around]),
          fc.integer({ min: 1, max: 31 }),
          async (order, size) => {
            await file(order, size);
            const story = (await stories()).find((urls) => urls.includes(one[0]?.[0] ?? ""));
            expect(story).toEqual(one[0]);
          },
        )
        .beforeEach(empty),
      { numRuns: 10 },
    );
  });
});

const ferry = {
  title: "Ferry Havfruen runs aground off Hirtshals with 214 aboard",
  summary:
    "The ferry Havfruen ran aground off Hirtshals with 214 passengers aboard. Helicopters lifted eleven injured people to the hospital in Aalborg.",
};
const captain = {
  title: "Captain Lindqvist arrested in Skagen on suspicion of drinking",
  summary:
    "Captain Lindqvist was arrested on suspicion of drinking on duty. Prosecutors in Skagen say that he steered the vessel onto a sandbank.",
};
const reportBy = (outlet: string, hour: number, text: { title: string; summary: string }): Report =>
  report({
    ...text,
    url: `https://example.com/${outlet}`,
    outlet,
    published: { value: `2018-08-05T0${hour}:00Z`, estimated: false },
  });

/** Runs a statement on the newsroom's database and returns its rows. */
const rows = (statement: string): Promise<Record<string, SqlStorageValue>[]> =>
  runInDurableObject(newsroom(), (_, { storage }) => storage.sql.exec(statement).toArray());

test("a merge of two stories by a new report is stored with its evidence", async () => {
  await file([reportBy("a", 1, ferry), reportBy("b", 2, captain)], 1);
  const [, younger] = await rows(
    `SELECT key, ${HEADLINE} AS headline FROM stories WHERE gone = 0 ORDER BY id`,
  );
  const title =
    "Ferry Havfruen: captain Lindqvist arrested in Skagen after ship runs aground off Hirtshals";
  const summary = `${ferry.summary} ${captain.summary}`;
  await file([reportBy("c", 3, { title, summary })], 1);
  const [story, ...others] = await rows("SELECT id FROM stories WHERE gone = 0");
  expect(others).toEqual([]);
  const changes = await runInDurableObject(newsroom(), (_, { storage }) =>
    changesOf(storage.sql, Number(story?.id)),
  );
  expect(changes).toEqual([
    {
      kind: "merge",
      other: { ...younger, language: "en" },
      moment: expect.any(Number),
      moved: 1,
      reports: [
        { url: "https://example.com/b", outlet: "b", title: captain.title, language: "en" },
      ],
      pull: null,
      evidence: expect.objectContaining({
        by: "likeness",
        report: "https://example.com/c",
        nearest: "https://example.com/b",
        names: expect.arrayContaining(["Lindqvist", "Skagen"]),
        words: expect.arrayContaining(["arrested"]),
        hours: 1,
      }),
    },
  ]);
  const { score, threshold } = changes[0]!.evidence;
  expect(score).toBeGreaterThan(threshold);
});

describe("an amended report", () => {
  const vague = { title: "Breaking: accident reported", summary: "" };

  test.each([
    ["is matched by its new words", true],
    ["was not matched by its old words", false],
  ])("%s", async (_, amended) => {
    await file([reportBy("a", 1, vague), reportBy("x", 1, captain)], 2);
    if (amended) await file([reportBy("a", 1, ferry)], 1);
    await file([reportBy("b", 2, { ...ferry, title: "Ferry with 214 aboard runs aground" })], 1);
    const pair = ["https://example.com/a", "https://example.com/b"];
    expect((await stories()).some((urls) => urls.join() === pair.join())).toBe(amended);
  });

  const together = async (): Promise<string[][]> => {
    await file([reportBy("a", 1, ferry), reportBy("b", 2, ferry)], 2);
    const before = await stories();
    expect(before).toHaveLength(1);
    return before;
  };

  test("stays in its story, under the same key, when it is still about the same event", async () => {
    const before = await together();
    const keys = await rows("SELECT key FROM stories WHERE gone = 0");
    await file([reportBy("b", 2, { ...ferry, title: "Eleven hurt as ferry runs aground" })], 1);
    expect(await stories()).toEqual(before);
    expect(await rows("SELECT key FROM stories WHERE gone = 0")).toEqual(keys);
  });

  test("leaves its story when it is about another event, while it may still be reassigned", async () => {
    await together();
    const [story] = await rows("SELECT id FROM stories WHERE gone = 0");
    await file([reportBy("b", 2, captain)], 1);
    expect(await stories()).toHaveLength(2);
    const [change] = await runInDurableObject(newsroom(), (_, { storage }) =>
      changesOf(storage.sql, Number(story?.id)),
    );
    expect(change).toMatchObject({
      kind: "part",
      moved: 1,
      evidence: { report: "https://example.com/b" },
    });
  });
});

test("features of an older version are recomputed from the text", async () => {
  await file([reportBy("a", 1, ferry), reportBy("b", 2, captain)], 2);
  await rows("UPDATE feature_blocks SET version = version - 1");
  // Changed content resets folding, like a restart: it starts from what is stored.
  await newsroom().fileContent({ digest: "restart", reports: [], stories: [] });
  await file([reportBy("c", 3, ferry)], 1);
  expect(await stories()).toContainEqual(["https://example.com/a", "https://example.com/c"]);
  expect(await rows("SELECT version FROM feature_blocks")).toEqual([{ version }]);
  expect(await integrityViolations()).toEqual({});
});

/** Reports of events that have nothing in common, by four outlets, since none may file that many in a day. */
const unrelated = (length: number): Report[] =>
  Array.from({ length }, (_, event) => {
    const { title, text } = reportOf(9, event, 0);
    const outlet = content.edition.outlets[event % 4]?.id ?? "";
    const url = `https://example.com/many/${event}`;
    return report({ title, summary: text.repeat(3), url, outlet });
  });

test("many reports that moved since they were filed are remembered in their stories, and few rows are read for it", async () => {
  const reports = unrelated(150);
  await file(reports, 50);
  const ruling = editorStory({ reports: reports.slice(0, 120).map(({ url }) => url) });
  await newsroom().fileContent({ digest: "ruling", reports: [], stories: [ruling] });
  const moved = await rows("SELECT count(*) AS moved FROM moved_reports");
  expect(Number(moved[0]?.["moved"])).toBeGreaterThan(100);
  await file([reportBy("a", 1, ferry)], 1);
  expect(await rows("SELECT * FROM moved_reports")).toEqual([]);
  expect(await integrityViolations()).toEqual({});
});

test("features of an older version are recomputed a few hundred per filing, the latest first", async () => {
  const blocks = async (): Promise<number[]> =>
    (await rows("SELECT version FROM feature_blocks ORDER BY first")).map(({ version: of }) =>
      Number(of),
    );
  const many = unrelated(1_200);
  await file(many, 200);
  await rows("UPDATE feature_blocks SET version = version - 1");
  await newsroom().fileContent({ digest: "restart", reports: [], stories: [] });
  const count = (await blocks()).length;
  expect(count).toBeGreaterThan(4);
  const current: number[] = [];
  for (let hour = 1; hour < 4; hour++) {
    await file([reportBy(`a${hour}`, hour, ferry)], 1);
    const versions = await blocks();
    current.push(versions.filter((of) => of === version).length);
    expect(versions.slice(-4)).toEqual([version, version, version, version]);
  }
  expect(current).toEqual([4, 8, 12].map((n) => Math.min(n, count)));
  expect(await integrityViolations()).toEqual({});
});
