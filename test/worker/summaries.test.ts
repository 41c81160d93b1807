/** The summary of a report that joined a story is stored apart from its row, which nobody can tell from outside. */
import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { excerpt } from "../../src/model/excerpt.ts";
import { DAY, deploy, editionWith, NOON, outlet, poll } from "./feed-state-support.ts";
import { dumpTables, integrityViolations } from "./inside-newsroom.ts";
import { at } from "./polled-reports-support.ts";
import { get, newsroom } from "./support.ts";

const outlets = ["a", "b"].map((id) => outlet(id));
const title = "Volcano erupts near the fishing village of Hirtshals";
const first = { url: "https://a.example/1", guid: "1", title, summary: "Ash fell." };
const joined = {
  url: "https://b.example/1",
  guid: "1",
  title,
  summary: "Ash fell; nobody was hurt.",
};

beforeEach(async () => {
  await reset();
  await deploy(outlets);
  await newsroom().filePolls([poll("a", NOON, [first])], NOON);
  await newsroom().filePolls([poll("b", at(1), [joined])], at(1));
});

/** The summaries on the story's page data, by outlet. */
async function summaries(): Promise<Record<string, string>> {
  const [story] = (await (await get("/feed.json")).json<{ items: { url: string }[] }>()).items;
  const data = await (
    await get(`${new URL(story?.url ?? "").pathname}.json`)
  ).json<{
    reports: { outlet: string; summary: string }[];
  }>();
  return Object.fromEntries(data.reports.map((each) => [each.outlet, each.summary]));
}

/** How many summaries are stored apart. */
const apart = (): Promise<number> =>
  runInDurableObject(
    newsroom(),
    (_, { storage }) =>
      storage.sql
        .exec<{ n: number }>("SELECT count(*) AS n FROM summary_blocks, json_each(summaries)")
        .one().n,
  );

test("it is on the story's page", async () => {
  expect(await apart()).toBe(1);
  expect(await summaries()).toEqual({ a: first.summary, b: joined.summary });
});

describe("when its outlet", () => {
  test.each([
    ["amends it", "Two were hurt."],
    ["takes it back", ""],
  ])("%s, the page follows", async (_, summary) => {
    await newsroom().filePolls([poll("b", at(15), [{ ...joined, summary }])], at(15));
    expect(await summaries()).toEqual({ a: first.summary, b: summary });
    expect(await dumpTables()).not.toContain(joined.summary);
  });

  test("is withdrawn, it goes", async () => {
    const edition = { ...editionWith([outlet("a")]), withdrawn: { outlets: ["b"], reports: [] } };
    await newsroom().followContent({ build: "withdrawn", edition }, at(20));
    expect(await summaries()).toEqual({ a: first.summary });
    expect(await dumpTables()).not.toContain(joined.summary);
    expect(await integrityViolations()).toEqual({});
  });
});

test("a file that takes the report over has its summary, and keeps it beyond retention", async () => {
  const { guid: _, ...report } = joined;
  const file = {
    ...report,
    outlet: "b",
    titleIsOurs: false,
    published: null,
    language: "en",
    tags: [],
    via: null,
    summary: "What the file says.",
  };
  await newsroom().fileContent({ digest: "file", reports: [file], stories: [] });
  expect((await summaries())["b"]).toBe(file.summary);
  const late = at(60 * 24 * 200);
  await newsroom().filePolls([poll("a", late, [])], late);
  expect(await apart()).toBe(0);
  expect((await summaries())["b"]).toBe(file.summary);
});

describe("a long summary of a report that opens a story", () => {
  const sentence = (n: number): string => `The harbour of Hirtshals was closed for day ${n}.`;
  const long = Array.from({ length: 30 }, (_, n) => sentence(n)).join(" ");
  const opener = { url: "https://a.example/2", guid: "2", title: "Harbour closed", summary: long };
  const late = NOON + 200 * DAY;

  /** What the story's page says of the report, and what the feed says of the story. */
  async function shown(): Promise<{ report?: string | undefined; story?: string | undefined }> {
    const feed = await (
      await get("/feed.json")
    ).json<{ items: { url: string; title: string; summary: string }[] }>();
    const story = feed.items.find((item) => item.title === opener.title);
    const page = await get(`${new URL(story?.url ?? "").pathname}.json`);
    const { reports } = await page.json<{ reports: { summary: string }[] }>();
    return { report: reports[0]?.summary, story: story?.summary };
  }

  beforeEach(async () => {
    await newsroom().filePolls([poll("a", at(2), [opener])], at(2));
  });

  test("is whole on the page, and beyond retention as much of it as the story shows", async () => {
    const before = await shown();
    expect(before.report).toBe(long);
    await newsroom().filePolls([poll("a", late, [])], late);
    const after = await shown();
    expect(after.story).toBe(before.story);
    expect(after.report).toBe(before.story);
    expect(await dumpTables()).not.toContain(sentence(20));
  });

  test.each([
    ["shortens", "Closed."],
    ["lengthens", `${long} ${sentence(31)}`],
  ])("follows when its outlet %s it", async (_, summary) => {
    await newsroom().filePolls([poll("a", at(17), [{ ...opener, summary }])], at(17));
    expect((await shown()).report).toBe(summary);
    await newsroom().filePolls([poll("a", late, [])], late);
    expect((await shown()).report).toBe(excerpt(summary, 400));
  });
});
