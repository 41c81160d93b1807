import { reset } from "cloudflare:test";
import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { beforeEach, describe, expect, test } from "vitest";
import { get, items, newsroom, report } from "./support.ts";

const VOLCANO = "Volcano erupts near the fishing village of Hirtshals";
const FIRST = "2018-08-10T09:30:00.000Z";
const GROWN = "2018-08-11T08:00:00.000Z";

/** Files an outlet's report on the volcano, published at the given time. */
const fileVolcano = (outlet: string, value: string) =>
  newsroom().fileReports(`feed:${outlet}`, [
    report({
      url: `https://${outlet}.com/volcano`,
      outlet,
      published: { value, estimated: false },
    }),
  ]);

beforeEach(async () => {
  await reset();
  await fileVolcano("rt", "2018-08-10T09:30Z");
});

interface Shown {
  id: string;
  title: string;
  published: string;
  updated: string;
}

/** The volcano's entries in a feed of any format. */
async function shown(path: string): Promise<Shown[]> {
  const text = await (await get(path)).text();
  const iso = (date: string | undefined): string => new Date(date ?? "").toISOString();
  const all = path.includes("rss")
    ? (parseRssFeed(text).items ?? []).map((item) => ({
        id: item.guid?.value ?? "",
        title: item.title ?? "",
        published: iso(item.pubDate),
        updated: iso(item.atom?.updated),
      }))
    : path.includes("atom")
      ? (parseAtomFeed(text).entries ?? []).map((entry) => ({
          id: entry.id ?? "",
          title: entry.title?.value ?? "",
          published: iso(entry.published),
          updated: iso(entry.updated),
        }))
      : (JSON.parse(text) as { items: Awaited<ReturnType<typeof items>> }).items.map((item) => ({
          id: item.id,
          title: item.title,
          published: item.date_published,
          updated: item.date_modified,
        }));
  return all.filter(({ title }) => title === VOLCANO);
}

describe.each(["/rss.xml", "/atom.xml", "/feed.json", "/outlets/rt/atom.xml"])(
  "an entry in %s when another outlet joins its story",
  (path) => {
    test.each([
      ["", { sameId: true, published: FIRST }],
      ["?updates=silent", { sameId: true, published: FIRST }],
      ["?updates=bump", { sameId: true, published: GROWN }],
      ["?updates=new", { sameId: false, published: GROWN }],
    ])("with %j", async (query, { sameId, published }) => {
      const [before] = await shown(path + query);
      expect(before?.published).toBe(FIRST);
      await fileVolcano("sputnik", "2018-08-11T08:00Z");
      const [after, ...others] = await shown(path + query);
      expect(others, "the earlier entry is not listed").toEqual([]);
      expect(after).toMatchObject({ title: VOLCANO, published, updated: GROWN });
      expect(after?.id === before?.id).toBe(sameId);
      expect(after?.id).toMatch(/^tag:storyfold\.example,2026-11-22:stories\//);
    });
  },
);

test("with updates=new, an amended report or a second one by the same outlet makes no new entry", async () => {
  await newsroom().fileReports("feed:rt", [
    report({ url: "https://rt.com/volcano", outlet: "rt" }),
  ]);
  const before = await shown("/atom.xml?updates=new");
  await newsroom().fileReports("feed:rt", [
    report({ url: "https://rt.com/volcano", outlet: "rt", summary: "Ash fell on the town." }),
    report({ url: "https://rt.com/volcano-2", outlet: "rt" }),
  ]);
  expect(await shown("/atom.xml?updates=new")).toEqual(before);
});

test("with updates=new, each outlet that joins makes a new entry; with updates=bump, entries are newest first", async () => {
  const ids = new Set<string>();
  for (const [index, outlet] of ["sputnik", "uawire", "5hotnews"].entries()) {
    await fileVolcano(outlet, `2018-08-1${index + 1}T08:00Z`);
    for (const { id } of await shown("/rss.xml?updates=new")) ids.add(id);
  }
  expect(ids.size).toBe(3);
  const feed = parseRssFeed(await (await get("/rss.xml?updates=bump")).text());
  const dates = (feed.items ?? []).map(({ pubDate }) => Date.parse(pubDate ?? ""));
  expect(dates.length).toBeGreaterThan(1);
  expect(dates).toEqual(dates.toSorted((a, b) => b - a));
});

test("each updates mode has its own feed id, and does not change the story's data", async () => {
  await fileVolcano("sputnik", "2018-08-11T08:00Z");
  const id = async (path: string) => parseAtomFeed(await (await get(path)).text()).id;
  const ids = await Promise.all(
    ["", "?updates=bump", "?updates=new"].map((q) => id(`/atom.xml${q}`)),
  );
  expect(new Set(ids).size).toBe(3);
  expect(await id("/atom.xml?updates=silent")).toBe(ids[0]);
  const feed = await (
    await get("/feed.json?updates=new")
  ).json<{ items: { title: string; _storyfold: { first_published: string } }[] }>();
  const volcano = feed.items.find(({ title }) => title === VOLCANO);
  expect(volcano?._storyfold.first_published).toBe(FIRST);
});
