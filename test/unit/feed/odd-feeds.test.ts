/** Feeds as real publishing systems write them, and what a person would read in them. */
import { describe, expect, test } from "vitest";
import { readFeed } from "../../../src/feed/read-feed.ts";
import { reportsOf } from "../../../src/feed/to-reports.ts";
import type { FeedReport } from "../../../src/model/outlet-feed.ts";
import { atom, feedOf, polledFeed, rss } from "./sample-feed.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const POLLED = polledFeed();
const EDITION = { language: "en", site: "https://edition.example" };

const reports = (source: string): FeedReport[] =>
  reportsOf(feedOf(source), POLLED, EDITION, NOW).reports;
const ofBytes = (bytes: Uint8Array): FeedReport[] => {
  const read = readFeed(bytes, "text/xml", POLLED.settings.url);
  if (read.kind === "broken") throw new Error(read.reason);
  return reportsOf(read.feed, POLLED, EDITION, NOW).reports;
};
const item = (elements: string): string => `<item>${elements}</item>`;
const link = (path: string): string => `<link>https://post.example/${path}</link>`;

describe("broken bytes in a feed in UTF-8", () => {
  const encoded = (text: string): number[] => [...new TextEncoder().encode(text)];
  const feed = (...parts: (string | number)[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? encoded(part) : part)));
  const before = `<?xml version="1.0" encoding="utf-8"?><rss><channel><item>${link("1")}<title>Zwölf Boote überfällig</title><description>Die Küstenwache fährt hin`;
  const after = "</description></item></channel></rss>";

  test("cost one character, and the rest stays UTF-8", () => {
    expect(ofBytes(feed(before, 0xc3, after))).toMatchObject([
      { title: "Zwölf Boote überfällig", summary: "Die Küstenwache fährt hin\uFFFD" },
    ]);
  });

  test("are windows-1252 if they are most of what is not ASCII", () => {
    const latin = feed(
      `<rss><channel><item>${link("1")}<title>Zw`,
      0xf6,
      "lf Boote ",
      0xfc,
      "ber</title></item></channel></rss>",
    );
    expect(ofBytes(latin)).toMatchObject([{ title: "Zwölf Boote über" }]);
  });
});

