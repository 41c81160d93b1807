import { describe, expect, test } from "vitest";
import type { FeedItem } from "../../../src/feed/read-feed.ts";
import { atom, feedOf, reading, rss } from "./sample-feed.ts";

const ITEM: FeedItem = {
  guid: null,
  link: null,
  title: "",
  summary: "",
  dates: [],
  language: null,
  categories: [],
  source: null,
};
const BODY = `<item><title>A letter</title><link>https://a.example/1</link><description>What it says.</description></item>`;
const READ: FeedItem = {
  ...ITEM,
  title: "A letter",
  link: "https://a.example/1",
  summary: "What it says.",
};

test.each<[string, string]>([
  ["RSS 2.0", rss(BODY)],
  ["RSS 0.92", `<rss version="0.92"><channel><title>News</title>${BODY}</channel></rss>`],
  [
    "RSS 0.91 with a DTD",
    `<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">\n<rss version="0.91"><channel><title>News</title>${BODY}</channel></rss>`,
  ],
  ["RSS without a channel", `<rss>${BODY}</rss>`],
  [
    "RSS with its items after the channel",
    `<rss version="2.0"><channel><title>News</title></channel>${BODY}</rss>`,
  ],
  [
    "RSS under a custom namespace prefix",
    `<n:rss version="2.0" xmlns:n="http://somebody.example/"><n:channel>${BODY.replace(/<(\/?)/g, "<$1n:")}</n:channel></n:rss>`,
  ],
  [
    "RSS 1.0",
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>News</title><items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items></channel>${BODY}</rdf:RDF>`,
  ],
  [
    "RSS 0.9",
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>News</title></channel>${BODY}</rdf:RDF>`,
  ],
  [
    "RSS 1.0 with its items in the channel",
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>News</title>${BODY}</channel></rdf:RDF>`,
  ],
  [
    "Atom 1.0",
    atom(
      `<entry><title>A letter</title><link href="https://a.example/1"/><summary>What it says.</summary></entry>`,
    ),
  ],
  [
    "Atom 0.3",
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title><entry><title>A letter</title><link rel="alternate" type="text/html" href="https://a.example/1"/><summary>What it says.</summary></entry></feed>`,
  ],
  [
    "Atom under a namespace prefix",
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>News</a:title><a:entry><a:title>A letter</a:title><a:link href="https://a.example/1"/><a:summary>What it says.</a:summary></a:entry></a:feed>`,
  ],
])("an item of %s", (_name, source) => {
  expect(feedOf(source).items).toEqual([READ]);
});

test.each([
  ["1.1", "https://jsonfeed.org/version/1.1"],
  ["1.0", "https://jsonfeed.org/version/1"],
  ["of an unknown version", "1"],
])("JSON Feed %s", (_name, version) => {
  const items = [
    {
      id: "1",
      url: "/1",
      title: "A letter",
      content_text: "What it says.",
      tags: ["Syria"],
      date_published: "2018-08-04",
      language: "ru",
    },
  ];
  const feed = feedOf(
    JSON.stringify({
      version,
      title: "News",
      home_page_url: "https://a.example/",
      language: "en",
      hubs: [{ type: "WebSub", url: "https://hub.example/" }],
      items,
    }),
  );
  expect(feed).toMatchObject({
    title: "News",
    home: "https://a.example/",
    language: "en",
    hubs: ["https://hub.example/"],
  });
  expect(feed.items).toEqual([
    { ...READ, guid: "1", dates: ["2018-08-04"], language: "ru", categories: ["Syria"] },
  ]);
});

test("a feed's own title, home page, language, ttl and links", () => {
  const links = `<atom:link rel="self" href="https://a.example/rss"/><atom:link rel="hub" href="https://hub.example/"/><atom:link rel="hub" href="ftp://x/"/>`;
  const channel = `<link>https://a.example/</link><language>en_us</language><ttl>30</ttl>${links}`;
  expect(feedOf(rss("", channel))).toEqual({
    format: "RSS",
    title: "News",
    home: "https://a.example/",
    language: "en-US",
    ttl: 30,
    hubs: ["https://hub.example/"],
    self: "https://a.example/rss",
    items: [],
    repairs: [],
  });
});

describe("an item's link is taken from", () => {
  test.each<[string, string, string | null]>([
    [
      "its link",
      "<link> https://a.example/1#top\n</link><guid>https://a.example/2</guid>",
      "https://a.example/1#top",
    ],
    ["a guid that is a URL", "<guid>https://a.example/2</guid>", "https://a.example/2"],
    [
      "nothing if the guid is not a permalink",
      `<guid isPermaLink="false">https://a.example/2</guid>`,
      null,
    ],
    ["nothing if the guid is a number", "<guid>12345</guid>", null],
    [
      "the original link behind a redirect service",
      `<link>https://counter.example/1</link><feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">https://a.example/1</feedburner:origLink>`,
      "https://a.example/1",
    ],
    [
      "an Atom link in RSS",
      `<link/><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="/self"/><atom:link rel="alternate" href="https://a.example/1"/>`,
      "https://a.example/1",
    ],
    [
      "a link with an attribute in RSS",
      `<link href="https://a.example/1"/>`,
      "https://a.example/1",
    ],
    [
      "a link with escaped ampersands",
      "<link>https://a.example/?a=1&amp;copy=2</link>",
      "https://a.example/?a=1&copy=2",
    ],
    [
      "a link with unescaped ampersands",
      "<link>https://a.example/?a=1&copy=2&amp=3</link>",
      "https://a.example/?a=1&copy=2&amp=3",
    ],
    ["nothing if the link is a javascript: URL", "<link>javascript:alert(1)</link>", null],
    [
      "its link without credentials",
      "<link>https://me:secret@a.example/1</link>",
      "https://a.example/1",
    ],
  ])("RSS: %s", (_name, elements, link) => {
    expect(feedOf(rss(`<item>${elements}</item>`)).items[0]?.link ?? null).toBe(link);
  });

  test.each<[string, string, string | null]>([
    [
      "the alternate link among others",
      `<link rel="self" href="https://a.example/s"/><link rel="enclosure" href="https://a.example/e"/><link rel="alternate" href="https://a.example/1"/>`,
      "https://a.example/1",
    ],
    [
      "the HTML page of several alternates",
      `<link type="application/json" href="https://a.example/j"/><link type="text/html" href="https://a.example/1"/>`,
      "https://a.example/1",
    ],
    ["a link without rel", `<link href="https://a.example/1"/>`, "https://a.example/1"],
    ["an id that is a URL", "<id>https://a.example/1</id>", "https://a.example/1"],
    ["nothing if the id is not a URL", "<id>tag:a.example,2018:1</id>", null],
    [
      "the original link behind a redirect service",
      `<link href="https://counter.example/1"/><feedburner:origLink>https://a.example/1</feedburner:origLink>`,
      "https://a.example/1",
    ],
  ])("Atom: %s", (_name, elements, link) => {
    expect(feedOf(atom(`<entry>${elements}</entry>`)).items[0]?.link ?? null).toBe(link);
  });

  test.each<[string, string, string]>([
    [
      "the feed's home",
      rss("<item><link>/1</link></item>", "<link>https://a.example/news/</link>"),
      "https://a.example/1",
    ],
    [
      "the feed itself, without a home",
      rss("<item><link>1.html</link></item>"),
      "https://feeds.example.com/1.html",
    ],
    [
      "the item's xml:base within the feed's",
      atom(`<entry xml:base="b/"><link href="1"/></entry>`).replace(
        "<feed",
        `<feed xml:base="https://a.example/a/"`,
      ),
      "https://a.example/a/b/1",
    ],
    [
      "the scheme of the feed",
      rss("<item><link>//a.example/1</link></item>"),
      "https://a.example/1",
    ],
  ])("its link, relative to %s", (_name, source, link) => {
    expect(feedOf(source).items[0]?.link).toBe(link);
  });
});

describe("an item's texts", () => {
  test.each([
    ["HTML in a title", "<title>&lt;b&gt;A&lt;/b&gt; letter</title>", "A letter"],
    ["HTML in CDATA", "<title><![CDATA[<b>A</b> letter &amp; more]]></title>", "A letter & more"],
    ["unescaped HTML", "<title>A <b>letter</b><br>once</title>", "A letter once"],
    [
      "HTML escaped twice",
      "<title>&amp;lt;b&amp;gt;A&amp;lt;/b&amp;gt; Q&amp;amp;A</title>",
      "A Q&A",
    ],
    ["HTML entities", "<title>caf&eacute;&nbsp;&hellip;</title>", "café …"],
    [
      "ampersands that are not entities",
      "<title>AT&T & 5 < 6 &bogus;</title>",
      "AT&T & 5 < 6 &bogus;",
    ],
    ["a script element", "<title>A<script>alert(1)</script> letter</title>", "A letter"],
    ["a Dublin Core title", "<dc:title>A letter</dc:title>", "A letter"],
    ["two titles: the first", "<title>A letter</title><title>Another</title>", "A letter"],
    ["only the title of an image: none", "<media:title>A picture</media:title>", ""],
  ])("title: %s", (_name, elements, title) => {
    expect(feedOf(rss(`<item>${elements}</item>`)).items[0]?.title).toBe(title);
  });

  test.each([
    [
      "XHTML",
      `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <em>letter</em></div></title>`,
    ],
    ["HTML", `<title type="html">A &lt;em&gt;letter&lt;/em&gt;</title>`],
    ["text", `<title type="text">A letter</title>`],
  ])("Atom title: %s", (_name, elements) => {
    expect(feedOf(atom(`<entry>${elements}</entry>`)).items[0]?.title).toBe("A letter");
  });

  test.each([
    [
      "the description rather than the content",
      "<content:encoded>Content</content:encoded><description>Summary</description>",
      "Summary",
    ],
    [
      "the content if the description is empty",
      "<description><![CDATA[ <p></p> ]]></description><content:encoded><![CDATA[<p>One</p><p>Two</p>]]></content:encoded>",
      "One\n\nTwo",
    ],
  ])("summary: %s", (_name, elements, summary) => {
    expect(feedOf(rss(`<item>${elements}</item>`)).items[0]?.summary).toBe(summary);
  });

  test("dates, language, categories and source", () => {
    const elements = `<pubDate>Sat, 04 Aug 2018 15:14:00 GMT</pubDate><dc:date>2018-08-05</dc:date><dc:language>ru</dc:language><category>Syria</category><dc:subject>War</dc:subject><source url="https://r.example/">Reuters</source>`;
    expect(feedOf(rss(`<item>${elements}</item>`)).items[0]).toMatchObject({
      dates: ["Sat, 04 Aug 2018 15:14:00 GMT", "2018-08-05"],
      language: "ru",
      categories: ["Syria", "War"],
      source: "Reuters",
    });
  });
});

test("of 600 items, the newest 500 are read", () => {
  const item = (number: number, day: string): string =>
    `<item><guid>${number}</guid><pubDate>${day}</pubDate></item>`;
  const numbers = Array.from({ length: 600 }, (_, number) => number);
  const rising = numbers.map((number) => item(number, new Date(number * 86_400_000).toISOString()));
  const kept = (items: string[]): (string | null)[] =>
    feedOf(rss(items.join(""))).items.map(({ guid }) => guid);
  expect(kept(rising)).toEqual(numbers.slice(100).map(String));
  expect(kept(rising.toReversed())).toEqual(numbers.slice(100).map(String).toReversed());
  expect(feedOf(rss(rising.join(""))).repairs).toEqual([
    "only the newest 500 of its 600 items are read",
  ]);
});

const NESTED = "[".repeat(200_000) + "]".repeat(200_000);

test.each([
  ["deeply nested lists", `{"version":"https://jsonfeed.org/version/1.1","items":${NESTED}}`],
  [
    "deeply nested lists in place of a text",
    `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":${NESTED}}]}`,
  ],
  [
    "values of the wrong types",
    `{"items":[null,1,"x",{"id":{},"url":7,"title":["x"],"tags":"x","date_published":false}],"title":{}}`,
  ],
])("JSON with %s does not throw", (_name, source) => {
  expect(["feed", "broken"]).toContain(reading(source).kind);
});

test.each<[string, string, string, number | null]>([
  ["nothing", " \n", "it is empty", 1],
  ["plain text", "404 not found", "it is text, not a feed", 1],
  [
    "a web page",
    "\n<!doctype html>\n<html><body><p>Hello</p></body></html>",
    "it is a web page, not a feed",
    3,
  ],
  [
    "other XML",
    '<?xml version="1.0"?>\n<opml version="2.0"></opml>',
    "it is XML that begins with <opml>, not a feed",
    2,
  ],
  ["other JSON", '{"error":"not found"}', "it is JSON, not a JSON Feed", null],
  [
    "truncated JSON",
    '{"version":"https://jsonfeed.org/version/1.1",\n"items":[',
    "it is not valid JSON: Unexpected end of JSON input",
    2,
  ],
])("not a feed: %s", (_name, source, reason, line) => {
  expect(reading(source)).toEqual({ kind: "broken", reason, line });
});
