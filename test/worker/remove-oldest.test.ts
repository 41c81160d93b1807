/** A newsroom that is nearly full: the oldest stories make room for new ones. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { parseAtomFeed } from "feedsmith";
import { beforeAll, expect, test, vi } from "vitest";
import { content } from "#content";
import { Newsroom } from "../../src/store/newsroom.ts";
import type { Usage } from "../../src/store/usage/pace.ts";
import { editionWith, outlet, poll } from "./feed-state-support.ts";
import {
  OUTLETS,
  PER_DAY,
  POLLS_PER_DAY,
  pollsOfDay,
  STORIES_PER_REPORT,
} from "./growth-support.ts";
import { integrityViolations } from "./inside-newsroom.ts";
import { get, newsroom, report } from "./support.ts";

const file = report({ url: "https://c.example/file", title: "Parliament votes", outlet: "c" });
Object.assign(content, {
  edition: { ...editionWith(OUTLETS.map((id) => outlet(id))), retention: 3 },
  reports: [file],
  stories: [],
  digest: "file",
  build: "f11ef11e",
});

/** In bytes. Stories are removed from four fifths on, which folding and the last days need less than. */
const BUDGET = 7_000_000;
const DAYS = 20;
/** Leads to a story of the first day. */
const FORMER_KEY = "formerkey1";

interface Filing {
  size: number;
  added: number;
  written: number;
  stories: number;
  reports: number;
}
const filings: Filing[] = [];
const days = Array.from({ length: DAYS }, (_, day) => pollsOfDay(day));
let firstKeys: string[] = [];
let firstDay = "";
/** Of the first story's page and data, and of the first day's page, before they were removed. */
const firstStatuses: number[] = [];

/** Keys of the stories, in the order of their updates. */
const keys = (): Promise<string[]> =>
  runInDurableObject(newsroom(), (_, { storage: { sql } }) =>
    sql
      .exec<{ key: string }>("SELECT key FROM stories ORDER BY updated")
      .toArray()
      .map(({ key }) => key),
  );

/** Runs something in a newsroom with that budget, on the storage of the one that answers requests. */
const withBudget = <T>(
  run: (instance: Newsroom, storage: DurableObjectStorage) => Promise<T>,
): Promise<T> =>
  runInDurableObject(newsroom(), (_: Newsroom, state) =>
    run(new Newsroom(state, { ...env, STORYFOLD_STORAGE_GB: BUDGET / 1e9 }), state.storage),
  );

beforeAll(async () => {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const fileDays = (filed: typeof days): Promise<void> =>
    withBudget(async (instance, { sql, kv }) => {
      const written = (): number => kv.get<Usage>("usage")?.written ?? 0;
      for (const { polls, now } of filed.flat()) {
        logged.mockClear();
        const before = written();
        const { added } = await instance.filePolls(polls, now);
        const removed = logged.mock.calls
          .map(([line]) => JSON.parse(String(line)) as { stories: number; reports: number })
          .find(({ reports }) => reports !== undefined);
        filings.push({
          size: sql.databaseSize,
          added,
          // Counted from midnight on.
          written: Math.max(0, written() - before),
          stories: removed?.stories ?? 0,
          reports: removed?.reports ?? 0,
        });
      }
    });
  await fileDays(days.slice(0, 1));
  firstKeys = (await keys()).slice(1);
  await runInDurableObject(newsroom(), (_, { storage: { sql } }) => {
    firstDay =
      sql.exec<{ day: string }>("SELECT day FROM days ORDER BY day DESC").toArray()[0]?.day ?? "";
    sql.exec(
      "INSERT INTO aliases (key, story) SELECT ?, id FROM stories WHERE key = ?",
      FORMER_KEY,
      firstKeys[1],
    );
  });
  // Now they are stored.
  const paths = [`/stories/${firstKeys[0]}`, `/stories/${firstKeys[0]}.json`, `/daily/${firstDay}`];
  for (const path of paths) firstStatuses.push((await get(path)).status);
  await fileDays(days.slice(1));
  logged.mockRestore();
}, 120_000);

const sum = (key: keyof Filing, of = filings): number =>
  of.reduce((total, filing) => total + filing[key], 0);

test("the database stays below its budget, and takes as many reports as before", () => {
  const full = filings.findIndex(({ reports }) => reports > 0);
  expect(filings[full]?.size).toBeGreaterThan(0.75 * BUDGET);
  expect(Math.max(...filings.map(({ size }) => size))).toBeLessThan(0.9 * BUDGET);
  expect(sum("added")).toBe(DAYS * PER_DAY);
  // What was removed is in proportion to what came since.
  const since = filings.slice(full);
  expect(sum("reports", since) / sum("added", since)).toBeGreaterThan(0.8);
  expect(sum("reports", since) / sum("added", since)).toBeLessThan(1.3);
});