test.each<[name: string, elements: string, expected: Partial<FeedReport>]>([
  [
    "an address that was escaped twice",
    `<link>https://post.example/view?t=7&amp;amp;page=2</link><title>T</title>`,
    { url: "https://post.example/view?t=7&page=2" },
  ],
  [
    "an address that was escaped three times",
    `<link>https://post.example/view?t=7&amp;amp;amp;utm_source=rss</link><title>T</title>`,
    { url: "https://post.example/view?t=7" },
  ],
  [
    "an emoji as two references",
    `${link("1")}<title>Thanks &#55357;&#56911;</title>`,
    { title: "Thanks 🙏" },
  ],
  [
    "the name of an element in the headline",
    `${link("1")}<title>When a page has no &lt;main&gt; element</title>`,
    { title: "When a page has no <main> element" },
  ],
  [
    "the same, escaped as HTML",
    `${link("1")}<title>When a page has no &amp;lt;main&amp;gt; element</title>`,
    { title: "When a page has no <main> element" },
  ],
  [
    "markup in the headline",
    `${link("1")}<title>The &lt;em&gt;best&lt;/em&gt; of it</title>`,
    { title: "The best of it" },
  ],
  [
    "an episode without a page",
    `<title>Tides, part 4</title><guid isPermaLink="false">t4</guid><enclosure url="https://cdn.example/t4.mp3" type="audio/mpeg" length="7"/>`,
    { url: "https://cdn.example/t4.mp3", title: "Tides, part 4" },
  ],
  [
    "an episode with a page",
    `<title>Tides</title>${link("t4")}<enclosure url="https://cdn.example/t4.mp3"/>`,
    { url: "https://post.example/t4" },
  ],
  [
    "an episode whose title iTunes has",
    `${link("t5")}<itunes:title>Tides, part 5</itunes:title><itunes:summary>Why the moon pulls.</itunes:summary>`,
    { title: "Tides, part 5", summary: "Why the moon pulls." },
  ],
  [
    "a video with its text in a group",
    `${link("v")}<title>V</title><media:group><media:description>The lock opens to boats.</media:description></media:group>`,
    { summary: "The lock opens to boats." },
  ],
  [
    "a text and an image with a caption",
    `${link("v")}<title>V</title><media:content url="https://cdn.example/1.jpg"><media:description>A lock</media:description></media:content>`,
    { summary: "" },
  ],
  [
    "places",
    `${link("v")}<title>V</title><georss:point>57 -6</georss:point><georss:where><gml:Point><gml:pos>57 -6</gml:pos></gml:Point></georss:where>`,
    { title: "V", summary: "" },
  ],
  [
    "a base on the link itself",
    `<link xml:base="https://other.example/a/">b</link><title>T</title>`,
    { url: "https://other.example/a/b" },
  ],
  [
    "categories that describe it, and others",
    `${link("1")}<title>T</title><category>Storms</category><category>post/uk/weather</category><category>0b2c7d10-2f34-4a7e-9d61-0123456789ab</category><category domain="post.example/content-type">gallery</category><category domain="post.example/section-path">uk</category><category>Article</category><category>Uncategorized</category><category>AC/DC</category>`,
    { tags: ["Storms", "AC/DC"] },
  ],
  [
    "elements of Atom without a prefix",
    `${link("1")}<title>T</title><summary>Six houses lost power.</summary><published>2026-11-21T08:00:00Z</published>`,
    {
      summary: "Six houses lost power.",
      published: { value: "2026-11-21T08:00:00Z", estimated: false },
    },
  ],
  [
    "hour 24",
    `${link("1")}<title>T</title><pubDate>Sat, 21 Nov 2026 24:00:00 GMT</pubDate>`,
    { published: { value: "2026-11-22T00:00:00Z", estimated: false } },
  ],
])("an item with %s", (_name, elements, expected) => {
  expect(reports(rss(item(elements)))).toMatchObject([expected]);
});

describe("headlines that say nothing", () => {
  test.each([
    "Untitled",
    "[no title]",
    "(untitled)",
    "Untitled-3",
    "Ohne Titel",
    "Sans titre",
    "(sin título)",
    "Без названия",
    "無題",
    "제목 없음",
    "بدون عنوان",
    "null",
  ])("%s is replaced by words of the text", (title) => {
    const text = "<description>Blood donors are wanted in Oban. Come on Thursday.</description>";
    expect(reports(rss(item(`${link("1")}<title>${title}</title>${text}`)))).toMatchObject([
      { title: "Blood donors are wanted in Oban.", titleIsOurs: true },
    ]);
  });

  test("stay if there is no text", () => {
    expect(reports(rss(item(`${link("1")}<title>Untitled</title>`)))).toMatchObject([
      { title: "Untitled", titleIsOurs: false },
    ]);
  });

  test("are not those that begin in the same way", () => {
    const titled = `${link("1")}<title>Untitled masterpiece sold</title><description>Text.</description>`;
    expect(reports(rss(item(titled)))).toMatchObject([{ title: "Untitled masterpiece sold" }]);
  });
});

describe("several items on one page", () => {
  const entry = (anchor: string, guid: string | null): string =>
    item(
      `${link(`changes#${anchor}`)}<title>Release ${anchor}</title>${guid === null ? "" : `<guid isPermaLink="false">${guid}</guid>`}`,
    );

  test.each<[string, string, string[]]>([
    [
      "with guids of their own are reports of their own",
      entry("v2", "x2") + entry("v1", "x1"),
      ["#v2", "#v1"],
    ],
    ["that left, but for one whose guid has the anchor", entry("v1", "tag:v1"), ["#v1"]],
    ["that left, but for one whose guid is another", entry("v1", "x1"), [""]],
    ["without guids are one", entry("v2", null) + entry("v1", null), [""]],
    ["with one guid are one", entry("v2", "x") + entry("v1", "x"), [""]],
    [
      "with counters in place of anchors are one",
      entry("xtor=RSS-1", "1") + entry("xtor=RSS-2", "2"),
      [""],
    ],
  ])("%s", (_name, items, anchors) => {
    expect(reports(rss(items)).map(({ url }) => new URL(url).hash)).toEqual(anchors);
  });
});

