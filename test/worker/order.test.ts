import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { get, newsroom, report } from "./support.ts";
import { titles } from "./lists-support.ts";

const VOLCANO = "Volcano erupts";
const FERRY = "Ferry Havfruen";
const BRIDGE = "Zogu bridge";
const CAFE = "Orchestra plays";

const ASH =
  "Ash of the volcano fell on the harbour of Hirtshals, and the harbour master closed it at noon.";

/** Copies of one text, three outlets' own texts, two outlets' own texts, and a single report, which is the latest. */
const REPORTS: [outlet: string, time: string, tag: string, title: string, summary: string][] = [
  ["a", "00:00", "Nature", "Volcano erupts near Hirtshals, ash falls on the harbour", ASH],
  ["b", "01:00", "Nature", "Volcano erupts near Hirtshals, ash falls on the harbour", ASH],
  ["c", "02:00", "Nature", "Volcano erupts near Hirtshals, ash falls on the harbour", ASH],
  ["d", "03:00", "Nature", "Volcano erupts near Hirtshals, ash falls on the harbour", ASH],
  [
    "a",
    "02:30",
    "Ships",
    "Ferry Havfruen runs aground off Skagen",
    "The ferry Havfruen ran aground off Skagen with 214 passengers, and eleven were hurt.",
  ],
  [
    "b",
    "03:30",
    "Ships",
    "Ferry Havfruen aground at Skagen: eleven passengers hurt",
    "Eleven passengers of the ferry Havfruen were hurt off Skagen, where it lies on a sandbank with 214 aboard.",
  ],
  [
    "c",
    "04:30",
    "Ships",
    "Ferry Havfruen hits sandbank off Skagen, eleven hurt",
    "A helicopter took eleven of 214 people off the ferry Havfruen, which hit a sandbank near Skagen.",
  ],
  [
    "a",
    "05:00",
    "Roads",
    "Zogu bridge near Kukës collapses under a bus",
    "The Zogu bridge near Kukës collapsed with a bus on it, and fourteen were hurt.",
  ],
  [
    "b",
    "06:00",
    "Roads",
    "Zogu bridge at Kukës collapses, bus falls",
    "Fourteen passengers were hurt when a bus fell with the Zogu bridge at Kukës.",
  ],
  ["d", "09:00", "Music", "Orchestra plays in a café for penguins", "Nobody left early."],
];

beforeAll(async () => {
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
  for (const [outlet, time, tag, title, summary] of REPORTS)
    await newsroom().fileReports(`feed:${outlet}`, [
      report({
        outlet,
        title,
        summary,
        tags: [tag],
        url: `https://${outlet}.example/${tag.toLowerCase()}`,
        published: { value: `2018-08-10T${time}Z`, estimated: false },
      }),
    ]);
});

describe("a list in the order “top” counts copies of one text once", () => {
  test.each<[path: string, shown: string[]]>([
    // Three independent outlets, then two, then one each: the later one first.
    ["/top/feed.json", [FERRY, BRIDGE, CAFE, VOLCANO]],
    ["/feed.json", [CAFE, BRIDGE, FERRY, VOLCANO]],
    ["/top/feed.json?limit=2", [FERRY, BRIDGE]],
    ["/top/feed.json?outlets=d", [CAFE, VOLCANO]],
    ["/top/feed.json?min_outlets=2", [FERRY, BRIDGE, VOLCANO]],
    ["/top/feed.json?tag=ships,nature", [FERRY, VOLCANO]],
    ["/top/feed.json?q=hurt", [FERRY, BRIDGE]],
    ["/top/feed.json?exclude=d", [FERRY, BRIDGE, VOLCANO]],
    ["/top/feed.json?before=2018-08-10T05:00Z", [FERRY, VOLCANO]],
    // Hours count back from the latest update, which is at nine.
    ["/top/feed.json?hours=5", [FERRY, BRIDGE, CAFE]],
    ["/feed.json?hours=5", [CAFE, BRIDGE, FERRY]],
    ["/feed.json?hours=1", [CAFE]],
    ["/tags/ships/feed.json?hours=1", []],
  ])("%s", async (path, shown) => {
    expect(await titles(path)).toEqual(shown);
  });
});

const headings = (html: string): string[] =>
  Array.from(html.matchAll(/<a dir="auto" href="\/stories\/[^"]+">([^<]+)</g), ([, title = ""]) =>
    title.split(" ").slice(0, 2).join(" "),
  );

test("the front page shows the top stories, and says how they are ordered", async () => {
  const html = await (await get("/")).text();
  expect(headings(html)).toEqual([FERRY, BRIDGE, CAFE, VOLCANO]);
  expect(html).toContain("Ordered by the number of independent outlets");
  for (const address of ["/latest", "/top/rss.xml", "/tags", "/languages", "/daily"])
    expect(html).toContain(`href="${address}"`);
  expect(html).toContain('<link rel="canonical" href="https://storyfold.example/"');
});

test("the page of the latest stories shows them in order of the time that it shows", async () => {
  const html = await (await get("/latest")).text();
  expect(headings(html)).toEqual([CAFE, BRIDGE, FERRY, VOLCANO]);
  const times = Array.from(html.matchAll(/<time datetime="([^"]+)"/g), ([, time]) =>
    Date.parse(time ?? ""),
  );
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(html).toContain("Ordered by when the last outlet joined");
});

test("a story of several outlets shows how others put it; one of a single outlet is one line", async () => {
  const html = await (await get("/")).text();
  const ferry = html.slice(html.indexOf("<article"), html.indexOf("</article>"));
  expect(ferry).toContain("3 outlets, 2 h");
  expect(ferry.match(/<li>/g)?.length).toBeGreaterThanOrEqual(2);
  expect(html).toMatch(/<ul class="briefs"[^>]*><li><a [^>]+>Orchestra plays/);
});

test("the order costs no reads beyond the stories that are shown", async () => {
  const { rowsRead } = await runInDurableObject(newsroom(), (_, { storage }) => {
    const cursor = storage.sql.exec(
      "SELECT id FROM stories WHERE place IS NOT NULL ORDER BY place DESC LIMIT 2",
    );
    cursor.toArray();
    return { rowsRead: cursor.rowsRead };
  });
  expect(rowsRead).toBeLessThanOrEqual(4);
});

describe("the indexes", () => {
  test.each([
    ["/tags", "/tags/nature", "Nature"],
    ["/tags", "/tags/ships", "Ships"],
    ["/languages", "/languages/en", "English"],
  ])("%s leads to %s", async (path, address, name) => {
    const html = await (await get(path)).text();
    expect(html).toContain(`<a dir="auto" href="${address}">${name}</a>`);
    expect((await get(address)).status).toBe(200);
  });
});
