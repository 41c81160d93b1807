import { reset } from "cloudflare:test";
import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import type { Report } from "../../src/model/report.ts";
import { get, newsroom, report, type Item } from "./support.ts";

const SITE = "https://storyfold.example";

/** Number of unrelated stories; the edition's feed shows 50. */
const STORIES = 230;

/** Pseudo-random words that differ for each number and are the same in every run. */
function words(number: number, count: number): string {
  let state = number * 2_654_435_761 + 1;
  const letter = (): string => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return "abcdefghijklmnopqrstuvwxyz"[(state >>> 16) % 26] ?? "";
  };
  return Array.from({ length: count }, () => Array.from({ length: 9 }, letter).join("")).join(" ");
}

const story = (number: number, overrides: Partial<Report> = {}): Report =>
  report({
    url: `https://rt.com/${number}`,
    title: words(number, 6),
    summary: words(number + 10_000, 12),
    published: {
      value: new Date(Date.UTC(2018, 7, 10) + number * 3_600_000).toISOString(),
      estimated: false,
    },
    ...overrides,
  });

const file = (...reports: Report[]) => newsroom().fileReports("feed:rt", reports);

beforeEach(async () => {
  await reset();
  await file(...Array.from({ length: STORIES }, (_, number) => story(number)));
});

/** The response at an address, after redirects. */
async function at(address: string): Promise<Response> {
  const response = await get(address.slice(SITE.length));
  const location = response.headers.get("Location");
  return location === null ? response : at(location);
}

interface Document {
  ids: string[];
  links: Partial<Record<string, string>>;
}

async function atom(address: string): Promise<Document> {
  const feed = parseAtomFeed(await (await at(address)).text());
  return {
    ids: (feed.entries ?? []).map(({ id }) => id ?? ""),
    links: Object.fromEntries((feed.links ?? []).map(({ rel = "", href }) => [rel, href])),
  };
}

async function rss(address: string): Promise<Document> {
  const feed = parseRssFeed(await (await at(address)).text());
  return {
    ids: (feed.items ?? []).map(({ guid }) => guid?.value ?? ""),
    links: Object.fromEntries((feed.atom?.links ?? []).map(({ rel = "", href }) => [rel, href])),
  };
}

async function json(address: string): Promise<Document> {
  const feed = await (await at(address)).json<{ items: Item[]; next_url?: string }>();
  return {
    ids: feed.items.map(({ id }) => id),
    links: feed.next_url === undefined ? {} : { next: feed.next_url },
  };
}

/** Follows one link relation to its end. @param between runs after each document @returns the ids of each document */
async function walk(
  read: (address: string) => Promise<Document>,
  start: string,
  relation: string,
  between: () => Promise<void> = async () => {},
): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | undefined = start; next !== undefined;) {
    const page = await read(next);
    pages.push(page.ids);
    next = page.links[relation];
    expect(pages.length).toBeLessThan(100);
    await between();
  }
  return pages;
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted();

/** The ids of all current stories, taken from lists with the maximum limit. */
async function currentIds(): Promise<string[]> {
  const { items } = await (await get("/feed.json?limit=200")).json<{ items: Item[] }>();
  const older = await (
    await get(`/feed.json?limit=200&before=${items.at(-1)?.date_modified}`)
  ).json<{ items: Item[] }>();
  return [...items, ...older.items].map(({ id }) => id).toSorted();
}

