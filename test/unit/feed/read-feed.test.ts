import { expect, test } from "vitest";
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
  topics: [],
  credits: [],
  source: null,
  image: null,
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
    {
      ...READ,
      guid: "1",
      dates: ["2018-08-04"],
      language: "ru",
      categories: ["Syria"],
      topics: ["Syria"],
    },
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
