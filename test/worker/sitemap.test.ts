import { expect, test } from "vitest";
import { content } from "#content";
import { SITEMAP_INDEX, sitemapDefinition } from "../../src/serve/document-definitions.ts";
import { get, newsroom, report } from "./support.ts";

const SITE = "https://storyfold.example";
const { edition } = content;

const places = (xml: string): string[] =>
  [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = ""]) => loc);

test("names the pages that stay, and every story with its last update", async () => {
  const response = await get("/sitemap.xml");
  expect(response.headers.get("Content-Type")).toBe("application/xml; charset=utf-8");
  const xml = await response.text();
  expect(places(xml)).toEqual([
    `${SITE}/`,
    `${SITE}/about`,
    `${SITE}/outlets`,
    `${SITE}/search`,
    `${SITE}/subscribe`,
    ...edition.outlets.map(({ id }) => `${SITE}/outlets/${id}`),
    `${SITE}/stories/gerasimov-letter-to-dunford`,
  ]);
  expect(xml).toContain("<lastmod>2018-08-04T15:00:00.000Z</lastmod>");
  for (const place of places(xml)) expect((await get(place.slice(SITE.length))).status).toBe(200);
});

test("is named by robots.txt", async () => {
  expect(await (await get("/robots.txt")).text()).toContain(`Sitemap: ${SITE}/sitemap.xml`);
});

test("is an index where there are too many stories for one", async () => {
  for (const [index, title] of ["Volcano erupts", "Ferry sinks", "Orchestra plays"].entries())
    await newsroom().fileReports("feed:rt", [
      report({ url: `https://rt.com/${index}`, title, summary: "" }),
    ]);
  const ask = async (block: number | null) => {
    const need = { kind: "addresses", size: 2, block } as const;
    const answer = await newsroom().requestDocument(null, need, content.build, null);
    if (answer.kind !== "stories") throw new Error(answer.kind);
    return answer.context ?? {};
  };
  const { blocks = [], ...whole } = await ask(null);
  expect(whole).toEqual({});
  const index = String(SITEMAP_INDEX.render(edition, [], { blocks }));
  const numbers = [0, ...blocks.map(({ block }) => block)];
  expect(places(index)).toEqual(numbers.map((block) => `${SITE}/sitemap/${block}.xml`));
  const stories: string[][] = [];
  for (const { block } of blocks)
    stories.push(places(String(sitemapDefinition(block).render(edition, [], await ask(block)))));
  expect(Math.max(...stories.map(({ length }) => length))).toBeLessThanOrEqual(2);
  expect(new Set(stories.flat()).size).toBe(4);
  expect(stories.flat()).toHaveLength(4);
});

test.each([
  ["/sitemap/0.xml", 200],
  ["/sitemap/1.xml", 200],
  ["/sitemap/x.xml", 404],
  ["/sitemap/01.xml", 404],
])("%s: %s", async (path, status) => {
  expect((await get(path)).status).toBe(status);
});
