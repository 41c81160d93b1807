import { expect, test } from "vitest";
import type { FetchPage } from "../../../../src/cli/outlets/find.ts";
import { findFeeds } from "../../../../src/cli/outlets/find.ts";
import { feedsNamed } from "../../../../src/cli/outlets/links.ts";
import { CommandError } from "../../../../src/cli/run-command.ts";
import { rss } from "../../feed/sample-feed.ts";

const FEED = rss(
  "<item><pubDate>Sat, 04 Aug 2018 15:14:00 GMT</pubDate></item><item><pubDate>Sun, 05 Aug 2018</pubDate></item>",
  "<link>https://a.example/</link>",
);

/** A fake network that serves these pages by URL. */
const network =
  (pages: Readonly<Record<string, string>>): FetchPage =>
  async (url) => {
    const page = pages[url];
    if (page === undefined) throw new Error("it answers 404");
    return { url, contentType: null, bytes: new TextEncoder().encode(page) };
  };

const outputFor = (url: string): string => `News
  ${url}
  RSS, 2 items, latest 2018-08-05

- id: a
  name: News
  home: https://a.example/
  feed: ${url}
`;

test.each<[string, string, Record<string, string>, string[]]>([
  [
    "at the address of a feed",
    "https://a.example/x",
    { "https://a.example/x": FEED },
    ["https://a.example/x"],
  ],
  [
    "at an address without a scheme",
    "a.example/x",
    { "https://a.example/x": FEED },
    ["https://a.example/x"],
  ],
  [
    "in a page's link elements, if they exist",
    "https://a.example/",
    {
      "https://a.example/": `<html><head><link rel=alternate type=application/rss+xml href=/one><link rel="alternate" type="application/atom+xml" href="/two"><link rel="alternate" type="application/rss+xml" href="/three"></head></html>`,
      "https://a.example/one": FEED,
      "https://a.example/three": FEED,
    },
    ["https://a.example/one", "https://a.example/three"],
  ],
  [
    "in links that look like feeds",
    "https://a.example/news/",
    {
      "https://a.example/news/": `<a href="/about">About</a> <a href="/rss/news.xml">RSS</a>`,
      "https://a.example/rss/news.xml": FEED,
    },
    ["https://a.example/rss/news.xml"],
  ],
  [
    "at the usual paths, below the page and at the root",
    "https://a.example/news/today",
    {
      "https://a.example/news/today": "<p>Hello</p>",
      "https://a.example/news/feed": FEED,
      "https://a.example/rss.xml": FEED,
    },
    ["https://a.example/news/feed", "https://a.example/rss.xml"],
  ],
])("feeds are found %s", async (_name, url, pages, feeds) => {
  expect(await findFeeds([url], network(pages))).toBe(feeds.map(outputFor).join("\n"));
});

test.each([
  [[], "The URL is missing.\nUsage: npm run outlets:find -- URL"],
  [
    ["ftp://a.example/"],
    '"ftp://a.example/" is not an absolute http(s) URL. Did you mean "https://a.example/"?',
  ],
  [["https://a.example/"], "https://a.example/ cannot be fetched: it answers 404."],
  [
    ["https://b.example/"],
    'No feed found at https://b.example/ or at the usual addresses. Look for "RSS" on the site, and pass the URL of the feed itself.',
  ],
])("outlets:find %j is rejected", async (args, message) => {
  const error: unknown = await findFeeds(args, network({ "https://b.example/": "<p>" })).catch(
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(CommandError);
  expect((error as CommandError).message).toBe(message);
});

test.each([
  [
    "relative to the page's base",
    `<base href="/b/"><link rel="alternate" type="application/feed+json" href="f.json">`,
    ["https://a.example/b/f.json"],
  ],
  [
    "with entities",
    `<link rel="alternate" type="application/rss+xml" href="/f?a=1&amp;b=2">`,
    ["https://a.example/f?a=1&b=2"],
  ],
  [
    "without links to other pages",
    `<link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" href="/rss.css">`,
    [],
  ],
  [
    "without those in comments and scripts",
    `<!-- <link rel="alternate" type="application/rss+xml" href="/old"> --><script>"<link rel='alternate' type='application/rss+xml' href='/js'>"</script><link rel="alternate" type="application/rss+xml" href="/f">`,
    ["https://a.example/f"],
  ],
  [
    "those of comments last",
    `<link rel="alternate" type="application/rss+xml" title="A &raquo; Comments Feed" href="/c"><link rel="alternate" type="application/rss+xml" href="/2026/1/comments/feed/"><link rel="alternate" type="application/rss+xml" title="A &raquo; Feed" href="/f">`,
    ["https://a.example/f", "https://a.example/c", "https://a.example/2026/1/comments/feed/"],
  ],
  [
    "without duplicates",
    `<link rel="alternate" type="text/xml" href="/f"><link rel="alternate" type="text/xml" href="/f">`,
    ["https://a.example/f"],
  ],
  [
    "without javascript: links",
    `<link rel="alternate" type="text/xml" href="javascript:alert(1)">`,
    [],
  ],
])("feeds that a page links to, %s", (_name, html, urls) => {
  expect(feedsNamed(html, "https://a.example/x")).toEqual(urls);
});
