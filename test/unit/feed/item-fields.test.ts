import { describe, expect, test } from "vitest";
import { atom, feedOf, rss } from "./sample-feed.ts";

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
    [
      "a text and the title of an image: none",
      "<description>What it says.</description><media:title>A picture</media:title>",
      "",
    ],
    [
      "only the title of a video",
      "<media:group><media:title>A bridge</media:title></media:group>",
      "A bridge",
    ],
    ["the title of an episode", "<itunes:title>Episode 1</itunes:title>", "Episode 1"],
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
