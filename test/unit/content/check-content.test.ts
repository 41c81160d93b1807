import { expect, test } from "vitest";
import type { ValidContent } from "../../../src/content/check-content.ts";
import { checkContent } from "../../../src/content/check-content.ts";
import { summary, unlikelyReports } from "../../../src/content/summary.ts";
import { printMistake } from "../../../src/text/mistake.ts";
import { edited, sample } from "./sample-content.ts";

function contentOf(changes: Parameters<typeof sample>[0] = {}): ValidContent {
  const content = checkContent(sample(changes));
  if ("mistakes" in content) throw new Error(JSON.stringify(content.mistakes));
  return content;
}

test("the edition has defaults for the settings that it omits", () => {
  expect(contentOf().edition).toMatchObject({
    site: "https://feeds.example",
    authority: { name: "feeds.example", since: "2026-01-31" },
    entries: 50,
    ttl: 15,
    outlets: [{ id: "rt", home: "https://www.rt.com/" }, { id: "uawire" }],
  });
});

const HOME = "  home: https://uawire.org/";
const FEED = {
  url: "https://uawire.org/rss",
  language: null,
  tags: [],
  include: [],
  exclude: [],
  interval: { least: 5, most: 240 },
  paused: false,
};

test.each([
  ["no feed", "", null],
  ["an empty field", "feed:", null],
  ["a feed's URL", "feed: https://UAWire.org/rss", FEED],
  ["a feed with only a url field", "feed: { url: https://uawire.org/rss }", FEED],
  [
    "every feed setting",
    "feed: { url: https://uawire.org/rss, language: en-gb, tags: [Ukraine, Ukraine], include: [war], exclude: [sport, football match], interval: { least: 10, most: 20 }, paused: true }",
    {
      url: "https://uawire.org/rss",
      language: "en-GB",
      tags: ["Ukraine"],
      include: ["war"],
      exclude: ["sport", "football match"],
      interval: { least: 10, most: 20 },
      paused: true,
    },
  ],
  [
    "a minimum interval above the default maximum",
    "feed: { url: https://uawire.org/rss, interval: { least: 600 } }",
    { ...FEED, interval: { least: 600, most: 600 } },
  ],
  [
    "a maximum interval below the default minimum",
    "feed: { url: https://uawire.org/rss, interval: { most: 2 } }",
    { ...FEED, interval: { least: 2, most: 2 } },
  ],
])("an outlet with %s", (_name, lines, feed) => {
  const changes = edited("outlets.yaml", HOME, `${HOME}\n  ${lines}`);
  expect(contentOf(changes).edition.outlets[1]?.feed).toEqual(feed);
});

test("an outlet without a line on who is behind it", () => {
  const changes = edited("outlets.yaml", "  about: A news site\n", "");
  expect(contentOf(changes).edition.outlets[1]?.about).toBe("");
});

test("reports are in the order of their paths", () => {
  expect(contentOf().reports).toEqual([
    {
      url: "https://www.rt.com/leak",
      outlet: "rt",
      title: "A leak",
      titleIsOurs: false,
      summary: "What it says, on two lines.\n\nAnd a point.",
      published: { value: "2018-08-04T15:00", estimated: false },
      language: "en",
      tags: ["Syria", "Russia"],
      via: null,
    },
    {
      url: "https://uawire.org/letter",
      outlet: "uawire",
      title: 'A letter: "5 < 6"',
      titleIsOurs: false,
      summary: "",
      published: null,
      language: "en-GB",
      tags: [],
      via: "RBC",
    },
  ]);
});

test("a story refers to its reports by URL", () => {
  expect(contentOf().stories).toEqual([
    {
      key: "a-letter",
      headline: "A letter",
      summary: { text: "The summary.", html: "<p>The <em>summary</em>.</p>" },
      tags: [],
      disagreements: ['One says "today".'],
      reports: ["https://www.rt.com/leak", "https://uawire.org/letter"],
      not: [],
    },
  ]);
});

