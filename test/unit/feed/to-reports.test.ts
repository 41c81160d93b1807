import { describe, expect, test } from "vitest";
import { reportsOf } from "../../../src/feed/to-reports.ts";
import type { OutletFeed, FeedReport } from "../../../src/model/outlet-feed.ts";
import { feedOf, polledFeed, rss } from "./sample-feed.ts";

const NOW = Date.UTC(2018, 7, 4, 16);

const EDITION = { language: "en", site: "https://edition.example" };

const reportsFrom = (items: string, settings: Partial<OutletFeed> = {}, channel = "") =>
  reportsOf(feedOf(rss(items, channel)), polledFeed(settings), EDITION, NOW);

/** The report of an item with a link, a title and these elements. */
function report(elements: string, settings: Partial<OutletFeed> = {}, channel = ""): FeedReport {
  const { reports } = reportsFrom(
    `<item><link>https://a.example/1</link><title>A letter</title>${elements}</item>`,
    settings,
    channel,
  );
  const [first] = reports;
  if (first === undefined) throw new Error("no report");
  return first;
}

test("a report takes every field from its item", () => {
  const item = `<item>
    <title>&lt;b&gt;Russia&lt;/b&gt; confirms a letter - A Times</title>
    <link>https://a.example/1?utm_source=rss#top</link>
    <guid isPermaLink="false">1</guid>
    <pubDate>Sat, 04 Aug 2018 15:14:00 +0300</pubDate>
    <description>&lt;p&gt;What it says.&lt;/p&gt;&lt;p&gt;The post Russia confirms a letter appeared first on A Times.&lt;/p&gt;</description>
    <category>Syria</category><category>syria</category><category>https://a.example/tag</category><category>42</category>
    <source url="https://r.example/">Reuters</source>
  </item>`;
  expect(reportsFrom(item, { tags: ["War"] })).toEqual({
    reports: [
      {
        url: "https://a.example/1",
        guid: "1",
        outlet: "a",
        title: "Russia confirms a letter",
        titleIsOurs: false,
        summary: "What it says.",
        published: { value: "2018-08-04T15:14:00+03:00", estimated: false },
        language: "en",
        tags: ["War", "Syria"],
        via: "Reuters",
      },
    ],
    skipped: [],
    boilerplate: new Set(),
  });
});

describe("an item without a title", () => {
  test.each([
    [
      "gets the first sentence of its description as the headline",
      "<description>Mr. Gerasimov wrote. He got an answer.</description>",
      "Mr. Gerasimov wrote.",
      true,
    ],
    [
      "is not assumed when there is a title",
      "<title>A letter</title><description>Text.</description>",
      "A letter",
      false,
    ],
  ])("%s", (_name, elements, title, ours) => {
    const { reports } = reportsFrom(`<item><link>https://a.example/1</link>${elements}</item>`);
    expect(reports).toMatchObject([{ title, titleIsOurs: ours }]);
  });
});

test.each<[string, string, string | null]>([
  [
    "with a time and zone",
    "<pubDate>Sat, 04 Aug 2018 15:14:00 GMT</pubDate>",
    "2018-08-04T15:14:00Z",
  ],
  ["of a day only", "<dc:date>2018-08-04</dc:date>", "2018-08-04"],
  [
    "one hour in the future",
    "<pubDate>Sat, 04 Aug 2018 17:00:00 GMT</pubDate>",
    "2018-08-04T17:00:00Z",
  ],
  ["missing", "", null],
  ["that cannot be parsed", "<pubDate>today</pubDate>", null],
  ["in 1970", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", null],
  ["before 1990", "<pubDate>Sun, 31 Dec 1989 00:00:00 GMT</pubDate>", null],
  ["two days in the future", "<pubDate>Mon, 06 Aug 2018 16:00:00 GMT</pubDate>", null],
  [
    "with an invalid first value and a valid second one",
    "<pubDate>0</pubDate><dc:date>2018-08-03</dc:date>",
    "2018-08-03",
  ],
])("a date %s: %j gives %j", (_name, elements, value) => {
  expect(report(elements).published?.value ?? null).toBe(value);
});

test.each<[string, string, string, string | null, string]>([
  ["the item", "<dc:language>ru</dc:language>", "<language>fr</language>", "de", "ru"],
  ["the feed", "", "<language>fr</language>", "de", "fr"],
  ["the outlet", "", "", "de", "de"],
  ["the edition", "", "", null, "en"],
])("the language is taken from %s", (_name, elements, channel, language, result) => {
  expect(report(elements, { language }, channel).language).toBe(result);
});

test.each([
  ["another outlet", "<source url='https://r.example/'>Reuters</source>", "Reuters"],
  ["the outlet itself: null", "<source url='https://a.example/'>The A Times</source>", null],
  ["nobody: null", "", null],
])("via, with a source of %s", (_name, elements, via) => {
  expect(report(elements).via).toBe(via);
});

describe("include and exclude", () => {
  const items = [
    ["1", "War in Syria", "Politics"],
    ["2", "Warsaw is warm", "Weather"],
    ["3", "Fußball: Straße gesperrt", "Sport"],
    ["4", "シリアで戦争", "World"],
    ["5", "Football  Match of the day", "Sports"],
  ]
    .map(
      ([id, title, category]) =>
        `<item><link>https://a.example/${id}</link><title>${title}</title><category>${category}</category></item>`,
    )
    .join("");

  test.each<[string, Partial<OutletFeed>, string[]]>([
    ["without filters, every item", {}, ["1", "2", "3", "4", "5"]],
    ["a whole word in any case", { include: ["WAR"] }, ["1"]],
    ["words of any script", { include: ["straße", "戦争"] }, ["3", "4"]],
    ["a phrase", { include: ["football match"] }, ["5"]],
    ["a whole category", { include: ["sport"] }, ["3"]],
    ["excluded words and categories", { exclude: ["war", "weather"] }, ["3", "4", "5"]],
    ["both filters", { include: ["sport", "sports"], exclude: ["fußball"] }, ["5"]],
  ])("%s", (_name, settings, ids) => {
    expect(reportsFrom(items, settings).reports.map(({ url }) => url.at(-1))).toEqual(ids);
  });
});

test("skipped items are counted by reason", () => {
  const items = [
    "<item><title>No address</title></item>",
    "<item><link>https://a.example/1</link></item>",
    "<item><link>https://a.example/?utm_source=rss</link><title>Home</title></item>",
    "<item><link>https://a.example/2</link><title>Two</title></item>",
    "<item><link>https://a.example/2#comments</link><title>Two again</title></item>",
    "<item><link>https://a.example/3</link><title>An advertisement</title></item>",
  ].join("");
  const { reports, skipped } = reportsFrom(items, { exclude: ["advertisement"] });
  expect(reports.map(({ title }) => title)).toEqual(["Two"]);
  expect(skipped).toEqual([
    { reason: "no address", count: 1 },
    { reason: "neither a headline nor a summary", count: 1 },
    { reason: "a link to the home page only", count: 1 },
    { reason: "the same address as another item", count: 1 },
    { reason: "an excluded word", count: 1 },
  ]);
});

test("a guid shared by two pages is ignored", () => {
  const item = (id: string, page: number): string =>
    `<item><guid isPermaLink="false">${id}</guid><link>https://a.example/${page}</link><title>Page ${page}</title></item>`;
  const { reports } = reportsFrom(item("x", 1) + item("x", 2) + item("y", 3));
  expect(reports.map(({ guid }) => guid)).toEqual([null, null, "y"]);
});