describe("a reader that follows links gets every story exactly once", () => {
  test.each([
    ["/feed.json", json, [50, 50, 50, 50, 31]],
    ["/atom.xml", atom, [50, 50, 50, 50, 31]],
    ["/rss.xml", rss, [50, 50, 50, 50, 31]],
    ["/outlets/rt/feed.json?limit=100", json, [100, 100, 31]],
    ["/outlets/rt/atom.xml?limit=200&updates=bump", atom, [200, 31]],
  ] as const)("next, from %s", async (path, read, sizes) => {
    const pages = await walk(read, SITE + path, "next");
    expect(pages.map(({ length }) => length)).toEqual(sizes);
    expect(distinct(pages.flat())).toHaveLength(STORIES + 1);
  });

  test.each([
    ["/atom.xml", atom],
    ["/rss.xml", rss],
  ] as const)("prev-archive, from %s", async (path, read) => {
    const [current = [], ...archive] = await walk(read, SITE + path, "prev-archive");
    expect(archive.map(({ length }) => length)).toEqual([100, 100]);
    expect(distinct(archive.flat())).toHaveLength(200);
    expect(distinct([...current, ...archive.flat()])).toEqual(await currentIds());
  });

  test("next-archive, from the oldest archive document", async () => {
    const pages = await walk(atom, `${SITE}/archive/100/atom.xml`, "next-archive");
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 31]);
    expect(distinct(pages.flat())).toEqual(await currentIds());
  });

  test.each([
    ["prev-archive", atom],
    ["next", json],
  ] as const)("%s, while stories open, grow, merge and disappear", async (relation, read) => {
    const path = read === json ? "/feed.json" : "/atom.xml";
    let step = 0;
    const editor = content.stories[0]!;
    const publish = (reports: Report[], stories: (typeof editor)[]) =>
      newsroom().fileContent({
        digest: `test ${step}`,
        reports: [...content.reports, ...reports],
        stories: [editor, ...stories],
      });
    await publish([story(5), story(15), story(2000)], []);
    const before = await newsroom().health(Date.now());
    const pages = await walk(read, SITE + path, relation, async () => {
      const number = step++;
      // One old story not reached yet, and one new story already read.
      for (const grown of [number + 30, STORIES - 1 - number])
        await file(story(grown, { url: `https://sputnik.com/${grown}`, outlet: "sputnik" }));
      await file(story(1000 + number));
      if (number !== 0) return;
      const reports = [story(5).url, story(15).url];
      await publish([story(5), story(15)], [{ ...editor, key: "one", headline: "One", reports }]);
    });
    const { stories } = await newsroom().health(Date.now());
    expect(stories, "opened, minus one withdrawn and one merged").toBe(before.stories + step - 2);
    const { ids: current } = await read(SITE + path);
    expect(distinct([...pages.flat(), ...current])).toEqual(
      expect.arrayContaining(await currentIds()),
    );
    const once = relation === "prev-archive" ? pages.slice(1).flat() : pages.flat();
    expect(distinct(once)).toHaveLength(once.length);
  });
});

describe("an archive document", () => {
  test("has a stable address that redirects to a version, and the version is immutable", async () => {
    const stable = await get("/archive/100/atom.xml");
    expect(stable.status).toBe(302);
    const location = stable.headers.get("Location") ?? "";
    expect(location).toMatch(/^https:\/\/storyfold\.example\/archive\/100\/[0-9a-f.]+\/atom\.xml$/);
    const version = await at(location);
    expect(version.status).toBe(200);
    expect(version.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(version.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(version.headers.get("Content-Disposition")).toContain('filename="archive-100-');
    const link = version.headers.get("Link");
    expect(link).toContain(`<${location}>; rel="self"`);
    expect(link).toContain(`<${SITE}/atom.xml>; rel="current"`);
    expect(link).toContain(`<${SITE}/archive/200/atom.xml>; rel="next-archive"`);
    expect(link).not.toContain("prev-archive");
    const text = await version.text();
    expect(text).toContain("<fh:archive/>");
    expect(text).toContain(`<link rel="current" href="${SITE}/atom.xml"`);
    const same = await get(location.slice(SITE.length), {
      "If-None-Match": version.headers.get("ETag") ?? "",
    });
    expect(same.status).toBe(304);

    await file(story(3000));
    expect(await (await get(location.slice(SITE.length))).text()).toBe(text);
  });

  test("gets a new version when one of its stories changes, and the old version redirects there", async () => {
    const before = await at(`${SITE}/archive/100/rss.xml`);
    const [, self = ""] = /<([^>]+)>; rel="self"/.exec(before.headers.get("Link") ?? "") ?? [];
    await file(story(20, { url: "https://sputnik.com/20", outlet: "sputnik" }));
    const old = await get(self.slice(SITE.length));
    expect(old.status).toBe(302);
    expect(old.headers.get("Location")).not.toBe(self);
    expect(await (await at(self)).text()).toContain("https://sputnik.com/20");
  });

  test("continues where the current document ends, and is linked from it", async () => {
    const { links } = await atom(`${SITE}/atom.xml`);
    expect(links["prev-archive"]).toBe(`${SITE}/archive/200/atom.xml`);
    expect((await get("/atom.xml")).headers.get("Link")).toContain(
      `<${SITE}/archive/200/atom.xml>; rel="prev-archive"`,
    );
    const newest = await atom(`${SITE}/archive/300/atom.xml`);
    expect(newest.links["self"]).toContain("/archive/231/");
    expect(newest.ids).toHaveLength(31);
  });

  test.each([
    ["/archive/0/atom.xml", 404],
    ["/archive/400/atom.xml", 404],
    ["/archive/232/atom.xml", 404],
    ["/archive/x/atom.xml", 404],
    ["/archive/100/feed.json", 404],
    ["/archive/100/1.1.0/atom.xml", 302],
    ["/archive/100/nonsense/atom.xml", 302],
    ["/archive/100/atom.xml?q=x", 400],
  ])("%s answers with status %s", async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

test("a feed that contains the whole edition links to no archive", async () => {
  await reset();
  expect((await atom(`${SITE}/atom.xml`)).links["prev-archive"]).toBeUndefined();
  expect((await atom(`${SITE}/atom.xml`)).links["next"]).toBeUndefined();
  expect((await get("/archive/1/atom.xml")).status).toBe(302);
});