test("a story can list reports that are not yet in a feed, by any of their URLs", () => {
  const [story] = contentOf({
    ...edited(
      "outlets.yaml",
      "about: A news site",
      "about: A news site\n  feed: https://uawire.org/rss",
    ),
    ...edited(
      "stories/a-letter.md",
      "https://uawire.org/letter]",
      "https://uawire.org/new/amp?utm_source=x]\nnot: [https://uawire.org/other]",
    ),
  }).stories;
  expect(story?.reports).toEqual(["https://www.rt.com/leak", "https://uawire.org/new"]);
  expect(story?.not).toEqual(["https://uawire.org/other"]);
});

test("the order of the input files does not matter", () => {
  const backwards = new Map([...sample()].toReversed());
  expect(checkContent(backwards)).toEqual(contentOf());
});

test.each([
  ["a feed", "feed: https://uawire.org/rss", "1 feed to poll, "],
  [
    "a feed that is paused",
    "feed: { url: https://uawire.org/rss, paused: true }",
    "1 paused feed, ",
  ],
  ["no feed", "", ""],
])("the summary with %s", (_name, feed, counted) => {
  const home = "  home: https://uawire.org/";
  expect(summary(contentOf(edited("outlets.yaml", home, `${home}\n  ${feed}`)))).toBe(
    `2 outlets, ${counted}2 reports in files, 1 edited story`,
  );
});

test.each([
  ["a report in a file", "https://uawire.org/letter", []],
  ["a report at a site whose feed is polled", "https://www.uawire.org/new", []],
  [
    "one at a site that is not polled",
    "https://www.rt.com/new",
    ["https://www.rt.com/new has not been seen yet."],
  ],
  [
    "a misspelt one",
    "https://www.rt.com/leek",
    ["https://www.rt.com/leek has not been seen yet. Did you mean https://www.rt.com/leak?"],
  ],
])("warnings about a story with %s", (_name, url, warnings) => {
  const content = contentOf({
    ...edited("outlets.yaml", HOME, `${HOME}\n  feed: https://uawire.org/rss`),
    ...edited("stories/a-letter.md", "https://uawire.org/letter", url),
  });
  expect(unlikelyReports(content).map(printMistake)).toEqual(
    warnings.map((warning) =>
      expect.stringContaining(`content/stories/a-letter.md:3 reports: ${warning}`),
    ),
  );
});

test("reports without a story, and content without reports, are valid", () => {
  expect(summary(contentOf({ "stories/a-letter.md": null }))).toBe("2 outlets, 2 reports in files");
  const none = {
    "stories/a-letter.md": null,
    "reports/rt-leak.md": null,
    "reports/uawire-letter.md": null,
  };
  expect(contentOf(none).reports).toEqual([]);
  expect(summary(contentOf({ ...none, "outlets.yaml": "[]" }))).toBe("no outlets");
});

test.each([
  ["a day", "2018-08-04", { value: "2018-08-04", estimated: false }],
  ["a quoted day", '"2018-08-04"', { value: "2018-08-04", estimated: false }],
  [
    "a time with a zone",
    "2018-08-04T15:14+03:00",
    { value: "2018-08-04T15:14+03:00", estimated: false },
  ],
  [
    "a day followed by a comment",
    "2018-08-04 # from the URL",
    { value: "2018-08-04", estimated: false },
  ],
  [
    "an estimate",
    "2018-08-04\npublished_is_estimated: true",
    { value: "2018-08-04", estimated: true },
  ],
  ["an empty value", "", null],
])("a report's published field can be %s", (_name, value, published) => {
  const changes = edited("reports/rt-leak.md", "2018-08-04T15:00", value);
  expect(contentOf(changes).reports[0]?.published).toEqual(published);
});

test.each(["1984", "true", "null", "~x", "no", "0x1F", "1e3", "2018-08-04"])(
  "the headline %s is read as text",
  (headline) => {
    const changes = edited("reports/rt-leak.md", "title: A leak", `title: ${headline}`);
    expect(contentOf(changes).reports[0]?.title).toBe(headline);
  },
);

test("a byte order mark is accepted", () => {
  const source = sample().get("reports/rt-leak.md") ?? new Uint8Array();
  expect(contentOf({ "reports/rt-leak.md": Uint8Array.of(0xef, 0xbb, 0xbf, ...source) })).toEqual(
    contentOf(),
  );
});
