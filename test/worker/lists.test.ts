import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { content } from "#content";
import type { Report } from "../../src/model/report.ts";
import { get, newsroom, report } from "./support.ts";
import { BROWSER, fileReports, titles } from "./lists-support.ts";

const LETTER = "Russia confirms Gerasimov";
const KYIV = "Київ відкрив";
const BEIJING = "北京马拉松比赛今天开始";
const VOLCANO = "Volcano erupts";
const CAFE = "Orchestra plays";
const RUSSIA = "Russia confirms";

beforeAll(fileReports);

describe("a list shows the matching stories, newest first", () => {
  test.each<[string, string[]]>([
    ["/feed.json", [CAFE, BEIJING, KYIV, VOLCANO, RUSSIA]],
    ["/tags/nature/feed.json", [VOLCANO]],
    ["/tags/NATURE/feed.json", [VOLCANO]],
    ["/tags/Washington,%20D.C./feed.json", [VOLCANO]],
    ["/tags/washington-d.c./feed.json", [VOLCANO]],
    ["/tags/%D0%BA%D0%B8%D1%97%D0%B2/feed.json", [KYIV]],
    ["/tags/c%2B%2B/feed.json", [KYIV]],
    ["/tags/a%2Fb/feed.json", [KYIV]],
    ["/feed.json?tag=nature,syria", [VOLCANO, RUSSIA]],
    [
      "/feed.json?tag=nature,syria,russia,united-states,valery-gerasimov,joseph-dunford,c%2B%2B,a/b,washington-d.c.",
      [KYIV, VOLCANO, RUSSIA],
    ],
    ["/feed.json?tag=Valery%20Gerasimov", [RUSSIA]],
    ["/outlets/sputnik/feed.json", [VOLCANO, RUSSIA]],
    ["/feed.json?outlets=uawire,5hotnews", [BEIJING, KYIV, RUSSIA]],
    ["/tags/nature/feed.json?outlets=uawire", []],
    ["/tags/nature/feed.json?outlets=sputnik", [VOLCANO]],
    ["/feed.json?exclude=rt", [BEIJING, KYIV, VOLCANO, RUSSIA]],
    ["/feed.json?exclude=rt,sputnik", [BEIJING, KYIV, RUSSIA]],
    ["/feed.json?min_outlets=2", [VOLCANO, RUSSIA]],
    ["/feed.json?min_outlets=3", [RUSSIA]],
    ["/feed.json?min_outlets=5", []],
    ["/languages/uk/feed.json", [KYIV]],
    ["/languages/zh/feed.json", [BEIJING]],
    ["/languages/ZH-Hans/feed.json", [BEIJING]],
    ["/feed.json?lang=uk,zh", [BEIJING, KYIV]],
    ["/feed.json?since=2018-08-12", [CAFE, BEIJING]],
    ["/feed.json?since=2018-08-10T12:00%2B02:00&before=2018-08-12", [KYIV, VOLCANO]],
    ["/feed.json?limit=2", [CAFE, BEIJING]],
    ["/feed.json?limit=", [CAFE, BEIJING, KYIV, VOLCANO, RUSSIA]],
    ["/feed.json?utm_source=mail&fbclid=1", [CAFE, BEIJING, KYIV, VOLCANO, RUSSIA]],
  ])("%s", async (path, shown) => {
    expect(await titles(path)).toEqual(shown);
  });
});

describe("search finds stories by their words", () => {
  test.each<[string, string[]]>([
    ["volcano", [VOLCANO]],
    ["VOLCANO harbour", [VOLCANO]],
    ["volcano penguins", []],
    ["cafe", [CAFE]],
    ['"near Hirtshals"', [VOLCANO]],
    ['"Hirtshals near"', []],
    ['"near Hirtshals', [VOLCANO]],
    ["peng*", [CAFE]],
    ["pe*", []],
    ["peng", []],
    ["北京", [BEIJING]],
    ["马拉松", [BEIJING]],
    ["京北", []],
    ["МІСТ", [KYIV]],
    // One word from an editor's headline, one from a report.
    ["confirms", [RUSSIA]],
    ["demining", [RUSSIA]],
    // Query operators are searched for as plain words.
    ["volcano OR penguins", []],
    ["volcano NOT ash", []],
    ["NEAR(volcano ash)", []],
    ["title:volcano", []],
    ["volcano) -- \" '; DROP TABLE stories", []],
    ["^volcano {ash} + *", [VOLCANO]],
  ])("%s", async (query, shown) => {
    expect(await titles(`/search/feed.json?q=${encodeURIComponent(query)}`)).toEqual(shown);
  });

  test("a search can be filtered", async () => {
    expect(await titles("/search/feed.json?q=ash&outlets=rt&min_outlets=2")).toEqual([VOLCANO]);
    expect(await titles("/search/feed.json?q=ash&outlets=uawire")).toEqual([]);
  });
});