test("parameters that name a feed or a campaign leave the address", () => {
  const queries = [
    "ref=rss",
    "partner=rss&amp;emc=rss",
    "ncid=rss",
    "af=R",
    "CMP=rss_b",
    "cmpid=1",
    "traffic_source=rss",
    "ns_mchannel=rss&amp;ns_campaign=1490&amp;ito=1490",
    "ref=rss&amp;amp;utm_medium=feed",
  ];
  const items = queries.map((query) =>
    item(`<link>https://post.example/storm?${query}</link><title>Storm</title>`),
  );
  expect(reports(rss(items.join(""))).map(({ url }) => url)).toEqual([
    "https://post.example/storm",
  ]);
  const kept = item(
    "<link>https://post.example/storm?ref=front&amp;source=3&amp;cid=9</link><title>Storm</title>",
  );
  expect(reports(rss(kept)).map(({ url }) => url)).toEqual([
    "https://post.example/storm?ref=front&source=3&cid=9",
  ]);
});

test.each([
  ["Atom 0.3", '<title mode="base64">R2F0ZXMgc2h1dA==</title>', "Gates shut"],
  ["Atom 1.0", '<title type="application/octet-stream">R2F0ZXMg\nc2h1dA==</title>', "Gates shut"],
  [
    "what is no Base64",
    '<title mode="base64">%%%</title><summary>Gates open at noon.</summary>',
    "Gates open at noon.",
  ],
])("text in Base64 is decoded: %s", (_name, elements, title) => {
  expect(
    reports(atom(`<entry><link href="https://post.example/1"/>${elements}</entry>`)),
  ).toMatchObject([{ title }]);
});

test("an image as the content of an entry is no summary", () => {
  const entry = `<entry><title>Gates</title><link href="https://post.example/1"/><content type="image/png">iVBORw0KGgo=</content></entry>`;
  expect(reports(atom(entry))).toMatchObject([{ summary: "" }]);
});

test("an inline image of 250 kB does not hide the text, in an attribute or in text", () => {
  const image = `<img src="data:image/png;base64,${"A".repeat(250_000)}"/>`;
  const xhtml = `<entry><title>T</title><link href="https://post.example/1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${image}The gates are shut.</div></content></entry>`;
  expect(reports(atom(xhtml))).toMatchObject([{ summary: "The gates are shut." }]);
  const escaped = item(
    `${link("1")}<title>T</title><description><![CDATA[${image}The gates are shut.]]></description>`,
  );
  expect(reports(rss(escaped))).toMatchObject([{ summary: "The gates are shut." }]);
});

test.each([
  [
    "the root",
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/r/">`,
    "",
    "https://base.example/r/1",
  ],
  [
    "the entry",
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/r/">`,
    ` xml:base="e/"`,
    "https://base.example/r/e/1",
  ],
])("an Atom link is relative to the base of %s", (_name, root, attribute, url) => {
  const [report] = reports(
    `${root}<title>N</title><entry${attribute}><title>T</title><link href="1"/></entry></feed>`,
  );
  expect(report?.url).toBe(url);
});

test("an RSS link is relative to the base of its channel", () => {
  const feed = `<rss version="2.0"><channel xml:base="https://base.example/c/"><title>N</title><item><title>T</title><link>1</link></item></channel></rss>`;
  expect(reports(feed)).toMatchObject([{ url: "https://base.example/c/1" }]);
});
