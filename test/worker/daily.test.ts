import { reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { editionWith, outlet, stateOf } from "./feed-state-support.ts";
import { get, newsroom, report } from "./support.ts";

const HOUR = 3_600_000;
const NOON = Date.parse("2026-11-28T12:00Z");

/** Polls feeds at that time; each report was published one minute earlier. */
async function poll(now: number, reports: Record<string, string>): Promise<void> {
  const published = { value: new Date(now - 60_000).toISOString(), estimated: false };
  await newsroom().filePolls(
    Object.entries(reports).map(([id, title]) => ({
      state: stateOf(id, now),
      reports: [
        {
          ...report({ outlet: id, title, summary: `${title}.`, published }),
          url: `https://${id}.example/${title.toLowerCase().replaceAll(" ", "-")}`,
          guid: null,
        } satisfies Report & { guid: null },
      ],
    })),
    now,
  );
}

beforeEach(async () => {
  await reset();
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
  await newsroom().followContent(
    { build: "daily", edition: editionWith(["a", "b", "c"].map((id) => outlet(id))) },
    NOON,
  );
});

interface DayItem {
  id: string;
  url: string;
  title: string;
  date_published: string;
  content_html: string;
}

const days = async (): Promise<DayItem[]> =>
  (await (await get("/daily/feed.json")).json<{ items: DayItem[] }>()).items;

const VOLCANO = "Volcano erupts near Hirtshals and ash falls on the harbour";
const FERRY = "Ferry Havfruen runs aground off Skagen with 214 aboard";
const CAFE = "Orchestra plays in a café for penguins";

test("a day is one entry, when it has ended: its stories by weight, each with a link to every outlet", async () => {
  await poll(NOON, { a: VOLCANO });
  await poll(NOON + HOUR, { a: FERRY, b: FERRY });
  expect(await days()).toEqual([]);
  // The day ends at six in the morning.
  await poll(NOON + 18 * HOUR + 60_000, { c: CAFE });
  const [day, ...others] = await days();
  expect(others).toEqual([]);
  expect(day).toMatchObject({
    id: "tag:storyfold.example,2026-11-22:daily/2026-11-29",
    url: "https://storyfold.example/daily/2026-11-29",
    title: "29 November 2026: the day’s stories",
    date_published: "2026-11-29T06:00:00.000Z",
  });
  const html = day?.content_html ?? "";
  expect(html.indexOf(FERRY)).toBeLessThan(html.indexOf(VOLCANO));
  expect(html).not.toContain(CAFE);
  expect(html.match(/href="https:\/\/[ab]\.example\/ferry/g)).toHaveLength(2);
});

test("a day keeps its stories, however they grow", async () => {
  await poll(NOON, { a: VOLCANO });
  await poll(NOON + 20 * HOUR, { b: FERRY });
  await poll(NOON + 21 * HOUR, { b: VOLCANO });
  await poll(NOON + 43 * HOUR, { c: CAFE });
  const [second, first] = await days();
  expect(first?.content_html).toContain(VOLCANO);
  expect(first?.content_html).not.toContain(FERRY);
  // It grew on the second day, so that it is news again.
  expect(second?.content_html).toContain(VOLCANO);
  expect(second?.content_html).toContain(FERRY);
});

test("a report that reached the newsroom after the end of its day counts for the next day, once", async () => {
  await poll(NOON, { a: VOLCANO });
  await poll(NOON + 18 * HOUR + 30_000, { b: FERRY });
  await poll(NOON + 43 * HOUR, { c: CAFE });
  const [second, first] = await days();
  expect(first?.content_html).not.toContain(FERRY);
  expect(second?.content_html).toContain(FERRY);
  expect(second?.content_html).not.toContain(VOLCANO);
});

test("days without news are no entries", async () => {
  await poll(NOON, { a: VOLCANO });
  await poll(NOON + 5 * 24 * HOUR, { b: FERRY });
  await poll(NOON + 6 * 24 * HOUR, { c: CAFE });
  expect((await days()).map(({ url }) => url.slice(-10))).toEqual(["2026-12-04", "2026-11-29"]);
});

test("an edition that has just been filed has the days that ended before", async () => {
  await newsroom().fileContent({
    digest: "new",
    reports: [
      report({ published: { value: "2018-08-10T09:30Z", estimated: false } }),
      report({
        url: "https://a.example/2",
        title: FERRY,
        summary: `${FERRY}.`,
        published: { value: "2018-08-12T03:30Z", estimated: false },
      }),
    ],
    stories: [],
  });
  expect((await days()).map(({ url }) => url.slice(-10))).toEqual(["2018-08-12", "2018-08-11"]);
});

test("the pages of days lead to their stories and to the feeds", async () => {
  await poll(NOON, { a: VOLCANO });
  await poll(NOON + 19 * HOUR, { c: CAFE });
  const all = await (await get("/daily")).text();
  expect(all).toContain('<a href="/daily/2026-11-29">29 November 2026: the day’s stories</a>');
  for (const feedPath of ["/daily.xml", "/daily/atom.xml", "/daily/feed.json"])
    expect(all).toContain(`href="https://storyfold.example${feedPath}"`);
  const page = await (await get("/daily/2026-11-29")).text();
  expect(page).toContain(VOLCANO);
  for (const path of ["/daily/2026-11-30", "/daily/2026-02-30", "/daily/soon"])
    expect((await get(path)).status, path).toBe(404);
});

test.each([
  ["/daily.xml", "application/rss+xml"],
  ["/daily/atom.xml", "application/atom+xml"],
  ["/daily/feed.json", "application/feed+json"],
])("%s is a feed, and a page for a browser", async (path, type) => {
  const response = await get(path);
  expect(response.headers.get("Content-Type")).toBe(`${type}; charset=utf-8`);
  expect(response.headers.get("Link")).toContain(`<https://storyfold.example${path}>; rel="self"`);
  const again = await get(path, { "If-None-Match": response.headers.get("ETag") ?? "" });
  expect(again.status).toBe(304);
  const preview = await get(path, { "Sec-Fetch-Dest": "document" });
  expect(preview.headers.get("Content-Type")).toContain("text/html");
  expect((await get(`${path}?limit=3`)).status).toBe(400);
});