test("a filing that removes reports writes few rows for them", () => {
  const [removing, others] = [true, false].map((removes) =>
    filings.slice(-5 * POLLS_PER_DAY).filter(({ reports }) => reports > 0 === removes),
  ) as [Filing[], Filing[]];
  const extra = sum("written", removing) / removing.length - sum("written", others) / others.length;
  expect(extra / (sum("reports", removing) / removing.length)).toBeLessThan(8);
  expect(Math.max(...filings.map(({ written }) => written))).toBeLessThan(5_000);
});

test("nothing of the removed stories is left", async () => {
  const violations = await integrityViolations();
  // Reports that are too old for folding are still published.
  delete violations["a report that folding forgets or misplaces"];
  expect(violations).toEqual({});
  const health = await (await get("/healthz")).json();
  const left = await keys();
  expect(health).toMatchObject({ stories: left.length });
  expect(left.length).toBeLessThan(STORIES_PER_REPORT * sum("added") - sum("stories") + 10);
  expect(left).not.toContain(firstKeys[0]);
});

test("the oldest stories were there before", () => {
  expect(firstStatuses).toEqual([200, 200, 200]);
});

test.each([
  ["a removed story", () => `/stories/${firstKeys[0]}`, 404],
  ["its data", () => `/stories/${firstKeys[0]}.json`, 404],
  ["a former key of one", () => `/stories/${FORMER_KEY}`, 404],
  ["the report of one", () => `/report?url=${days[0]?.[0]?.polls[0]?.reports?.[0]?.url}`, 404],
  ["a day without stories", () => `/daily/${firstDay}`, 404],
  ["the last day", () => "/daily/2026-12-11", 200],
  ["the story of a file", async () => `/stories/${(await keys())[0]}`, 200],
  ["the last story", async () => `/stories/${(await keys()).at(-1)}`, 200],
])("%s", async (_, path, status) => {
  expect((await get(await path())).status).toBe(status);
});

test("lists and the search have what is left", async () => {
  const found = async (query: string): Promise<number> =>
    (await (await get(`/${query}`)).json<{ items: unknown[] }>()).items.length;
  const title = (polls: (typeof days)[number] | undefined): string =>
    encodeURIComponent(polls?.[0]?.polls[0]?.reports?.[0]?.title ?? "");
  expect(await found(`search/feed.json?q=${title(days[0])}`)).toBe(0);
  expect(await found(`search/feed.json?q=${title(days[DAYS - 1])}`)).toBe(1);
  expect(await found(`feed.json?outlets=${OUTLETS[0]}`)).toBeGreaterThan(10);
});

test("the sitemap has every story that is left, and no other", async () => {
  const located = async (path: string): Promise<string[]> => {
    const text = await (await get(path)).text();
    return Array.from(
      text.matchAll(/<loc>(.*?)<\/loc>/g),
      ([, address = ""]) => new URL(address).pathname,
    );
  };
  // The stories are in several files.
  const files = await located("/sitemap.xml");
  const listed = (await Promise.all(files.map(located))).flat();
  const stories = listed.filter((path) => path.startsWith("/stories/"));
  expect(stories.toSorted()).toEqual((await keys()).map((key) => `/stories/${key}`).toSorted());
});

test("the archive has every story that is left, and skips those that are not", async () => {
  const { site } = content.edition;
  const listed: string[] = [];
  let address: string | undefined = `${site}/atom.xml`;
  for (let requests = 0; requests < 60 && address !== undefined; requests++) {
    const response = await get(address.slice(site.length));
    if (response.status === 302) {
      address = response.headers.get("Location") ?? undefined;
      continue;
    }
    const { entries = [], links = [] } = parseAtomFeed(await response.text());
    expect(entries.length).toBeGreaterThan(0);
    listed.push(...entries.map(({ id }) => id?.split("/").at(-1) ?? ""));
    address = links.find(({ rel }) => rel === "prev-archive")?.href;
  }
  expect(new Set(listed).size).toBe((await keys()).length);
  expect([...new Set(listed)].toSorted()).toEqual((await keys()).toSorted());
});

test("reports of removed stories that a feed still lists are not filed again", async () => {
  const last = days.at(-1)?.at(-1)?.now ?? 0;
  const listed = days[0]?.[0]?.polls[0]?.reports ?? [];
  const filed = await newsroom().filePolls([poll("a", last + 1, [...listed])], last + 1);
  expect(filed).toMatchObject({ added: 0, changed: false, held: {} });
});
