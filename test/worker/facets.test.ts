/** Lists by facets, whose rows may lag behind their stories, or may be in the table of an earlier program. */
import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { listAgain } from "../../src/store/lists/former-facets.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import { DAY, deploy, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";
import { integrityViolations, PRESENT } from "./inside-newsroom.ts";
import { iso } from "./polled-reports-support.ts";
import { get, newsroom, type Item } from "./support.ts";

const OUTLETS = ["a", "b", "c", "d"];
const EVENTS = 24;

/** Stories of one to four outlets, which join minutes, hours and a day and a half after each other. */
beforeEach(async () => {
  await reset();
  await deploy(OUTLETS.map((id) => outlet(id)));
  const filings = Array.from({ length: EVENTS }, (_, event) =>
    OUTLETS.slice(0, 1 + (event % OUTLETS.length)).map((_id, n) => ({
      event,
      n: (n + event) % OUTLETS.length,
      now: NOON + event * 17 * MINUTE + n * (event % 3 === 0 ? 11 * 60 : 7 * event) * MINUTE,
    })),
  ).flat();
  for (const { event, n, now } of filings.toSorted((a, b) => a.now - b.now)) {
    const { title, text } = reportOf(9, event, n);
    const id = OUTLETS[n] ?? "";
    const report = {
      url: `https://${id}.example/${event}`,
      title,
      summary: text,
      tags: [`Topic ${event % 3}`],
      language: event % 5 === 0 ? "de-AT" : "en",
      published: { value: iso(now), estimated: false },
    };
    await newsroom().filePolls([poll(id, now, [report])], now);
  }
});

const itemsAt = async (path: string): Promise<Item[]> =>
  (await (await get(path)).json<{ items: Item[] }>()).items;

const LISTS: [path: string, includes: (item: Item) => boolean][] = [
  ["outlets=a", ({ _storyfold }) => _storyfold.outlets.some(({ id }) => id === "a")],
  ["outlets=b,c", ({ _storyfold }) => _storyfold.outlets.some(({ id }) => "bc".includes(id))],
  ["tag=topic-1", ({ tags }) => tags.includes("Topic 1")],
  ["lang=de", ({ _storyfold }) => _storyfold.reports.some(({ url }) => isGerman(url))],
  ["min_outlets=2", ({ _storyfold }) => _storyfold.outlets.length >= 2],
  ["min_outlets=4", ({ _storyfold }) => _storyfold.outlets.length >= 4],
  ["exclude=a,b", ({ _storyfold }) => _storyfold.outlets.some(({ id }) => "cd".includes(id))],
  [
    "tag=topic-1&min_outlets=3",
    ({ tags, _storyfold }) => tags.includes("Topic 1") && _storyfold.outlets.length >= 3,
  ],
  [
    `tag=topic-0,topic-2&since=${iso(NOON + DAY / 4)}&before=${iso(NOON + DAY)}`,
    ({ tags, date_modified }) =>
      !tags.includes("Topic 1") &&
      Date.parse(date_modified) >= NOON + DAY / 4 &&
      Date.parse(date_modified) < NOON + DAY,
  ],
];

const isGerman = (url: string): boolean => Number(url.split("/").at(-1)) % 5 === 0;

/** The ids of every list, as long as asked for. */
const lists = async (limit: number): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    await Promise.all(
      LISTS.map(async ([query]) => [
        query,
        (await itemsAt(`/feed.json?${query}&limit=${limit}`)).map(({ id }) => id),
      ]),
    ),
  );

test.each([3, 5, 100])(
  "the first %i stories of every list are those that were updated last",
  async (limit) => {
    const all = (await itemsAt("/feed.json?limit=100")).toSorted((a, b) =>
      a.date_modified < b.date_modified ? 1 : -1,
    );
    expect(all.length).toBeGreaterThanOrEqual(EVENTS);
    const expected = LISTS.map(([query, includes]) => [
      query,
      all
        .filter(includes)
        .slice(0, limit)
        .map(({ id }) => id),
    ]);
    expect(await lists(limit)).toEqual(Object.fromEntries(expected));
    expect(await integrityViolations()).toEqual({});
  },
);

/** Stores the lists as the program of schema version 8 did. Its table is there until the first round of polls. */
const asBefore = `
  INSERT INTO marks SELECT kind, facets.key, updated, id FROM facets JOIN stories ON stories.id = facets.story;
  INSERT INTO marks SELECT 'least', value, updated, stories.id FROM stories, json_each('["1","2","3","4"]')
    WHERE value + 0 <= json_array_length(${PRESENT});
  DELETE FROM facets;
  UPDATE stories SET facets = NULL, outlet_count = 0, indexed = NULL;
  DELETE FROM documents;
`;

const change = (run: (sql: SqlStorage) => void): Promise<void> =>
  runInDurableObject(newsroom(), (_: Newsroom, { storage }) => {
    run(storage.sql);
    storage.sql.exec("DELETE FROM documents");
  });

test("lists are the same before, while and after the stories of an earlier program are listed again", async () => {
  const expected = await lists(5);
  const [found] = await itemsAt("/feed.json?limit=1");
  const search = `/search/feed.json?q=${encodeURIComponent(found?.title ?? "")}`;
  await change((sql) => sql.exec(asBefore));
  expect(await lists(5)).toEqual(expected);
  await change((sql) => listAgain(sql, 0));
  expect(await lists(5)).toEqual(expected);
  // A story that changes meanwhile is listed at once.
  const now = NOON + 5 * DAY;
  await newsroom().filePolls([poll("a", now, [{ url: "https://a.example/new" }])], now);
  await change((sql) => {
    for (let cursor: number | null = 0; cursor !== null;) cursor = listAgain(sql, cursor);
  });
  const after = await lists(6);
  for (const [query, ids] of Object.entries(expected))
    expect(after[query]).toEqual(expect.arrayContaining(ids));
  expect((await itemsAt(search)).map(({ id }) => id)).toEqual([found?.id]);
  expect(await integrityViolations()).toEqual({});
});
