import { expect, test } from "vitest";
import { content } from "#content";
import { SITEMAP_INDEX, sitemapDefinition } from "../../src/serve/document-definitions.ts";
import { get, newsroom, report } from "./support.ts";

const SITE = "https://storyfold.example";
const { edition } = content;

const locations = (xml: string): string[] =>
  [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = ""]) => loc);

test("lists the permanent pages, and every story with its last update", async () => {
  const response = await get("/sitemap.xml");
  expect(response.headers.get("Content-Type")).toBe("application/xml; charset=utf-8");
  const xml = await response.text();
  expect(locations(xml)).toEqual([
    `${SITE}/`,
    `${SITE}/latest`,
    `${SITE}/daily`,
    `${SITE}/tags`,
    `${SITE}/languages`,
    `${SITE}/about`,
    `${SITE}/outlets`,
    `${SITE}/search`,
    `${SITE}/subscribe`,
    ...edition.outlets.map(({ id }) => `${SITE}/outlets/${id}`),
    `${SITE}/stories/gerasimov-letter-to-dunford`,
  ]);
  expect(xml).toContain("<lastmod>2018-08-04T15:00:00.000Z</lastmod>");
  for (const location of locations(xml))
    expect((await get(location.slice(SITE.length))).status).toBe(200);
});

test("is announced in robots.txt", async () => {
  expect(await (await get("/robots.txt")).text()).toContain(`Sitemap: ${SITE}/sitemap.xml`);
});

test("becomes a sitemap index when the stories do not fit into one file", async () => {
  for (const [index, title] of ["Volcano erupts", "Ferry sinks", "Orchestra plays"].entries())
    await newsroom().fileReports("feed:rt", [
      report({ url: `https://rt.com/${index}`, title, summary: "" }),
    ]);
  const addressesOf = async (block: number | null) => {
    const request = { kind: "addresses", size: 2, block } as const;
    const answer = await newsroom().requestDocument(null, request, content.build, null);
    if (answer.kind !== "stories") throw new Error(answer.kind);
    return answer.context ?? {};
  };
  const { blocks = [], ...rest } = await addressesOf(null);
  expect(rest).toEqual({});
  const index = String(SITEMAP_INDEX.render(edition, [], { blocks }));
  const numbers = [0, ...blocks.map(({ block }) => block)];
  expect(locations(index)).toEqual(numbers.map((block) => `${SITE}/sitemap/${block}.xml`));
  const stories: string[][] = [];
  for (const { block } of blocks)
    stories.push(
      locations(String(sitemapDefinition(block).render(edition, [], await addressesOf(block)))),
    );
  expect(Math.max(...stories.map(({ length }) => length))).toBeLessThanOrEqual(2);
  expect(new Set(stories.flat()).size).toBe(4);
  expect(stories.flat()).toHaveLength(4);
});

test.each([
  ["/sitemap/0.xml", 200],
  ["/sitemap/1.xml", 200],
  ["/sitemap/x.xml", 404],
  ["/sitemap/01.xml", 404],
])("%s answers with status %s", async (path, status) => {
  expect((await get(path)).status).toBe(status);
});
