import { evictDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { content } from "#content";
import type { FilingResult } from "../../src/model/outlet-feed.ts";
import { comparableState, integrityViolations } from "./inside-newsroom.ts";
import { get, items, newsroom, report } from "./support.ts";
import { DAY, editionWith, NOON, outlet, poll } from "./feed-state-support.ts";

const file = report({ url: "https://c.example/1", title: "Parliament votes", summary: "A file." });
Object.assign(content, {
  edition: editionWith([outlet("a"), outlet("b")]),
  reports: [file],
  stories: [],
  digest: "file",
  build: "file",
});

const { retention } = content.edition;
const LATE = NOON + (retention + 1) * DAY;

const volcano = { url: "https://a.example/1", guid: "1", summary: "What the story leads with." };
const again = { url: "https://b.example/1", guid: "2", summary: "What the other outlet says." };
const reports = async () => (await comparableState()).reports;

const summaries = async (): Promise<[url: string, summary: string][]> =>
  (await reports()).map(({ url, summary }) => [url, summary]);

const before: {
  feed?: Response;
  page?: string;
  summaries?: Awaited<ReturnType<typeof summaries>>;
  dropped?: FilingResult;
  found?: { headline: number; summary: number };
} = {};

/** Number of stories that a search finds. */
const found = async (words: string): Promise<number> =>
  (
    await (
      await get(`/search/feed.json?q=${encodeURIComponent(`"${words}"`)}`)
    ).json<{ items: unknown[] }>()
  ).items.length;

beforeAll(async () => {
  await newsroom().filePolls([poll("a", NOON, [volcano])], NOON);
  await newsroom().filePolls([poll("b", NOON + 1, [again])], NOON + 1);
  before.page = new URL(
    (await items()).find(({ title }) => title === report().title)?.url ?? "",
  ).pathname;
  before.feed = await get("/rss.xml");
  await get(before.page);
  before.found = {
    headline: await found(report().title),
    summary: await found(volcano.summary),
  };
  const early = NOON + (retention - 1) * DAY;
  await newsroom().filePolls([poll("a", early, [])], early);
  before.summaries = await summaries();
  before.dropped = await newsroom().filePolls([poll("a", LATE, [volcano])], LATE);
});

test("nothing is dropped before the edition's retention period ends", () => {
  expect(before.summaries).toEqual([
    [volcano.url, volcano.summary],
    [again.url, again.summary],
    [file.url, file.summary],
  ]);
});

test("then summaries that no story shows are dropped, except for content files, and nothing published changes", async () => {
  expect(await summaries()).toEqual([
    [volcano.url, volcano.summary],
    [again.url, ""],
    [file.url, file.summary],
  ]);
  expect(before.dropped).toMatchObject({ changed: false });
  expect(await integrityViolations()).toEqual({});
});

test("the story's page keeps every outlet and headline", async () => {
  const response = await get(before.page ?? "");
  expect(response.status).toBe(200);
  const html = await response.text();
  for (const text of [volcano.url, again.url, report().title, volcano.summary])
    expect(html).toContain(text);
});

test("a search finds the story by its headlines, and no longer by what its summaries say", async () => {
  expect(before.found).toEqual({ headline: 1, summary: 1 });
  expect(await found(report().title)).toBe(1);
  expect(await found(volcano.summary)).toBe(0);
});

test("the feed does not change", async () => {
  expect((await get("/rss.xml")).headers.get("ETag")).toBe(before.feed?.headers.get("ETag"));
});

test("a dropped report that its feed still lists counts as neither new nor amended", async () => {
  const outcome = await newsroom().filePolls([poll("b", LATE + 1, [again])], LATE + 1);
  expect(outcome).toEqual({ added: 0, amended: 0, stories: 0, changed: false, held: {} });
});

test("a newsroom that restarts folds new reports without the dropped data", async () => {
  await evictDurableObject(newsroom());
  const late = { ...again, url: "https://b.example/2", guid: "3", title: "Ferry runs aground" };
  await newsroom().filePolls([poll("b", LATE + 2, [late])], LATE + 2);
  expect(await integrityViolations()).toEqual({});
});