test("any search text gets either results or a 400, never a server error", async () => {
  const signs = fc.constantFrom(
    '"',
    "*",
    "(",
    ")",
    "-",
    "^",
    ":",
    "{",
    "}",
    "+",
    "AND",
    "NEAR",
    "ash",
    "京",
    "\u0000",
    "'",
    ";",
    " ",
  );
  const typed = fc.oneof(
    fc.array(signs, { maxLength: 12 }).map((all) => all.join("")),
    fc.string({ maxLength: 40, unit: "grapheme" }),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (query) => {
      const { status } = await get(`/search/feed.json?q=${encodeURIComponent(query)}`);
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 200 },
  );
}, 30_000);

describe("every list has a page and a feed in every format", () => {
  test.each([
    "/tags/nature",
    "/outlets/rt",
    "/languages/uk",
    "/search?q=ash",
    "/latest?min_outlets=2",
    "/?min_outlets=2",
    "/tags/nature?exclude=rt",
  ])("%s", async (path) => {
    const [place = "", query = ""] = path.split("?");
    const at = { "/": "/top", "/latest": "" }[place] ?? place;
    const after = query && `?${query}`;
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    const html = await page.text();
    for (const [format, type] of [
      ["rss.xml", "application/rss+xml"],
      ["atom.xml", "application/atom+xml"],
      ["feed.json", "application/feed+json"],
    ] as const) {
      const address = `https://storyfold.example${at}/${format}${after}`;
      const feed = await get(`${at}/${format}${after}`);
      expect(feed.status).toBe(200);
      expect(feed.headers.get("Content-Type")).toBe(`${type}; charset=utf-8`);
      expect(feed.headers.get("Link")).toContain(`<${address}>; rel="self"`);
      expect(feed.headers.get("Content-Disposition")).toMatch(
        /^inline; filename="[a-z0-9-]*(?:rss\.xml|atom\.xml|feed\.json)"$/,
      );
      expect(feed.headers.get("Vary")).toBe("Accept-Encoding, Sec-Fetch-Dest");
      expect(feed.headers.get("Access-Control-Allow-Origin")).toBe("*");
      const text = await feed.text();
      expect(text).toContain(address.replaceAll("&", format === "feed.json" ? "&" : "&amp;"));
      expect(html).toContain(`<link rel="alternate" type="${type}"`);
      expect(html).toContain(`href="${address.replaceAll("&", "&amp;")}"`);

      const again = await get(`${at}/${format}${after}`, {
        "If-None-Match": feed.headers.get("ETag") ?? "",
      });
      expect(again.status).toBe(304);
      const head = await get(`${at}/${format}${after}`, {}, { method: "HEAD" });
      expect(head.headers.get("ETag")).toBe(feed.headers.get("ETag"));
      const preview = await get(`${at}/${format}${after}`, BROWSER);
      expect(preview.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    }
    const negotiated = await get(`${at}/feed${after}`, { Accept: "application/atom+xml" });
    expect(negotiated.headers.get("Content-Type")).toContain("application/atom+xml");
    expect(negotiated.headers.get("Vary")).toContain(", Accept");
  });
});

test.each([
  ["/rss.xml?min_outlets=2", "First Edition: What 2 or more outlets report"],
  ["/tags/NATURE/rss.xml", "First Edition: Stories on Nature"],
  ["/tags/washington-d.c./rss.xml", "First Edition: Stories on Washington, D.C."],
  ["/outlets/rt/rss.xml", "First Edition: Reported by RT"],
  ["/languages/uk/rss.xml", "First Edition: Reported in Ukrainian"],
  ["/search/rss.xml?q=ash%20%3Cb%3E", "First Edition: Search for ash &#x3C;b&gt;"],
  [
    "/rss.xml?outlets=rt,uawire&exclude=sputnik&since=2018-08-01",
    "First Edition: Reported by RT or UAWire · Reported by others than Sputnik · Updated since 1 August 2018",
  ],
])("%s has the title %s", async (path, title) => {
  expect(await (await get(path)).text()).toContain(`<title>${title}</title>`);
});

test("a list whose last story was withdrawn is empty, not a 404", async () => {
  const brief = report({
    url: "https://b.example/",
    outlet: "brief",
    tags: ["Brief"],
    title: "Ferry sinks in the lagoon",
    published: { value: "2018-08-14", estimated: false },
  });
  const publish = (digest: string, ...more: Report[]) =>
    newsroom().fileContent({ ...content, digest, reports: [...content.reports, ...more] });
  const lists = ["/tags/brief/feed.json", "/outlets/brief/feed.json", "/feed.json?tag=brief"];
  await publish("with", brief);
  for (const path of lists) expect(await titles(path)).toEqual(["Ferry sinks"]);
  await publish("without");
  for (const path of lists) expect(await titles(path)).toEqual([]);
});

test("/search shows a form, and results once there is a query", async () => {
  const asks = await (await get("/search")).text();
  expect(asks).toContain('<form action="/search"');
  expect((await get("/search?q=")).status).toBe(200);
  expect(await (await get("/search?q=letter")).text()).toContain(LETTER);
});
